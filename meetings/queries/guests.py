"""Guests at a meeting: what the page tells them, and what it tells the others of them.

A guest institution visits one meeting. Its people are called to every session but those for
coordinators alone, and see nothing else of the cohort (see docs/adr/0210).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet
from django.utils.timezone import localdate

from cohorts.models import Function, Guest, User
from exchange_portal.collation import sort_key, swedish
from exchange_portal.phrased import ask
from meetings.models import Attendance, Meeting, Session
from meetings.queries import attending, words
from meetings.queries.attending import Who
from meetings.queries.words import Standing

DAY = timedelta(days=1)
ACCESS_DAYS = 14  # after the meeting


def access_until(meeting: Meeting, held_on: date | None) -> date | None:
    """From which day guests see nothing more, if the meeting is held then. Without a date they
    see it for as long as the round lasts."""
    if held_on is not None:
        return held_on + (ACCESS_DAYS + 1) * DAY
    round = meeting.cohort.round
    return round.ends_on + DAY if round else None


def is_for_guests(called: Iterable[Function]) -> bool:
    """As `Session.objects.for_guests`, of a session whose functions are at hand."""
    return any(one.role != Function.Role.COORDINATOR for one in called)


@dataclass(frozen=True, kw_only=True)
class Cell:
    """Somebody and a session, and what they have answered."""

    hours: str
    standing: Standing
    comment: str


@dataclass(frozen=True, kw_only=True)
class Person:
    user: int
    name: str
    cells: list[Cell]


@dataclass(frozen=True, kw_only=True)
class Visiting:
    """A guest institution and its people."""

    institution: str
    people: list[Person]


def visiting(
    meeting: Meeting,
    audiences: Mapping[Session, list[Function]],
    reader: User,
    now: datetime,
    *,
    at: datetime,
) -> list[Visiting]:
    """Every guest institution, by name, and its people of that moment. Comments are for the own
    institution and the agency."""
    rows = ask(_people, [meeting.scope_id], now=at)
    if not rows:
        return []
    sessions = [one for one, called in audiences.items() if is_for_guests(called)]
    given = Attendance.objects.filter(session__in=[one.pk for one in sessions], seat=None)
    replies = {(one.session_id, one.user_id): one for one in given}
    details = attending.details(sessions, reader, now)
    places: dict[str, list[Person]] = {}
    for institution, user, name in sorted(rows, key=lambda row: sort_key(row[0])):
        people = places.setdefault(institution, [])
        if user is not None:
            cells = [_cell(one, meeting, user, replies, details, now) for one in sessions]
            people.append(Person(user=user, name=name, cells=cells))
    return [Visiting(institution=name, people=people) for name, people in places.items()]


def _people(scope: list[int], *, now: datetime) -> QuerySet[Guest, Any]:
    """One for each of the people; one at least for each institution."""
    today = localdate(now)
    goes_on = Q(engagements__until_on=None) | Q(engagements__until_on__gt=today)
    held = FilteredRelation("engagements", condition=Q(engagements__from_on__lte=today) & goes_on)
    return (
        Guest.objects.filter(scope__in=scope, withdrawn_at=None)
        .annotate(held=held)
        .order_by("institution", swedish("held__user__name"), "pk")
        .values_list("institution__name", F("held__user"), F("held__user__name"))
    )


def _cell(
    session: Session,
    meeting: Meeting,
    user: int,
    replies: Mapping[Who, Any],
    details: Mapping[Who, Attendance],
    now: datetime,
) -> Cell:
    given = replies.get((session.pk, user))
    detail = details.get((session.pk, user))
    return Cell(
        hours=words.hours(session),
        standing=words.reply(given, meeting, is_over=session.is_over(now)),
        comment=detail.comment if detail else "",
    )
