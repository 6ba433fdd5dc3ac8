"""What somebody shall do in every room, and the meetings that they see."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import (
    F,
    QuerySet,
)
from django.utils.timezone import localdate

from cohorts.models import (
    Cohort,
    Function,
    Seat,
    User,
)
from cohorts.staffed import STAFFED, Staffed, seats_with_people, staffed_seat
from exchange_portal.phrased import ask
from exchange_portal.ui.todo import Due
from meetings.models import Meeting, Session
from meetings.queries import todos as meetings
from meetings.queries.heads import may_be_missed
from preparation.queries import todos as preparation
from selfassessment.queries import todos as selfassessment

DAYS_AHEAD = 30

type Receipt = meetings.Receipt | selfassessment.Receipt


def asked(
    user: User, now: datetime, *, receipts: int
) -> tuple[list[Due], list[Receipt], list[Meeting]]:
    """Everything that a person shall do, from every room, the nearest first and undated last; the
    latest receipts of what has been done; and the meetings, as `meetings_of` gives them."""
    of_meetings = meetings.asked(user, now, receipts=receipts)
    of_assessments = selfassessment.asked(user, now)
    things = [*preparation.todo(user, now), *of_meetings.todos, *of_assessments.todos]
    done: list[Receipt] = [*of_meetings.receipts, *of_assessments.receipts]
    latest = sorted(done, key=lambda receipt: receipt.submitted_at, reverse=True)
    things.sort(key=lambda thing: thing.due_on or date.max)
    return things, latest[:receipts], of_meetings.meetings


def seats_of(places: Iterable[int], now: datetime) -> list[tuple[Staffed, bool]]:
    """As `staffed` of the participations (ids), each with whether its head may be missed at a
    meeting soon."""
    return [(staffed_seat(*row[:-1]), row[-1]) for row in ask(_seats, places, now=now)]


def _seats(places: list[int], *, now: datetime) -> QuerySet[Seat, tuple[Any, ...]]:
    seats = seats_with_people(places, now).annotate(may_be_missed=may_be_missed(now))
    return seats.values_list(*STAFFED, "may_be_missed")


def minutes_ahead(todos: Iterable[Due], now: datetime) -> int:
    """The work of the coming month, what is late included."""
    last = localdate(now) + timedelta(days=DAYS_AHEAD)
    return sum(thing.minutes for thing in todos if thing.due_on and thing.due_on <= last)


def meetings_of(cohorts: Iterable[Cohort]) -> list[Meeting]:
    """The meetings of cohorts that their reader sees. Dated first, in order."""
    return ask(_meetings, [cohort.pk for cohort in cohorts])


def _meetings(cohorts: list[int]) -> QuerySet[Meeting]:
    in_order = (F("held_on").asc(nulls_last=True), "number", "kind")
    return Meeting.objects.filter(cohort__in=cohorts).order_by(*in_order)


def audiences_of(meetings: Iterable[Meeting]) -> dict[Session, list[Function]]:
    """The sessions of the meetings in order of time, each with the functions that it is for."""
    audiences: dict[Session, list[Function]] = {}
    for row in ask(_called, [meeting.pk for meeting in meetings]):
        audiences.setdefault(row.session, []).append(row.function)
    return audiences


def _called(meetings: list[int]) -> QuerySet[Any]:
    return (
        Session.audience.through.objects.filter(session__meeting__in=meetings)
        .select_related("session", "function")
        .order_by("session__starts_at", "session_id", "function__position")
    )
