"""Expressions of interest as staff meet them: which institutions they may be, and how those that
wait for a round are put into groups."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from cohorts.models import Institution
from exchange_portal.collation import sort_key
from programmes.models import ExpressionOfInterest

NEAR = 0.75  # how alike two names must be for a question whether they are the same
MOST_NEAR = 5
GROUP_SIZE = 4
FEWEST = 3  # of a kind, for a group of its own


def near_duplicates(name: str) -> list[Institution]:
    """Institutions whose name or short name is like this one, the most alike first."""
    asked = _plain(name)
    found = [
        (max(_likeness(asked, _plain(text)) for text in (one.name, one.short_name)), one)
        for one in Institution.objects.all()
    ]
    near = [(likeness, one) for likeness, one in found if likeness >= NEAR]
    near.sort(key=lambda pair: (-pair[0], sort_key(pair[1].name)))
    return [one for _likeness, one in near[:MOST_NEAR]]


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").split())


def _likeness(one: str, other: str) -> float:
    """1 for the same, and for a name within the other: «Region Skåne», «Skåne»."""
    if one == other or (min(len(one), len(other)) > 3 and (one in other or other in one)):
        return 1.0
    return SequenceMatcher(None, one, other).ratio()


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """Institutions that would work well together, and why in words."""

    number: int
    members: list[ExpressionOfInterest]
    why: str


def propose(waiting: Iterable[ExpressionOfInterest]) -> list[list[ExpressionOfInterest]]:
    """Groups of about four, of the same kind where there are enough of it; within a kind those with
    the same core activity together, then those of the same size and stage. The same answers give
    the same groups, in whatever order they come."""
    by_kind: dict[str, list[ExpressionOfInterest]] = {}
    for one in sorted(waiting, key=_alike):
        by_kind.setdefault(one.kind, []).append(one)
    enough = [those for those in by_kind.values() if len(those) >= FEWEST]
    rest = [one for those in by_kind.values() if len(those) < FEWEST for one in those]
    return [group for those in [*enough, rest] for group in _shared_out(those)]


def _alike(one: ExpressionOfInterest) -> tuple[Any, ...]:
    """Neighbours in this order have the most in common."""
    return one.kind, one.activity, one.size, one.stage, sort_key(one.institution_name), one.pk


def _shared_out(those: Sequence[ExpressionOfInterest]) -> list[list[ExpressionOfInterest]]:
    """In their order, in groups that differ by one at most."""
    count = max(1, round(len(those) / GROUP_SIZE)) if those else 0
    ends = [round(len(those) * number / count) for number in range(count + 1)] if count else []
    return [list(those[first:beyond]) for first, beyond in pairwise(ends)]


def explained(groups: Iterable[Sequence[ExpressionOfInterest]]) -> list[Proposed]:
    return [
        Proposed(number=number, members=list(members), why=_why(members))
        for number, members in enumerate(groups, start=1)
    ]


def _why(members: Sequence[ExpressionOfInterest]) -> str:
    """«Lika stora, samma slags verksamhet»: what all of them share."""
    if not members:
        return _("Tom: flytta hit någon, eller låt den vara.")
    if len(members) == 1:
        return _("Bara en. Flytta hit fler, eller flytta den till en annan grupp.")
    shared = [
        words
        for name, words in (
            ("kind", _("samma slag")),
            ("activity", _("samma slags verksamhet")),
            ("size", _("lika stora")),
            ("stage", _("lika långt komna")),
        )
        if len({getattr(one, name) for one in members}) == 1
    ]
    if not shared:
        return _("Olika på alla sätt: de har inget gemensamt av det som ni har frågat om.")
    text = get_text_list(shared, _("och"))
    return f"{text[:1].upper()}{text[1:]}."
