"""In which order institutions present themselves."""

from datetime import datetime
from typing import Any

from django.db import transaction

from cohorts.models import Participation, User
from exchange_portal.audit import trail
from meetings import events
from meetings.models import Meeting, Presentation
from meetings.models.presentations import MINUTES
from meetings.queries.presentations import in_order

MOST_MINUTES = 120


@transaction.atomic
def place_presentation(
    meeting: Meeting, *, participation: Participation, position: int, by: User, now: datetime
) -> None:
    """The institution's turn is number `position`; the others close up. Pressed twice it is placed
    once."""
    rows = _locked(meeting)
    order = [row.pk for row in rows]
    if participation.pk not in order:
        return
    wanted = [pk for pk in order if pk != participation.pk]
    wanted.insert(max(position, 1) - 1, participation.pk)
    minutes = {row.pk: row.minutes or MINUTES for row in rows}
    if wanted != order:
        _arrange(meeting, wanted, minutes)
        trail.record(events.PRESENTATIONS_ARRANGED, about=meeting, by=by, now=now)


@transaction.atomic
def set_presentation_minutes(meeting: Meeting, *, minutes: int, by: User, now: datetime) -> None:
    """As long for everyone."""
    rows = _locked(meeting)
    if any((row.minutes or MINUTES) != minutes for row in rows):
        _arrange(meeting, [row.pk for row in rows], {row.pk: minutes for row in rows})
        trail.record(events.PRESENTATIONS_ARRANGED, about=meeting, by=by, now=now)


def _locked(meeting: Meeting) -> list[Any]:
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    return list(in_order(meeting))


def _arrange(meeting: Meeting, order: list[int], minutes: dict[int, int]) -> None:
    Presentation.objects.filter(meeting=meeting).delete()
    Presentation.objects.bulk_create(
        Presentation(meeting=meeting, participation_id=pk, position=number, minutes=minutes[pk])
        for number, pk in enumerate(order, start=1)
    )
