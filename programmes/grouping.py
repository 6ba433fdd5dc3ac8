"""Who is in which proposed group, as the page carries it, and what starting a round takes of it."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from cohorts.words import GROUP
from programmes.interest import Proposed, explained, propose
from programmes.models import ExpressionOfInterest

MOST_GROUPS = 30


class Sorting:
    """`posted` holds a field «i-<key>» with the number of its group for each that the page showed,
    and «flytta» with «<key>:<number>» if someone was to be moved. Those who have come since are
    placed in a group of their own, and those who wait no longer are left out."""

    def __init__(
        self, waiting: Iterable[ExpressionOfInterest], posted: Mapping[str, str] | None
    ) -> None:
        first = {one.institution_id: one for one in reversed(list(waiting))}  # some ask twice
        self.waiting = {str(one.key): one for one in reversed(first.values())}
        self.moved: ExpressionOfInterest | None = None
        proposal = propose(self.waiting.values())
        self.groups: Sequence[Sequence[ExpressionOfInterest]] = (
            proposal if posted is None else self._sorted(posted)
        )

    def _sorted(self, posted: Mapping[str, str]) -> list[list[ExpressionOfInterest]]:
        places = {key: _number(posted.get(f"i-{key}", "")) for key in self.waiting}
        mover, _, target = posted.get("flytta", "").partition(":")
        if mover in places and _number(target):
            places[mover], self.moved = _number(target), self.waiting[mover]
        last = max([_number(posted.get("antal", "")), *places.values()], default=0)
        if not all(places.values()):
            last = min(last + 1, MOST_GROUPS)
        groups: list[list[ExpressionOfInterest]] = [[] for _ in range(last)]
        for key, one in self.waiting.items():
            groups[(places[key] or last) - 1].append(one)
        return groups

    @cached_property
    def proposed(self) -> list[Proposed]:
        return explained(self.groups)

    @property
    def targets(self) -> list[int]:
        """The numbers of groups that one can be moved to: those there are, and one more."""
        return list(range(1, min(len(self.groups) + 1, MOST_GROUPS) + 1))

    def for_round(self) -> list[tuple[str, str]]:
        """Fields of the form that starts a round, with the groups filled in; empty ones are left
        out."""
        filled = [members for members in self.groups if members]
        fields = [("antal", str(max(len(filled), 1)))]
        for number, members in enumerate(filled, start=1):
            fields.append((f"grupp{number}-group_name", f"{GROUP} {number}"))
            fields += [
                (f"grupp{number}-other_{row}", one.institution.name)
                for row, one in enumerate(members, start=1)
                if one.institution
            ]
        return fields


def _number(text: str) -> int:
    """Of a group; 0 for what is none."""
    is_number = text.isascii() and text.isdecimal() and len(text) < 4
    return min(int(text), MOST_GROUPS) if is_number else 0
