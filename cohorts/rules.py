"""Who may what, in small questions about a person and a thing. Rules ask for roles, never for
function codes."""

from datetime import datetime

from django.utils.timezone import localdate

from cohorts.models import Engagement, Function, Participation, Round, User


def is_agency_staff(user: User, now: datetime) -> bool:
    """Runs rounds for the agency, somewhere, today."""
    return Engagement.objects.for_agency(user, now).exists()


def is_administrator(user: User, now: datetime) -> bool:
    return Engagement.objects.as_administrator(user, now).exists()


def belongs_to(user: User, participation: Participation, now: datetime) -> bool:
    """Holds a seat of the participation today, in a round that may still be read."""
    return _held(user, participation, now)


def coordinates(user: User, participation: Participation, now: datetime) -> bool:
    return _held(user, participation, now, role=Function.Role.COORDINATOR)


def is_under_way(round: Round | None, now: datetime) -> bool:
    """From the first day of preparation to the last day. Without a round there is no end."""
    if round is None:
        return True
    return round.preparation_starts_on <= localdate(now) <= round.ends_on


def _held(
    user: User, participation: Participation, now: datetime, *, role: str | None = None
) -> bool:
    held = Participation.objects.held_by(user, now, role=role)
    return held.filter(pk=participation.pk).exists()
