"""What Min sida asks the database of assessments: one question, whatever the rows."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import (
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from cohorts.models import User
from exchange_portal.phrased import ask
from selfassessment.models import Assessment, Finish, Instrument, Rating, Statement
from selfassessment.queries.asked import areas_of

KEPT = timedelta(days=60)  # how long what was handed in is shown among the latest
TOLD = timedelta(days=14)  # how long it is told that something was withdrawn


@dataclass(frozen=True)
class Share:
    """A part (see `models.Part`), by ids."""

    area: int
    seat: int
    is_done: bool


@dataclass(frozen=True)
class Row:
    """An assessment of one of the reader's institutions, as far as Min sida tells of it."""

    key: UUID
    participation: int
    title_sv: str
    title_en: str
    bearer: str
    minutes: int
    minutes_to_agree: int
    due_on: date | None
    closed_at: datetime | None
    withdrawn_at: datetime | None
    submitted: UUID | None
    submitted_at: datetime | None
    version: int
    parts_shown_at: datetime | None
    statements: int = 0  # of these three nobody is told who does not lead
    answered: int = 0  # by the reader
    is_done: bool = False  # the reader has said so
    parts: tuple[Share, ...] = ()

    @property
    def is_answering(self) -> bool:
        is_of_management = self.bearer == Instrument.Bearer.MANAGEMENT_GROUP
        return is_of_management and self.closed_at is None

    def areas_of(self, seats: set[int], *, only_undone: bool = False) -> list[int]:
        """Those that the seats answer alone, in order."""
        own = {
            one.area
            for one in self.parts
            if one.seat in seats and not (only_undone and one.is_done)
        }
        return [area.pk for area in areas_of(self.version) if area.pk in own]

    @property
    def common_areas(self) -> list[int]:
        """Those that everyone answers."""
        given = {one.area for one in self.parts}
        return [area.pk for area in areas_of(self.version) if area.pk not in given]

    def is_of_interest(self, now: datetime) -> bool:
        if self.withdrawn_at is not None:
            return self.withdrawn_at >= now - TOLD
        return self.submitted_at is None or self.submitted_at >= now - KEPT

    def days_left(self, now: datetime) -> int | None:
        return None if self.due_on is None else (self.due_on - localdate(now)).days


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Who reads, and where: ids of the participations that they coordinate, and lead, and of the
    seats that they have."""

    now: datetime
    named: dict[int, str]
    coordinates: set[int]
    leads: set[int]
    seats: set[int]

    def whose(self, row: Row) -> str:
        return self.named[row.participation] if len(self.named) > 1 else ""


def rows_of(user: User, reader: Reader) -> list[Row]:
    """Opened ones of the reader's places, each as it was handed in last."""
    now = reader.now
    rows = ask(_opened, reader.named, [user.pk], now=now, leads=bool(reader.leads))
    newest: dict[UUID, Row] = {}
    for area, seat, done_at, *told in rows:
        row = Row(*told)
        had = newest.get(row.key, row).parts
        share = () if area is None else (Share(area, seat, done_at is not None),)
        newest[row.key] = replace(row, parts=had + share)
    return [row for row in newest.values() if row.is_of_interest(now)]


def _opened(
    places: list[int], user: list[int], *, now: datetime, leads: bool
) -> QuerySet[Assessment, tuple[Any, ...]]:
    """One row for each copy that was handed in, and for each part. With how much the user has
    answered: only for those who lead somewhere that is asked."""
    found = (
        Assessment.objects.opened(now)
        .filter(participation__in=places)
        .order_by(F("due_on").asc(nulls_last=True), "pk", "copies__number")
    )
    progress = []
    if leads:
        found = found.annotate(**_progress(user))
        progress = ["statements", "answered", "is_done"]
    fields = ("title_sv", "title_en", "bearer")
    return found.values_list(
        "parts__area",
        "parts__seat",
        "parts__done_at",
        "key",
        "participation",
        *(f"instrument_version__instrument__{name}" for name in fields),
        "instrument_version__minutes",
        "instrument_version__minutes_to_agree",
        "due_on",
        "closed_at",
        "withdrawn_at",
        "copies__key",
        "copies__submitted_at",
        "instrument_version",
        "parts_shown_at",
        *progress,
    )


def _progress(user: list[int]) -> dict[str, Any]:
    """How many statements an assessment has, how many the user has answered wholly, and whether
    they have said that they are done."""
    whole = Q(present__isnull=False) & (
        Q(wanted__isnull=False) | Q(assessment__instrument_version__asks_wanted=False)
    )
    answered = Rating.objects.filter(whole, assessment=OuterRef("pk"), respondent__in=user)
    statements = Statement.objects.filter(version=OuterRef("instrument_version"))
    return {
        "statements": _count(statements, "version"),
        "answered": _count(answered, "assessment"),
        "is_done": Exists(Finish.objects.filter(assessment=OuterRef("pk"), respondent__in=user)),
    }


def _count(rows: QuerySet[Any], by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))
