"""Who may do what with an assessment. Whether the time is right (opened, closed, handed in) is not
a right: actions refuse that."""

from datetime import datetime

from cohorts.models import Function, User, places_of, rights_of
from cohorts.rules import belongs_to, coordinates
from selfassessment.models import Assessment

CALLED = (Function.Role.HEAD, Function.Role.MANAGEMENT)  # the management group


def is_called(user: User, assessment: Assessment, now: datetime) -> bool:
    """Holds a seat in the institution's management group today, in their own right: whoever stands
    in for a leader does not answer for them."""
    return assessment.participation_id in led_by(user, now)


def led_by(user: User, now: datetime) -> set[int]:
    """Ids of the participations in whose management group the user has a seat."""
    own = rights_of(user, now).own
    return {place.pk for role in CALLED for place in places_of(own, role)}


def may_rate(user: User, assessment: Assessment, now: datetime) -> bool:
    """Each leader answers for themselves."""
    return assessment.is_of_management and is_called(user, assessment, now)


def may_close(user: User, assessment: Assessment, now: datetime) -> bool:
    """The coordinator ends the answering, and sees who has answered."""
    return assessment.is_of_management and coordinates(user, assessment.participation, now)


def may_agree(user: User, assessment: Assessment, now: datetime) -> bool:
    """The management group, stand-ins among them, and the coordinator set what it answers; of the
    institution, everyone at work there."""
    if assessment.is_of_management:
        roles, rights = (*CALLED, Function.Role.COORDINATOR), rights_of(user, now)
        return any(assessment.participation_id in rights.place_ids(role) for role in roles)
    return belongs_to(user, assessment.participation, now)


def may_divide(user: User, assessment: Assessment, now: datetime) -> bool:
    """The coordinator says who answers what, of that which everybody would answer together."""
    return not assessment.is_of_management and coordinates(user, assessment.participation, now)


def may_submit(user: User, assessment: Assessment, now: datetime) -> bool:
    """A coordinator hands in for the institution."""
    return coordinates(user, assessment.participation, now)
