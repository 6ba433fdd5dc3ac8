"""Who may do what in the preparation. Whether the time is right is not a right: actions refuse
that."""

from datetime import datetime

from cohorts.models import Cohort, Function, Participation, Round, User, places_of, rights_of
from cohorts.rules import belongs_to, coordinates, runs_cohort
from preparation.models import Completion, Confirmation


def confirming_role(round: Round | None) -> str:
    """Whose it is to confirm: the head's, or the management's where the round has no head."""
    heads = Function.objects.filter(round=round, role=Function.Role.HEAD)
    return Function.Role.HEAD if heads.exists() else Function.Role.MANAGEMENT


def may_confirm(user: User, participation: Participation, now: datetime) -> bool:
    """Whoever leads the institution, for the institution; also while standing in for some days, and
    not for one meeting."""
    role = confirming_role(participation.cohort.round)
    return participation in places_of(rights_of(user, now).at_work, role)


def may_disown(user: User, confirmation: Confirmation, now: datetime) -> bool:
    """Whoever it was done in the name of, if it came by a link; also when the account that it was
    done in has been merged into theirs."""
    is_by_link, by = confirmation.content.get("is_by_link", False), confirmation.confirmed_by
    return is_by_link and user.pk in (by.pk, by.merged_into_id)


def may_follow(user: User, participation: Participation, now: datetime) -> bool:
    """Those at work for the institution, and those who run its cohort, see how far it is."""
    return belongs_to(user, participation, now) or runs_cohort(user, participation.cohort, now)


def may_ask_head(user: User, participation: Participation, now: datetime) -> bool:
    return coordinates(user, participation, now)


def may_say(user: User, participation: Participation, now: datetime) -> bool:
    """Each for themselves, where they sit."""
    return belongs_to(user, participation, now)


def may_read_proof(user: User, completion: Completion, now: datetime) -> bool:
    """Its owner, and those who run a cohort where that person sits. No colleagues."""
    if completion.user_id == user.pk:
        return True
    seated = Cohort.objects.filter(
        round=completion.round_id, participations__seats__holdings__user=completion.user_id
    )
    return seated.run_by(user, now).exists()


def may_plan(user: User, round: Round, now: datetime) -> bool:
    """Those who run one of its groups for the agency."""
    return Cohort.objects.run_by(user, now).filter(round=round).exists()
