"""What the pages ask across the rooms: of cohorts and of meetings."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import (
    Count,
    DateField,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
)
from django.utils.timezone import localdate

from cohorts.models import (
    Cohort,
    Function,
    Holding,
    Participation,
    Seat,
    User,
)
from exchange_portal.collation import swedish
from exchange_portal.ui.todo import Due
from meetings.models import Meeting, Session
from meetings.queries import todos as meetings

DAYS_AHEAD = 30


def todo(user: User, now: datetime) -> list[Due]:
    """Everything that a person shall do, from every room; the nearest first, undated last."""
    things = [*meetings.todo(user, now)]
    return sorted(things, key=lambda thing: thing.due_on or date.max)


def minutes_ahead(todos: Iterable[Due], now: datetime) -> int:
    """The work of the coming month, what is late included."""
    last = localdate(now) + timedelta(days=DAYS_AHEAD)
    return sum(thing.minutes for thing in todos if thing.due_on and thing.due_on <= last)


def meetings_of(cohorts: Iterable[Cohort]) -> list[Meeting]:
    """The meetings of cohorts that their reader sees. Dated first, in order."""
    return list(
        Meeting.objects.filter(cohort__in=[cohort.pk for cohort in cohorts]).order_by(
            F("held_on").asc(nulls_last=True), "number", "kind"
        )
    )


def audiences_of(meetings: Iterable[Meeting]) -> dict[Session, list[Function]]:
    """The sessions of the meetings in order of time, each with the functions that it is for."""
    called = (
        Session.audience.through.objects.filter(session__meeting__in=list(meetings))
        .select_related("session", "function")
        .order_by("session__starts_at", "session_id", "function__position")
    )
    audiences: dict[Session, list[Function]] = {}
    for row in called:
        audiences.setdefault(row.session, []).append(row.function)
    return audiences


def members(cohort: Cohort, user: User, now: datetime) -> QuerySet[Participation]:
    """The institutions of a cohort, anchors and mentors first, with their seats; a seat knows
    its `holder`'s name today, None when it is vacant."""
    held = Holding.objects.current(now).filter(seat=OuterRef("pk"))
    seats = (
        Seat.objects.select_related("function")
        .annotate(holder=Subquery(held.values("user__name")[:1]))
        .order_by("function__position", "number")
    )
    return (
        Participation.objects.visible_to(user, now)
        .filter(cohort=cohort)
        .select_related("institution")
        .prefetch_related(Prefetch("seats", seats))
        .annotate(is_plain=Q(role=Participation.Role.MEMBER))
        .order_by("is_plain", swedish("institution__name"))
    )


def cohorts_run_by(user: User, now: datetime) -> QuerySet[Cohort]:
    """The cohorts that someone runs for the agency, with size and next meeting."""
    coming = Meeting.objects.upcoming(now).filter(cohort=OuterRef("pk")).order_by("held_on")
    return (
        Cohort.objects.run_by(user, now)
        .select_related("round")
        .annotate(
            institution_count=Count("participations"),
            next_meeting_on=Subquery(coming.values("held_on")[:1], output_field=DateField()),
        )
        .order_by(F("round__ends_on").desc(nulls_last=True), swedish("name"), "pk")
    )
