"""Meetings, as far as this room knows of them: whoever stands in at one is told which.

Meetings live two floors above and make their own scopes; they are registered when the app is
ready, and nothing here imports them.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from cohorts.models import Holding


@dataclass(frozen=True, kw_only=True)
class Occasion:
    scope: int  # its primary key
    name: str  # «Träff 1: Mål», in the language of the moment
    url: str
    held_on: date | None


type Finder = Callable[[Collection[int]], list[Occasion]]

_finders: list[Finder] = []


def register_occasions(finder: Finder) -> None:
    """`finder` gives those that have these scopes (ids)."""
    _finders.append(finder)


def occasions_with(scopes: Collection[int]) -> dict[int, Occasion]:
    """By the id of the scope. Nothing is asked when there are none."""
    found = (one for finder in _finders if scopes for one in finder(scopes))
    return {one.scope: one for one in found}


def occasion_of(holding: Holding) -> Occasion | None:
    """The one meeting that a stand-in comes to, if it is for one."""
    scope = holding.meeting_scope_id
    return occasions_with([scope]).get(scope) if scope else None
