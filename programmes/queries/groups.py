"""Cohorts and their institutions, for those who run them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

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
    Charge,
    Cohort,
    ContactNote,
    Function,
    Holding,
    Participation,
    Programme,
    Round,
    Seat,
    User,
)
from cohorts.queries import vacant_seats
from exchange_portal.collation import swedish
from exchange_portal.phrased import ask
from exchange_portal.ui.paging import Fetch
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


@dataclass(frozen=True)
class Wanting:
    """An institution that needs support, or has people but nobody from top management though its
    round asks for it."""

    participation: int
    key: UUID
    cohort_id: int
    cohort: str
    institution: str
    is_flagged: bool | None
    why: str | None
    lacks_top: bool


def cohorts_in(charge: Charge, now: datetime) -> Fetch:
    """The cohorts of the charge, for `page_by`: with how many institutions hand things in, the
    next meeting (`NEXT_MEETING`), how many required seats are vacant, and the `nearest` assignment
    (its id): the next that is due or else the latest that was."""
    return charge.pages(_cohorts, now)


def _cohorts(charge: Charge, *, now: datetime) -> QuerySet[Cohort]:
    today = localdate(now)
    coming = Meeting.objects.upcoming(now).filter(cohort=OuterRef("pk")).order_by("held_on")
    asked = Assignment.objects.opened(now).filter(cohort=OuterRef("pk"))
    due = asked.filter(due_on__gte=today).order_by("due_on", "pk")
    was_due = asked.filter(due_on__lt=today).order_by("-due_on", "pk")
    # Not by a join: the other subqueries would be asked for every cohort, not those of the page.
    owing = Participation.objects.owing().filter(cohort=OuterRef("pk"))
    places = owing.order_by().values("cohort").annotate(count=Count("pk"))
    return (
        Cohort.objects.filter(charge.covers())
        .select_related("round")
        .annotate(
            institution_count=Coalesce(Subquery(places.values("count")), 0),
            next_meeting=Subquery(coming.values(told=JSONObject(**NEXT_MEETING))[:1]),
            nearest=Coalesce(Subquery(due.values("pk")[:1]), Subquery(was_due.values("pk")[:1])),
            vacancies=_vacancies("participation__cohort", now),
        )
        .order_by(F("round__ends_on").desc(nulls_last=True), swedish("name"), "pk")
    )


def groups_in(charge: Charge, now: datetime) -> list[tuple[Any, ...]]:
    """The same cohorts to choose among, the latest round first: values, with how many assignments
    (`tasks`) each has."""
    return charge.ask(_groups, now)


def _groups(charge: Charge, **_day: datetime) -> QuerySet[Cohort, tuple[Any, ...]]:
    return (
        Cohort.objects.filter(charge.covers())
        .annotate(tasks=Count("assignments"))
        .order_by(F("round__ends_on").desc(nulls_last=True), "round", swedish("name"), "pk")
        .values_list(
            "pk",
            "key",
            "name",
            "tasks",
            "round",
            "round__key",
            "round__name",
            "round__preparation_starts_on",
            "round__ends_on",
        )
    )


def places_in(charge: Charge) -> QuerySet[Participation]:
    """The institutions of the cohorts of the charge, group by group, anchors and mentors
    first; with `institution_name`."""
    return (
        Participation.objects.filter(charge.covers("cohort__"))
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
    """The nearest assignments of cohorts that `cohorts_in` gives, by id, each with how many
    institutions have handed it in. Drafts are not asked for."""
    found = ask(_nearest, [one.nearest for one in cohorts if one.nearest])
    return {one.pk: one for one in found}


def _nearest(assignments: list[int]) -> QuerySet[Assignment]:
    handed_in = (
        SubmittedVersion.objects.newest()
        .filter(submission__assignment=OuterRef("pk"), returned_at=None)
        .order_by()
        .values("submission__assignment")
        .annotate(count=Count("pk"))
    )
    found = Assignment.objects.filter(pk__in=assignments).select_related("meeting")
    return found.annotate(handed_in=Coalesce(Subquery(handed_in.values("count")), 0))


def rounds_under_way(now: datetime) -> list[int]:
    """Ids of all of them. Asked first: of a round that is named the database knows how much there
    is, of rounds between two days it guesses too little, and takes the slower way."""
    return ask(_under_way, now=now)


def _under_way(*, now: datetime) -> QuerySet[Round, int]:
    today = localdate(now)
    under_way = Round.objects.filter(preparation_starts_on__lte=today, ends_on__gte=today)
    return under_way.values_list("pk", flat=True)


def vacant(charge: Charge, now: datetime) -> dict[int, Vacancies]:
    """The institutions that lack somebody in a required seat, by the id of the participation."""
    rows = charge.ask(_vacant, now)
    count = Counter(row[0] for row in rows)
    first: dict[int, Any] = {}
    for row in sorted(rows, key=lambda row: bool(row[-1] != Function.Role.COORDINATOR)):
        first.setdefault(row[0], row[:-1])  # the coordinator is missed the most
    return {pk: Vacancies(count[pk], *first[pk]) for pk in count}


def _vacant(charge: Charge, *, now: datetime) -> QuerySet[Seat, tuple[Any, ...]]:
    place = "participation__cohort__"
    seats = _required(now).filter(charge.covers(place))
    names = ("function__name_sv", "function__name_en", "function__role")
    order = ("participation__cohort", swedish("participation__institution__name"))
    return seats.order_by(*order, "function__position", "number").values_list(
        "participation", f"{place}name", "participation__institution__name", *names
    )


def wanting(charge: Charge, now: datetime) -> list[Wanting]:
    """The institutions that need support or lack top management, by group and name."""
    return [Wanting(*row) for row in charge.ask(_wanting, now)]


def _wanting(charge: Charge, *, now: datetime) -> QuerySet[Participation, tuple[Any, ...]]:
    standing = ContactNote.objects.filter(participation=OuterRef("pk")).about_support()
    here = Holding.objects.regular().overlapping(localdate(now), None)
    here = here.filter(seat__participation=OuterRef("pk"))
    nobody_on_top = Exists(here) & ~Exists(here.filter(is_top_management=True))
    return (
        Participation.objects.filter(charge.covers("cohort__"))
        .annotate(
            is_flagged=Subquery(standing.values("needs_support")[:1]),
            why=Subquery(standing.values("text")[:1]),
            lacks_top=Q(nobody_on_top, cohort__round__needs_top_management=True),
        )
        .filter(Q(is_flagged=True) | Q(lacks_top=True))
        .order_by(swedish("cohort__name"), swedish("institution__name"), "pk")
        .values_list(
            "pk",
            "key",
            "cohort",
            "cohort__name",
            "institution__name",
            "is_flagged",
            "why",
            "lacks_top",
        )
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
