"""Whose assistants hear of a meeting."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from django.utils.timezone import localdate

from cohorts.models import Assistant, User
from meetings.models import Attendance, Meeting, Session
from meetings.queries.calling import called, holdings_for

COHORT = "holding__seat__participation__cohort"


def told(
    meeting: Meeting, *, was_on: date | None, held_on: date | None, now: datetime
) -> list[Assistant]:
    """To whom a new date is news: as to the heads themselves (`dates.told`)."""
    today = localdate(now)
    if all(day is None or day < today for day in (was_on, held_on)):
        return []
    return [one for _meeting, one in _called({meeting: held_on}, now)]


def of_those_asked(
    asked: Mapping[Meeting, Iterable[User]], now: datetime
) -> list[tuple[Meeting, Assistant]]:
    """The assistants of the heads among the people who are asked to answer to each meeting, where
    the head's seat waits for an answer. As many queries whatever there is."""
    people = {meeting: {one.pk for one in those} for meeting, those in asked.items()}
    pairs = _called({one: one.held_on for one in people}, now)
    theirs = [(meeting, one) for meeting, one in pairs if one.head.pk in people[meeting]]
    open_to = _waiting(theirs, now)
    return [pair for pair in theirs if open_to.get(pair)]


def is_called(meeting: Meeting, assistant: Assistant, now: datetime) -> bool:
    """Whether the meeting is one for the head, of an assistant who still is."""
    return (meeting, assistant) in _called({meeting: meeting.held_on}, now)


def waiting(meeting: Meeting, assistant: Assistant, now: datetime) -> list[Session]:
    """Sessions that the seat calls the head to, not over and not answered for their day, in
    order."""
    return _waiting([(meeting, assistant)], now).get((meeting, assistant), [])


def waiting_ahead(assistants: Collection[Assistant], now: datetime) -> Counter[int]:
    """How many sessions wait for an answer, by the id of the assistant. As many queries whatever
    there is."""
    cohorts = {one.holding.seat.participation.cohort_id for one in assistants}
    ahead = Meeting.objects.filter(cohort__in=cohorts, held_on__gte=localdate(now))
    days = {one: one.held_on for one in ahead.select_related("cohort__round", "scope")}
    theirs = [(meeting, one) for meeting, one in _called(days, now) if one in assistants]
    found: Counter[int] = Counter()
    for (_meeting, one), sessions in _waiting(theirs, now).items():
        found[one.pk] += len(sessions)
    return found


def _waiting(
    pairs: Collection[tuple[Meeting, Assistant]], now: datetime
) -> dict[tuple[Meeting, Assistant], list[Session]]:
    dated = [(meeting, one) for meeting, one in pairs if meeting.held_on is not None]
    if not dated:
        return {}
    meetings = {meeting.pk: meeting for meeting, _one in dated}
    calls = Session.audience.through.objects.filter(
        session__meeting__in=meetings,
        function__in={one.holding.seat.function_id for _meeting, one in dated},
    )
    rows = list(calls.select_related("session").order_by("session__starts_at", "session_id"))
    given = Attendance.objects.filter(
        session__in={row.session_id for row in rows}, user__in={one.head.pk for _m, one in dated}
    )
    answered = set(given.values_list("session", "user", "answered_for"))
    found: dict[tuple[Meeting, Assistant], list[Session]] = {}
    for row in rows:
        session, meeting = row.session, meetings[row.session.meeting_id]
        session.meeting = meeting
        for of, one in dated:
            is_theirs = of == meeting and one.holding.seat.function_id == row.function_id
            has_said = (session.pk, one.head.pk, meeting.held_on) in answered
            if is_theirs and not has_said and not session.is_over(now):
                found.setdefault((of, one), []).append(session)
    return found


def _called(days: Mapping[Meeting, date | None], now: datetime) -> list[tuple[Meeting, Assistant]]:
    """Those whose heads are called if each meeting is held on its day."""
    current = Assistant.objects.current(now).filter(user__is_active=True)
    of = {meeting.cohort_id for meeting in days}
    found = list(current.filter(**{f"{COHORT}__in": of}).with_place().order_by("pk"))
    if not found:  # as nearly always
        return []
    holdings = holdings_for(days, now)
    pairs = []
    for meeting, day in days.items():
        own = [one for one in holdings if one.seat.participation.cohort_id == meeting.cohort_id]
        coming = set(called(own, meeting, now, on=day))
        pairs += [(meeting, one) for one in found if one.holding in coming]
    return pairs
