"""Setting or moving a meeting's date."""

from datetime import date, datetime

from django.db import transaction

from cohorts.models import User
from meetings import actions as meetings
from meetings.models import Meeting
from programmes.actions.refusals import ChangedMeanwhile, OutsideRound


@transaction.atomic
def set_date(
    meeting: Meeting, *, held_on: date, version: int, by: User, now: datetime
) -> tuple[Meeting, bool]:
    """The meeting with its date, and whether that was new. `version` is the `date_version` that
    the page showed: pressed twice it happens once, and nobody overwrites what they have not
    seen."""
    meeting = (
        Meeting.objects.select_for_update(of=("self",))
        .select_related("cohort__round")
        .get(pk=meeting.pk)
    )
    if meeting.held_on == held_on:
        return meeting, False
    if meeting.date_version != version:
        raise ChangedMeanwhile(meeting.held_on)
    check_date(meeting, held_on)
    return meetings.change_meeting(meeting, held_on=held_on, by=by, now=now), True


def check_date(meeting: Meeting, held_on: date) -> None:
    """Refuse a day outside the meeting's round. Asked for a preview too."""
    round = meeting.cohort.round
    if round and not round.preparation_starts_on <= held_on <= round.ends_on:
        raise OutsideRound(held_on, round)
