"""Somebody comes to a meeting instead of whoever has the seat."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cohorts import actions as cohorts
from cohorts.models import Holding, Seat, User, ends_after
from cohorts.rules import is_under_way
from meetings.actions.refusals import Refused, RoundOver
from meetings.models import Meeting, Session


class NotAhead(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Träffen har inget datum, eller har redan varit. Ingen ersättare är sparad.")
        )


class SeatNotCalled(Refused):
    def __init__(self) -> None:
        super().__init__(_("Platsen är inte kallad till träffen. Ingen ersättare är sparad."))


@transaction.atomic
def name_for_meeting(
    meeting: Meeting,
    *,
    seat: Seat,
    user: User | None = None,
    name: str = "",
    email: str = "",
    by: User,
    now: datetime,
) -> Holding:
    """Someone known at the institution, or someone new, stands in at the meeting, from today until
    some days after it. It follows the meeting when that moves."""
    meeting = (
        Meeting.objects.select_for_update(of=["self"])
        .select_related("cohort__round", "scope")
        .get(pk=meeting.pk)
    )
    if not is_under_way(meeting.cohort.round, now):
        raise RoundOver
    until_on = ends_after(_day_of(meeting, seat, now))
    days = {"from_on": localdate(now), "until_on": until_on, "meeting_scope": meeting.scope}
    if user is not None:
        return cohorts.name_stand_in(seat, user=user, **days, by=by, now=now)  # type: ignore[arg-type]
    return cohorts.invite_stand_in(seat, name=name, email=email, **days, by=by, now=now)  # type: ignore[arg-type]


def _day_of(meeting: Meeting, seat: Seat, now: datetime) -> date:
    """The day of a meeting that is not over, to which the seat is called."""
    own = Session.objects.filter(meeting=meeting, audience=seat.function_id)
    if seat.participation.cohort_id != meeting.cohort_id or not own.exists():
        raise SeatNotCalled
    held_on = meeting.held_on
    if held_on is None or all(now >= session.ends(held_on) for session in own):
        raise NotAhead
    return held_on
