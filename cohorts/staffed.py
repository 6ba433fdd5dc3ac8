"""Which seats somebody has, as Min sida and the preparation tell of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.timezone import localdate

from cohorts.models import Holding, Seat, with_unit
from exchange_portal.phrased import ask


@dataclass(frozen=True)
class Staffed:
    """A seat, as Min sida tells of what is missing: whether somebody has it, today or later on, and
    whether that is somebody from top management."""

    function_sv: str  # with the sub-unit that the seat is for
    function_en: str
    key: UUID
    participation: int
    role: str
    is_required: bool
    is_held: bool
    has_top_management: bool


# Of a seat, in the order that `staffed_seat` takes them in.
STAFFED = (
    "function__name_sv",
    "function__name_en",
    "sub_unit__name_sv",
    "sub_unit__name_en",
    "key",
    "participation",
    "function__role",
    "function__is_required",
    "is_held",
    "has_top",
)


def staffed(participations: Iterable[int], now: datetime) -> list[Staffed]:
    """Seats of the participations (their ids), in the order of the functions."""
    return [staffed_seat(*row) for row in ask(_staffed, participations, now=now)]


def _staffed(participations: list[int], *, now: datetime) -> QuerySet[Seat, tuple[Any, ...]]:
    return seats_with_people(participations, now).values_list(*STAFFED)


def staffed_seat(
    name_sv: str, name_en: str, unit_sv: str | None, unit_en: str | None, *others: Any
) -> Staffed:
    function_sv, function_en = with_unit(name_sv, unit_sv), with_unit(name_en, unit_en or unit_sv)
    return Staffed(function_sv, function_en, *others)


def vacancies_in(participations: Iterable[int], now: datetime) -> list[Staffed]:
    """The required seats of the participations (their ids) that nobody has."""
    return [one for one in staffed(participations, now) if one.is_required and not one.is_held]


def seats_with_people(participations: Iterable[int], now: datetime) -> QuerySet[Seat]:
    """Seats, with what `STAFFED` names, for those who ask for more in the same question."""
    held = Holding.objects.regular().overlapping(localdate(now), None)
    held = held.filter(seat=OuterRef("pk"))
    return (
        Seat.objects.filter(participation__in=participations)
        .annotate(is_held=Exists(held), has_top=Exists(held.filter(is_top_management=True)))
        .order_by("participation", "function__position", "number")
    )
