"""What an action of this room says when it refuses. The text is for the person who tried."""

from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cohorts.models import Participation, Round
from preparation.models import Preparation


class Refused(Exception):
    """The reason, in words for the reader, as `str()`."""


class RoundOver(Refused):
    def __init__(self) -> None:
        super().__init__(_("Omgången är slut. Det går att läsa, men inte att ändra något."))


class NotAsked(Refused):
    def __init__(self) -> None:
        super().__init__(_("Omgången ber inte om det här. Fråga er kontaktperson."))


def plan_of(participation: Participation, now: datetime) -> tuple[Preparation, Round]:
    """What the round asks, as long as the round is not over; also before it begins."""
    plan = (
        Preparation.objects.filter(round=participation.cohort.round_id)
        .select_related("round")
        .first()
    )
    if plan is None:
        raise NotAsked
    if plan.round.ends_on < localdate(now):
        raise RoundOver
    return plan, plan.round
