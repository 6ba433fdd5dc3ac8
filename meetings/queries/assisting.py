"""Whose assistants hear of a meeting."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.timezone import localdate

from cohorts.models import Assistant, User
from meetings.models import Attendance, Meeting, Session
from meetings.queries.calling import called, holdings_for, sessions_for


def told(
    meeting: Meeting, *, was_on: date | None, held_on: date | None, now: datetime
) -> list[Assistant]:
    """To whom a new date is news: as to the heads themselves (`dates.told`)."""
    today = localdate(now)
    if all(day is None or day < today for day in (was_on, held_on)):
        return []
    return _called(meeting, now, on=held_on)


def of_those_asked(
    meeting: Meeting, people: Iterable[User], now: datetime
) -> list[tuple[Assistant, list[Session]]]:
    """The assistants of the heads among people who are asked to answer, each with the sessions that
    the head has not answered."""
    asked = {one.pk for one in people}
    those = [one for one in _called(meeting, now, on=meeting.held_on) if one.head.pk in asked]
    found = [(one, waiting(meeting, one, now)) for one in those]
    return [(one, sessions) for one, sessions in found if sessions]


def is_called(meeting: Meeting, assistant: Assistant, now: datetime) -> bool:
    """Whether the meeting is one for the head, of an assistant who still is."""
    return assistant in _called(meeting, now, on=meeting.held_on)


def waiting(meeting: Meeting, assistant: Assistant, now: datetime) -> list[Session]:
    """Sessions that the seat calls the head to, not over and not answered for their day."""
    if meeting.held_on is None:
        return []
    own = sessions_for(meeting, [assistant.holding.seat.function_id])
    answered = Attendance.objects.filter(
        session__in=own, user=assistant.holding.user_id, answered_for=meeting.held_on
    )
    done = set(answered.values_list("session", flat=True))
    return [one for one in own if one.pk not in done and not one.is_over(now)]


def _called(meeting: Meeting, now: datetime, *, on: date | None) -> list[Assistant]:
    """Those whose heads are called if it is held on that day."""
    place = "holding__seat__participation__cohort"
    current = Assistant.objects.current(now).filter(user__is_active=True)
    found = list(current.filter(**{place: meeting.cohort_id}).with_place().order_by("pk"))
    if not found:  # as for most meetings
        return []
    coming = set(called(holdings_for([meeting], now), meeting, now, on=on))
    return [one for one in found if one.holding in coming]
