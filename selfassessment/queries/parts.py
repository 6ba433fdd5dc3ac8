"""Who answers which part of an assessment. All of it is the institution's own."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cohorts.models import Holding, Participation, Seat, User
from cohorts.reminders import reminded_today
from exchange_portal.collation import sort_key
from exchange_portal.ui.texts import local
from selfassessment import events
from selfassessment.models import AgreedAnswer, Area, Assessment, Part, ProposedPart, Statement
from selfassessment.queries.asked import Waiting, areas_of, asked


@dataclass(frozen=True, kw_only=True)
class Given:
    """A part, and who does the work of its seat today, by name; nobody when it is vacant."""

    part: Part
    people: tuple[User, ...]
    is_own: bool  # the reader's

    @property
    def area(self) -> Area:
        return self.part.area

    @property
    def seat(self) -> Seat:
        return self.part.seat

    @property
    def is_done(self) -> bool:
        return self.part.done_at is not None


def closed_areas(assessment: Assessment, user: User, now: datetime) -> set[int]:
    """Ids of the areas that the user neither reads nor writes: others answer them alone."""
    closed = Part.objects.closed_to(user, now).filter(assessment=assessment)
    return set(closed.values_list("area", flat=True))


def parts_of(assessment: Assessment, reader: User, now: datetime) -> list[Any]:
    """All parts in the order of their areas, each with whether the reader may see it (`is_open`),
    and whether it is theirs (`is_own`)."""
    if assessment.is_of_management:
        return []
    found = Part.objects.told_to(reader, now).filter(assessment=assessment)
    whose = found.select_related("area", "seat__function", "seat__sub_unit")
    return list(whose.order_by("area__position"))


def given(parts: Iterable[Any], now: datetime) -> list[Given]:
    """Of those that `parts_of` gives: what the reader may see, and who answers it."""
    parts = [one for one in parts if one.is_open]
    people = at_work({one.seat_id for one in parts}, now)
    return [
        Given(part=one, people=tuple(people.get(one.seat_id, ())), is_own=one.is_own)
        for one in parts
    ]


def at_work(seats: Iterable[int], now: datetime) -> Mapping[int, list[User]]:
    """Who does the work of each seat (ids) today."""
    people: dict[int, list[User]] = defaultdict(list)
    held = Holding.objects.acting(now).filter(seat__in=list(seats)).select_related("user")
    for one in sorted(held, key=lambda holding: sort_key(holding.user.name)):
        people[one.seat_id].append(one.user)
    return people


def seats_to_choose(place: Participation) -> list[Seat]:
    rows = Seat.objects.filter(participation=place).select_related("function", "sub_unit")
    return list(rows.order_by("function__position", "number", "pk"))


def proposed(assessment: Assessment, seats: Iterable[Seat], now: datetime) -> dict[int, Seat]:
    """The seat that the instrument would have answer an area (its id): of the first of its
    functions that somebody has, or else that there is."""
    seats = list(seats)
    held = at_work({one.pk for one in seats}, now)
    rows = ProposedPart.objects.filter(area__version=assessment.instrument_version_id)
    codes: dict[int, list[str]] = defaultdict(list)
    for row in rows.order_by("area", "position"):
        codes[row.area_id].append(row.function_code)
    chosen: dict[int, Seat] = {}
    for area, wanted in codes.items():
        fitting = [one for code in wanted for one in seats if one.function.code == code]
        if fitting:
            chosen[area] = min(fitting, key=lambda one: one.pk not in held)  # the first of them
    return chosen


def stamp_of(assessment: Assessment) -> str:
    """Another one as soon as an area goes to another seat."""
    rows = Part.objects.filter(assessment=assessment).order_by("area")
    return ".".join(f"{area}-{seat}" for area, seat in rows.values_list("area", "seat"))


def undone(assessment: Assessment, user: User, now: datetime) -> list[Part]:
    """The user's own parts that they have not said to be ready, in order."""
    own = Part.objects.held_by(user, now).filter(assessment=assessment, done_at=None)
    return list(own.select_related("area").order_by("area__position"))


def unanswered(assessment: Assessment, parts: Iterable[Part]) -> list[Statement]:
    """The statements of the parts that have no answer."""
    areas = {one.area_id for one in parts}
    whole = asked(assessment.instrument_version)
    found = AgreedAnswer.objects.filter(assessment=assessment, present__isnull=False)
    if whole.version.asks_wanted:
        found = found.filter(wanted__isnull=False)
    answered = set(found.values_list("statement", flat=True))
    return [one for one in whole.statements if one.area_id in areas and one.pk not in answered]


def minutes_for(version: int, areas: Iterable[int], minutes: int) -> int:
    """Their share of the time that the whole version takes, by its statements."""
    counts = areas_of(version)
    chosen = set(areas)
    part = sum(count for area, count in counts.items() if area.pk in chosen)
    return max(1, round(minutes * part / (sum(counts.values()) or 1)))


def named(areas: Iterable[Area], language: str | None = None) -> str:
    return ", ".join(local(one, "title", language) for one in areas)


def missing_people(assessment: Assessment, reader: User, now: datetime) -> list[Waiting]:
    """Those whose parts are not ready, by name, each once and not the reader; and whether they have
    had a reminder of it today."""
    parts = Part.objects.filter(assessment=assessment, done_at=None)
    people = {
        one.pk: one.name
        for those in at_work(parts.values_list("seat", flat=True), now).values()
        for one in those
        if one.pk != reader.pk
    }
    kinds = [events.REMINDER, events.PART_ASKED]
    reminded = reminded_today(kinds, people, now, assessment=assessment.pk)
    ordered = sorted(people.items(), key=lambda pair: sort_key(pair[1]))
    return [Waiting(user=pk, name=name, is_reminded=pk in reminded) for pk, name in ordered]
