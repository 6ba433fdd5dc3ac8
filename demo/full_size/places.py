"""What of the round there are rows for: found once, and kept at hand while they are made."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle, islice
from typing import Self

from cohorts.models import Function, Participation, Round, Seat, User
from demo.full_size import facts


@dataclass
class Places:
    """The round's participations and their seats. `people` and `leaders` are filled when the
    seats are."""

    round: Round
    leader: User
    participations: list[Participation]
    seats: dict[int, list[Seat]]  # by participation, the coordinator's first
    people: dict[int, list[User]] = field(default_factory=dict)  # today's, by participation
    leaders: dict[int, list[User]] = field(default_factory=dict)  # of all times

    @classmethod
    def of(cls, round: Round, leader: User) -> Self:
        participations = Participation.objects.filter(cohort__round=round)
        seats: dict[int, list[Seat]] = {}
        for seat in Seat.objects.filter(participation__in=participations).select_related(
            "function"
        ):
            seats.setdefault(seat.participation_id, []).append(seat)
        for those in seats.values():
            those.sort(key=_coordinator_first)
        found = participations.select_related("institution", "cohort__round").order_by("pk")
        return cls(round=round, leader=leader, participations=list(found), seats=seats)

    def coordinator(self, place: Participation) -> User:
        """The coordinator of today."""
        return self.people[place.pk][0]


def _coordinator_first(seat: Seat) -> tuple[bool, int]:
    function = seat.function
    return function.role != Function.Role.COORDINATOR, function.position


def names() -> Iterator[str]:
    """First and last names in ever new pairs, without end."""
    for number, first in enumerate(cycle(facts.FIRST_NAMES)):
        shift = number // len(facts.FIRST_NAMES)
        last = facts.LAST_NAMES[(number + shift) % len(facts.LAST_NAMES)]
        yield f"{first} {last}"


def batches[Row](rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, facts.BATCH)):
        yield batch
