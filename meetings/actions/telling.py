"""The assistants of heads hear of meetings when these do."""

from collections.abc import Iterable
from datetime import date, datetime

from cohorts.models import User
from exchange_portal.outbox import queue
from meetings import events
from meetings.models import Meeting
from meetings.queries.assisting import of_those_asked, told


def tell_of_date(
    meeting: Meeting, *, was_on: date | None, held_on: date | None, now: datetime
) -> None:
    """Within the action that has changed the date and told the heads."""
    for one in told(meeting, was_on=was_on, held_on=held_on, now=now):
        queue.notify(
            events.ASSISTANT_DATED,
            recipient=one.user,
            once=f"{events.ASSISTANT_DATED}:{meeting.key}:{meeting.date_version}:{one.pk}",
            data={
                "meeting": meeting.pk,
                "assistant": one.pk,
                "date_version": meeting.date_version,
                "had_date": was_on is not None,
            },
            now=now,
        )


def tell_of_those_asked(
    meeting: Meeting, people: Iterable[User], *, day: date, by: User, now: datetime
) -> None:
    """Within the action by which `by` asks them to answer, that day."""
    for _meeting, one in of_those_asked({meeting: people}, now):
        queue.notify(
            events.ASSISTANT_REMINDER,
            recipient=one.user,
            once=f"{events.ASSISTANT_REMINDER}:{meeting.key}:{one.pk}:asked:{day.isoformat()}",
            data={
                "meeting": meeting.pk,
                "assistant": one.pk,
                "asker": by.pk,
                "due_on": meeting.held_on.isoformat() if meeting.held_on else "",
            },
            now=now,
        )
