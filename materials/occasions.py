"""Meetings, as far as this room knows of them: a scope with a name.

Meetings live a floor above and make their own scopes. Like what the outbox asks rooms to write,
they are registered when the app is ready; nothing here imports them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from cohorts.models import Cohort


@dataclass(frozen=True, kw_only=True)
class Occasion:
    scope: int  # its primary key
    key: UUID
    name: str  # «Träff 1»
    theme: str
    theme_lang: str
    url: str  # its own page

    def __str__(self) -> str:
        return f"{self.name}: {self.theme}"


type Finder = Callable[[Cohort], list[Occasion]]

_finders: list[Finder] = []


def register_occasions(finder: Finder) -> None:
    """`finder` gives the occasions of a cohort, in the order that pages show them."""
    _finders.append(finder)


def occasions_of(cohort: Cohort) -> list[Occasion]:
    return [one for finder in _finders for one in finder(cohort)]
