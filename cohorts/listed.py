"""What the rows of a file of people say, before anybody knows whether it can be done: which column
is which, and a file to fill in."""

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date, timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts.models import InvitationList, Seat
from exchange_portal.files.tables import Line
from exchange_portal.ui.texts import local

# What each column may be called; the first name is the one in the file to fill in.
COLUMNS: dict[str, tuple[str, ...]] = {
    "institution": (
        "institution",
        "myndighet",
        "lärosäte",
        "kommun",
        "region",
        "länsstyrelse",
        "organisation",
        "agency",
    ),
    "group": ("grupp", "group"),
    "function": ("funktion", "plats", "roll", "function", "seat", "role"),
    "first_name": ("förnamn", "first name", "given name"),
    "last_name": ("efternamn", "last name", "surname"),
    "name": ("namn", "name", "för- och efternamn"),
    "address": (
        "e-postadress",
        "e-post",
        "epost",
        "epostadress",
        "mejl",
        "mejladress",
        "mail",
        "mailadress",
        "adress",
        "e-mail",
        "email",
        "email address",
        "address",
    ),
    "from_on": ("första dag", "från", "från och med", "first day", "from"),
    "last_on": ("sista dag", "till", "till och med", "last day", "to"),
    "is_top": ("högsta ledningen", "top management"),
}
TITLES: dict[str, str | Promise] = {
    "institution": gettext_lazy("Institution"),
    "group": gettext_lazy("Grupp"),
    "function": gettext_lazy("Funktion"),
    "name": gettext_lazy("Namn"),
    "address": gettext_lazy("E-postadress"),
    "from_on": gettext_lazy("Första dag"),
    "last_on": gettext_lazy("Sista dag"),
    "is_top": gettext_lazy("Högsta ledningen"),
}
EXCEL_DAY_ZERO = date(1899, 12, 30)
EXCEL_DAYS = range(36_526, 73_415)  # 2000–2100


class Unreadable(Exception):
    """The file is no list of people, and why, in words for the reader."""


@dataclass(frozen=True)
class Row:
    """One person for one seat, as somebody wrote it."""

    number: int
    institution: str = ""
    group: str = ""
    function: str = ""
    name: str = ""
    address: str = ""
    from_on: str = ""
    last_on: str = ""
    is_top: str = ""


def rows_in(lines: Sequence[Line], *, of_one_institution: bool) -> list[Row]:
    """The first line names the columns. Lines where nobody is filled in are left out."""
    if not lines:
        raise Unreadable(_("Filen är tom."))
    places = _places(lines[0].cells)
    _check_columns(places, lines[0].cells, of_one_institution)
    rows = [_row(line, places) for line in lines[1:]]
    rows = [row for row in rows if row.name or row.address]
    if not rows:
        raise Unreadable(_("Ingen person är ifylld i filen. Skriv namn och e-postadress."))
    return rows


def _places(titles: list[str]) -> dict[str, int]:
    """By column: where it stands. Of two with the same name the first counts."""
    known = {name: column for column, names in COLUMNS.items() for name in names}
    found: dict[str, int] = {}
    for place, title in enumerate(titles):
        column = known.get(title.casefold().strip(" *:"))
        if column:
            found.setdefault(column, place)
    return found


def _check_columns(places: dict[str, int], titles: list[str], of_one_institution: bool) -> None:
    needed = ["function", "address"] + ([] if of_one_institution else ["institution"])
    missing = [str(TITLES[one]) for one in needed if one not in places]
    if "name" not in places and "first_name" not in places:
        missing.append(str(TITLES["name"]))
    if missing:
        words = _(
            "Den första raden ska säga vad kolumnerna heter. Här saknas: %(missing)s. "
            "Den första raden är nu: %(titles)s."
        )
        shown = ", ".join(title for title in titles if title)[:200]
        raise Unreadable(words % {"missing": ", ".join(missing), "titles": shown})


def _row(line: Line, places: dict[str, int]) -> Row:
    told = {
        column: line.cells[place] if place < len(line.cells) else ""
        for column, place in places.items()
    }
    parts = [told.pop("first_name", ""), told.pop("last_name", "")]
    told["name"] = told.get("name") or " ".join(part for part in parts if part)
    return Row(line.number, **told)


def kept(rows: Iterable[Row]) -> list[list[Any]]:
    """As a list keeps them."""
    return [list(astuple(row)) for row in rows]


def rows_of(invitations: InvitationList) -> list[Row]:
    return [Row(*row) for row in invitations.rows]


def day_of(text: str) -> date | None:
    """A day as it is written, or as a workbook counts it. None when it is no day."""
    text = text.removesuffix(" 00:00:00").removesuffix("T00:00:00")
    number = text.partition(".")[0]
    if number.isascii() and number.isdigit() and len(number) == 5 and int(number) in EXCEL_DAYS:
        return EXCEL_DAY_ZERO + timedelta(days=int(number))
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def titles(*, of_one_institution: bool) -> list[str]:
    left_out = {"institution", "group"} if of_one_institution else set()
    return [str(title) for column, title in TITLES.items() if column not in left_out]


def to_fill_in(seats: Iterable[Seat], *, of_one_institution: bool) -> list[list[str]]:
    """A file with a line for each seat, and room for who shall have it."""
    lines = [titles(of_one_institution=of_one_institution)]
    for seat in seats:
        place = seat.participation
        where = [] if of_one_institution else [place.institution.name, place.cohort.name]
        lines.append([*where, local(seat.function, "name"), *[""] * 5])
    return lines


def to_mend(rows: Iterable[tuple[Row, str]], *, of_one_institution: bool) -> list[list[str]]:
    """The rows as they came, each with what is wrong with it in a column of its own."""
    columns = [
        one.name
        for one in fields(Row)[1:]
        if not (of_one_institution and one.name in {"institution", "group"})
    ]
    lines = [[*titles(of_one_institution=of_one_institution), _("Att rätta")]]
    lines += [[*(getattr(row, column) for column in columns), wrong] for row, wrong in rows]
    return lines
