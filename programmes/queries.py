"""What the pages ask across the rooms: of cohorts and of meetings."""

from collections.abc import Iterable
from datetime import datetime, timedelta

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
from django.db.models.functions import JSONObject
from django.utils.timezone import localdate

from cohorts.models import (
    Cohort,
    Engagement,
    Function,
    Holding,
    Participation,
    Scope,
    Seat,
    User,
    WorkAddress,
)
from cohorts.models.dated import readable_round
from cohorts.queries import NARROWEST_FIRST
from exchange_portal.collation import swedish
from exchange_portal.ui.todo import Todo
from meetings.models import Meeting, Session
from meetings.queries import todos as meetings

DAYS_AHEAD = 30


def my_holdings(user: User, now: datetime) -> QuerySet[Holding]:
    """The user's seats today with all that a page says of them, rounds under way first.

    `contact` is a dict of the contact person's name, email and institution, or None.
    """
    return (
        Holding.objects.of(user, now)
        .filter(readable_round(now, "seat__participation__cohort__"))
        .select_related(
            "seat__function",
            "seat__participation__institution",
            "seat__participation__cohort__round__programme",
        )
        .annotate(contact=_contact_of("seat__participation__cohort", now))
        .order_by(
            F("seat__participation__cohort__round__ends_on").desc(nulls_last=True),
            swedish("seat__participation__cohort__name"),
            "seat__function__position",
            "pk",
        )
    )


def _contact_of(cohort: str, now: datetime) -> Subquery:
    """The contact person engaged nearest to the cohort that the path leads to."""
    address = WorkAddress.objects.filter(user=OuterRef("user"), email=OuterRef("user__email"))
    engaged = (
        Engagement.objects.current(now)
        .filter(role=Engagement.Role.CONTACT_PERSON)
        .filter(
            Q(scope__kind=Scope.Kind.COHORT, scope__cohort=OuterRef(cohort))
            | Q(scope__kind=Scope.Kind.ROUND, scope__round=OuterRef(f"{cohort}__round"))
            | Q(
                scope__kind=Scope.Kind.PROGRAMME,
                scope__programme=OuterRef(f"{cohort}__round__programme"),
            )
            | Q(scope__kind=Scope.Kind.PORTAL)
        )
        .order_by(NARROWEST_FIRST, "-from_on", "pk")
        .annotate(institution=Subquery(address.values("institution__name")[:1]))
    )
    told = JSONObject(name="user__name", email="user__email", institution="institution")
    return Subquery(engaged.values(told=told)[:1])


def my_engagements(user: User, now: datetime) -> QuerySet[Engagement]:
    return Engagement.objects.current(now).filter(user=user.pk).order_by("from_on", "pk")


def todo(user: User, now: datetime) -> list[Todo]:
    """Everything that a person shall do, from every room; the nearest first, undated last."""
    things = [*meetings.todo(user, now)]
    return sorted(things, key=lambda thing: (thing.due_on is None, thing.due_on, thing.title))


def minutes_ahead(todos: Iterable[Todo], now: datetime) -> int:
    """The work of the coming month, what is late included."""
    last = localdate(now) + timedelta(days=DAYS_AHEAD)
    return sum(thing.minutes for thing in todos if thing.due_on and thing.due_on <= last)


def meetings_of(cohorts: Iterable[Cohort], user: User, now: datetime) -> list[Meeting]:
    """Dated first, in order."""
    return list(
        Meeting.objects.visible_to(user, now)
        .filter(cohort__in=[cohort.pk for cohort in cohorts])
        .order_by(F("held_on").asc(nulls_last=True), "number", "kind")
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
