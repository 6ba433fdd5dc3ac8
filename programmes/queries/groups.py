"""Cohorts and their institutions, for those who run them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import (
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce, JSONObject
from django.utils.timezone import localdate

from cohorts.models import (
    Cohort,
    Function,
    Holding,
    Participation,
    Programme,
    Seat,
    User,
    rights_of,
)
from cohorts.queries import vacant_seats
from exchange_portal.collation import swedish
from exchange_portal.ui.steps import Step
from meetings.models import Assignment, Meeting, SubmittedVersion
from meetings.queries.steps import steps as steps_of_meetings
from preparation.queries.steps import steps as steps_of_preparation
from selfassessment.queries.steps import steps as steps_of_assessments

NEXT_MEETING = {name: name for name in ("key", "kind", "number", "held_on")}


@dataclass(frozen=True)
class Vacancies:
    """An institution with required seats that nobody has: how many, and the coordinator's or else
    the first of them."""

    count: int
    participation: int
    cohort: str
    institution: str
    first_sv: str  # the function
    first_en: str


def cohorts_run_by(user: User, now: datetime) -> QuerySet[Cohort]:
    """The cohorts that someone runs for the agency: with how many institutions hand things in, the
    next meeting (`NEXT_MEETING`), how many required seats are vacant, and the `nearest` assignment
    (its id): the next that is due or else the latest that was."""
    today = localdate(now)
    coming = Meeting.objects.upcoming(now).filter(cohort=OuterRef("pk")).order_by("held_on")
    asked = Assignment.objects.opened(now).filter(cohort=OuterRef("pk"))
    due = asked.filter(due_on__gte=today).order_by("due_on", "pk")
    was_due = asked.filter(due_on__lt=today).order_by("-due_on", "pk")
    # Not by a join: the other subqueries would be asked for every cohort, not those of the page.
    owing = Participation.objects.owing().filter(cohort=OuterRef("pk"))
    places = owing.order_by().values("cohort").annotate(count=Count("pk"))
    return (
        Cohort.objects.run_by(user, now)
        .select_related("round")
        .annotate(
            institution_count=Coalesce(Subquery(places.values("count")), 0),
            next_meeting=Subquery(coming.values(told=JSONObject(**NEXT_MEETING))[:1]),
            nearest=Coalesce(Subquery(due.values("pk")[:1]), Subquery(was_due.values("pk")[:1])),
            vacancies=_vacancies("participation__cohort", now),
        )
        .order_by(F("round__ends_on").desc(nulls_last=True), swedish("name"), "pk")
    )


def groups_run_by(user: User, now: datetime) -> QuerySet[Any]:
    """The same cohorts to choose among, the latest round first: values, with how many assignments
    (`tasks`) each has."""
    return (
        Cohort.objects.run_by(user, now)
        .annotate(tasks=Count("assignments"))
        .order_by(F("round__ends_on").desc(nulls_last=True), "round", swedish("name"), "pk")
        .values_list(
            "pk",
            "key",
            "name",
            "tasks",
            "round__key",
            "round__name",
            "round__preparation_starts_on",
            "round__ends_on",
        )
    )


def places_in(cohorts: Iterable[int]) -> QuerySet[Participation]:
    """The institutions of cohorts (ids) that their reader runs, group by group, anchors and mentors
    first; with `institution_name`."""
    return (
        Participation.objects.filter(cohort__in=list(cohorts))
        .annotate(
            institution_name=F("institution__name"),
            is_plain=Q(role=Participation.Role.MEMBER),
        )
        .order_by(swedish("cohort__name"), "cohort", "is_plain", swedish("institution__name"))
    )


def steps(places: Iterable[int], now: datetime) -> dict[int, list[Step]]:
    """What every room asks of the participations (ids), by the id of their cohort, in the order of
    the round."""
    ids = list(places)
    found: dict[int, list[Step]] = {}
    for steps_of in (steps_of_preparation, steps_of_meetings, steps_of_assessments):
        for cohort, step in steps_of(ids, now):
            found.setdefault(cohort, []).append(step)
    return {cohort: sorted(those, key=lambda step: step.place) for cohort, those in found.items()}


def nearest(cohorts: Iterable[Any]) -> dict[int, Any]:
    """The nearest assignments of cohorts that `cohorts_run_by` gives, by id, each with how many
    institutions have handed it in. Drafts are not asked for."""
    handed_in = (
        SubmittedVersion.objects.newest()
        .filter(submission__assignment=OuterRef("pk"), returned_at=None)
        .order_by()
        .values("submission__assignment")
        .annotate(count=Count("pk"))
    )
    found = Assignment.objects.select_related("meeting").annotate(
        handed_in=Coalesce(Subquery(handed_in.values("count")), 0)
    )
    return found.in_bulk([one.nearest for one in cohorts if one.nearest])


def vacant(
    user: User, now: datetime, *, among: Iterable[int] | None = None
) -> dict[int, Vacancies]:
    """The institutions that lack somebody in a required seat, by the id of the participation. In
    the same cohorts as what is late."""
    today = localdate(now)
    place = "participation__cohort__"
    seats = _required(now).filter(
        rights_of(user, now).runs(place),
        participation__cohort__round__preparation_starts_on__lte=today,
        participation__cohort__round__ends_on__gte=today,
    )
    if among is not None:
        seats = seats.filter(participation__cohort__in=among)
    names = ("function__name_sv", "function__name_en", "function__role")
    order = ("participation__cohort", swedish("participation__institution__name"))
    rows: QuerySet[Any] = seats.order_by(*order, "function__position", "number").values_list(
        "participation", f"{place}name", "participation__institution__name", *names
    )
    count = Counter(row[0] for row in rows)
    first: dict[int, Any] = {}
    for row in sorted(rows, key=lambda row: bool(row[-1] != Function.Role.COORDINATOR)):
        first.setdefault(row[0], row[:-1])  # the coordinator is missed the most
    return {pk: Vacancies(count[pk], *first[pk]) for pk in count}


def without_top_management(
    now: datetime, *, run_by: User | None = None, among: Iterable[int] | None = None
) -> QuerySet[Participation]:
    """Institutions whose round asks for somebody from top management, and who have people, but
    nobody from there. With `run_by`, those of rounds under way in cohorts that this user runs (or
    `among` these)."""
    today = localdate(now)
    here = Holding.objects.regular().overlapping(today, None)
    here = here.filter(seat__participation=OuterRef("pk"))
    places = Participation.objects.filter(
        Exists(here),
        ~Exists(here.filter(is_top_management=True)),
        cohort__round__needs_top_management=True,
    )
    if run_by is not None:
        places = places.filter(
            rights_of(run_by, now).runs("cohort__"),
            cohort__round__preparation_starts_on__lte=today,
            cohort__round__ends_on__gte=today,
        )
    if among is not None:
        places = places.filter(cohort__in=list(among))
    return places.select_related("institution", "cohort__round").order_by(
        swedish("cohort__name"), swedish("institution__name"), "pk"
    )


def groups_of_programme(programme: Programme, user: User, now: datetime) -> QuerySet[Cohort]:
    """Those that the user runs, the latest round first."""
    run = Cohort.objects.run_by(user, now).filter(round__programme=programme)
    ordered = run.order_by("-round__ends_on", "round", swedish("name"), "pk")
    return ordered.select_related("round")


def networks_run_by(user: User, now: datetime) -> QuerySet[Cohort]:
    """Cohorts outside rounds that the user runs, with how many institutions each has; by name."""
    run = Cohort.objects.run_by(user, now).filter(round=None)
    counted = run.annotate(institution_count=Count("participations"))
    return counted.order_by(swedish("name"), "pk")


def members_of(cohort: Cohort, now: datetime) -> QuerySet[Participation]:
    """Its institutions by name, each with how many required seats nobody has (`vacancies`)."""
    members = Participation.objects.filter(cohort=cohort).select_related("institution")
    counted = members.annotate(vacancies=_vacancies("participation", now))
    return counted.order_by(swedish("institution__name"), "pk")


def _required(now: datetime) -> QuerySet[Seat]:
    return vacant_seats(now).filter(function__is_required=True)


def _vacancies(way: str, now: datetime) -> Coalesce:
    """How many required seats are vacant. `way` leads from a seat to the row that is asked of."""
    rows = _required(now).filter(**{way: OuterRef("pk")}).order_by().values(way)
    return Coalesce(Subquery(rows.annotate(count=Count("pk")).values("count")), 0)
