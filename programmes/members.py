"""The institutions of a cohort as its page tells of them: their seats, and who holds these."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from cohorts.models import Cohort, Participation, Seat, User, with_unit
from cohorts.queries import held_today, stand_ins
from cohorts.words import english_name
from exchange_portal.collation import swedish
from exchange_portal.phrased import ask
from exchange_portal.ui.texts import marked

DAY = timedelta(days=1)
HOUSES = 10  # institutions on a page, each with all of its seats


@dataclass(frozen=True)
class Function:
    name_sv: str
    name_en: str


@dataclass(frozen=True, kw_only=True)
class SeatLine:
    """A seat and whoever holds it today; `is_missed` when someone of the own institution should."""

    function: str  # with its language, when it is in another than the page
    holder: str
    is_missed: bool
    stand_in: str = ""  # whoever stands in for some days, today among them
    stands_until: date | None = None  # the last of these


@dataclass(frozen=True, kw_only=True)
class Member:
    key: UUID
    institution: str
    english: str  # its name in English, on English pages
    institution_key: UUID
    role: str
    is_own: bool
    seats: list[SeatLine]


def institutions(cohort: Cohort, user: User, now: datetime) -> QuerySet[Any, Any]:
    """Anchors and mentors first, then by name: rows for `members`."""
    return (
        Participation.objects.visible_to(user, now)
        .filter(cohort=cohort)
        .annotate(is_plain=Q(role=Participation.Role.MEMBER))
        .order_by("is_plain", swedish("institution__name"))
        .values(
            "pk", "key", "role", "institution__name", "institution__name_en", "institution__key"
        )
    )


def members(rows: Iterable[dict[str, Any]], own: Iterable[int], now: datetime) -> list[Member]:
    """`rows` are some of those that `institutions` gives; `own` are ids of the reader's
    participations."""
    rows, own = list(rows), set(own)
    seats = _seats([row["pk"] for row in rows], own, now)
    return [
        Member(
            key=row["key"],
            institution=row["institution__name"],
            english=english_name(row["institution__name"], row["institution__name_en"]),
            institution_key=row["institution__key"],
            role=row["role"],
            is_own=row["pk"] in own,
            seats=seats.get(row["pk"], []),
        )
        for row in rows
    ]


def _seats(places: list[int], own: set[int], now: datetime) -> dict[int, list[SeatLine]]:
    found: dict[int, dict[int, SeatLine]] = {}
    for place, seat, *names, is_required, holder, name, first, until in ask(_rows, places, now=now):
        line = SeatLine(
            function=marked(_named(*names), "name"),
            holder=holder or "",
            is_missed=holder is None and is_required and place in own,
        )
        lines = found.setdefault(place, {})
        lines[seat] = _with_stand_in(lines.get(seat, line), now, name, first, until)
    return {place: list(lines.values()) for place, lines in found.items()}


def _named(name_sv: str, name_en: str, unit_sv: str | None, unit_en: str | None) -> Function:
    return Function(with_unit(name_sv, unit_sv), with_unit(name_en, unit_en or unit_sv))


def _with_stand_in(
    line: SeatLine, now: datetime, name: str | None, first: date | None, until: date | None
) -> SeatLine:
    if name is None or first is None or until is None or first > localdate(now):
        return line
    return replace(line, stand_in=name, stands_until=until - DAY)


def _rows(places: list[int], *, now: datetime) -> QuerySet[Seat, Any]:
    return (
        Seat.objects.filter(participation__in=places)
        .annotate(held=held_today(now), standing=stand_ins(now, for_days=True))
        .order_by("function__position", "number", "pk")
        .values_list(
            "participation",
            "pk",
            "function__name_sv",
            "function__name_en",
            "sub_unit__name_sv",
            "sub_unit__name_en",
            "function__is_required",
            "held__user__name",
            "standing__user__name",
            "standing__from_on",
            "standing__until_on",
        )
    )
