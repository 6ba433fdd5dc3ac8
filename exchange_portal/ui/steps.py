"""Where each institution of a group is with what the round asks of it: every app offers its own
steps, the board puts them side by side."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import NamedTuple, Self
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

ANY = UUID(int=0)


class Place(NamedTuple):
    """Where a step comes in the round: preparation first, then one meeting after another. What
    belongs to no meeting comes by its day."""

    is_after_preparation: bool
    day: date  # of the meeting, or of the step itself
    number: int = 0  # of the meeting
    kind: str = ""  # of the meeting
    is_after_meeting: bool = False
    due_on: date = date.max
    pk: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """Where an institution is with a step. Without a status there is nothing to do about it yet."""

    label: str
    status: str = ""  # done, now, late or quiet
    url: str = ""
    is_missing: bool = False  # so that it may be reminded; the room says
    own_url: str = ""  # where the institution itself deals with it
    is_owed: bool = True  # not of those who need not do it

    def leading_to(self, url: str, own_url: str) -> Self:
        """The same words stand in many cells, each with addresses of its own."""
        return type(self)(self.label, self.status, url, self.is_missing, own_url, self.is_owed)

    @property
    def is_in_the_way(self) -> bool:
        """Whether it is still to be done, or to be opened first."""
        return self.is_owed and (self.is_missing or not self.status)

    @property
    def is_ahead(self) -> bool:
        """Whether it opens later on, so that nobody can do anything about it yet."""
        return self.is_owed and not self.status and not self.is_missing

    def under(self, name: SafeString) -> str:
        """As a cell of the table, in HTML. A board has hundreds, and a template takes ten times as
        long. `name`, the step's, is shown where columns have no headings: on a phone."""
        label = escape(self.label)
        if not self.status:
            return f'<td class="ahead"><b>{name}</b> {label}</td>'
        link = f'<a class="tag {self.status}" href="{escape(self.url)}">{label}</a>'
        return f"<td><b>{name}</b> {link}</td>"


NOT_OWED = Cell("–", is_owed=False)  # of whoever does it if they like


@dataclass(frozen=True, kw_only=True)
class Step:
    """What is asked of every institution of a group."""

    place: Place
    name: str  # short, in the heading of its column
    about: str
    due_on: date | None
    url: str
    missing_url: str  # where those who have not done it are written to; "" for nowhere
    whose: str = ""  # who does it, in words
    kind: str = ""  # as the room calls it, where that matters
    cells: dict[int, Cell]  # by the id of the participation


def address_of(route: str) -> Callable[[UUID | str], str]:
    """The addresses of a route with a key in it. Looking one up takes longer than writing a cell,
    and a board has hundreds; so it is looked up once."""
    before, _, after = reverse(route, args=[ANY]).partition(str(ANY))
    return lambda key: f"{before}{key}{after}"


def in_html(cells: Iterable[tuple[SafeString, Cell]]) -> SafeString:
    """A row's cells, each with the name of its step."""
    return mark_safe("\n".join(cell.under(name) for name, cell in cells))  # noqa: S308  (escaped)
