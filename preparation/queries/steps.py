"""The head's confirmation and the web course as steps of the round, for the board and for who is
ready."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.models import Holding, Participation
from exchange_portal.phrased import ask
from exchange_portal.ui.steps import NOT_OWED, Cell, Place, Step
from exchange_portal.ui.texts import marked
from preparation.models import Completion, Confirmation

PLAN = "cohort__round__preparation"
CONFIRMATION, COURSE = "confirmation", "course"  # kinds of step
ROUND_OF_SEAT = "seat__participation__cohort__round"


@dataclass(frozen=True)
class Row:
    """A participation in a round with a preparation."""

    participation: int
    key: UUID
    cohort: int
    round_key: UUID
    confirm_by: date
    name_sv: str  # of the course; "" for none
    name_en: str
    course_due_on: date | None
    confirmed: UUID | None
    people: int
    done: int
    is_owing: bool


def steps(participations: Iterable[int], now: datetime) -> list[tuple[int, Step]]:
    """With the id of its cohort each of the two that the round asks for, and where each of the
    participations (ids) is with it."""
    rows: dict[int, list[Row]] = {}
    for row in (Row(*told) for told in ask(_rows, participations, now=now)):
        rows.setdefault(row.cohort, []).append(row)
    found = []
    for cohort, those in rows.items():
        found.append((cohort, _confirmation(those, now)))
        if those[0].name_sv:
            found.append((cohort, _course(those, now)))
    return found


def _rows(participations: list[int], *, now: datetime) -> QuerySet[Participation, tuple[Any, ...]]:
    standing = Confirmation.objects.standing().filter(participation=OuterRef("pk"))
    latest = standing.order_by("-number")
    held = Holding.objects.acting(now).filter(
        seat__participation=OuterRef("pk"), user__is_active=True
    )
    said = Completion.objects.filter(round=OuterRef(ROUND_OF_SEAT), user=OuterRef("user"))
    return (
        Participation.objects.filter(pk__in=participations, **{f"{PLAN}__isnull": False})
        .annotate(
            confirmed=Subquery(latest.values("key")[:1]),
            people=_count(held),
            done=_count(held.filter(Exists(said))),
            is_owing=Case(
                When(role=Participation.Role.MENTOR, then=Value(False)), default=Value(True)
            ),
        )
        .order_by("cohort", "pk")
        .values_list(
            "pk",
            "key",
            "cohort",
            "cohort__round__key",
            f"{PLAN}__confirm_by",
            f"{PLAN}__course_name_sv",
            f"{PLAN}__course_name_en",
            f"{PLAN}__course_due_on",
            "confirmed",
            "people",
            "done",
            "is_owing",
        )
    )


def _count(held: QuerySet[Holding]) -> Coalesce:
    """How many people; somebody with two seats is one."""
    rows = held.order_by().values("seat__participation")
    counted = rows.annotate(count=Count("user", distinct=True)).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


def _confirmation(rows: list[Row], now: datetime) -> Step:
    first = rows[0]
    return Step(
        place=Place(False, first.confirm_by),
        name=_("Ledningens bekräftelse"),
        about=_("Förberedelse"),
        due_on=first.confirm_by,
        url=reverse("plan_preparation", args=[first.round_key]),
        missing_url="",
        whose=_("Den högsta chefen bekräftar"),
        kind=CONFIRMATION,
        cells={row.participation: _confirmed(row, now) for row in rows},
    )


def _confirmed(row: Row, now: datetime) -> Cell:
    if row.confirmed:
        url = reverse("confirmed", args=[row.confirmed])
        return Cell(_("Bekräftad"), "done", url, own_url=url)
    if not row.is_owing:
        return NOT_OWED
    url = reverse("confirmation", args=[row.key])
    return Cell(*_left(_("Inte bekräftad"), row.confirm_by, now), url, True, url)


@dataclass(frozen=True)
class Course:
    name_sv: str
    name_en: str


def _course(rows: list[Row], now: datetime) -> Step:
    first = rows[0]
    due_on = first.course_due_on or date.max
    return Step(
        place=Place(False, due_on),
        name=marked(Course(first.name_sv, first.name_en), "name"),
        about=_("Förberedelse"),
        due_on=first.course_due_on,
        url=reverse("plan_preparation", args=[first.round_key]),
        missing_url="",
        whose=_("Var och en som har en plats"),
        kind=COURSE,
        cells={row.participation: _taken(row, due_on, now) for row in rows},
    )


def _taken(row: Row, due_on: date, now: datetime) -> Cell:
    url = reverse("course", args=[row.key])
    words = _("%(done)s av %(all)s") % {"done": row.done, "all": row.people}
    if row.people and row.done == row.people:
        return Cell(words, "done", url, own_url=url)
    if not row.is_owing:
        return NOT_OWED
    return Cell(*_left(words, due_on, now), url, True, url)


def _left(words: str, due_on: date, now: datetime) -> tuple[str, str]:
    """The words and a colour; when the day has passed, also by how much."""
    days = (localdate(now) - due_on).days
    if days <= 0:
        return words, "quiet"
    late = ngettext("försenad %(days)s dag", "försenad %(days)s dagar", days) % {"days": days}
    return f"{words}, {late}", "late"
