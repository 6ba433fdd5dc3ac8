"""Lines with an address and a day, read and judged one by one before anything is saved."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from cohorts.models import User
from exchange_portal.characters import plain
from preparation.actions import Imported

HEADINGS = {"e-post", "e-postadress", "epost", "email", "e-mail", "mejl", "adress"}
SEPARATORS = (";", "\t", ",")
LONGEST = 500  # characters that are shown of a line


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line, by its number. Without a `fault` it is an `Imported`."""

    number: int
    text: str
    fault: str = ""
    imported: Imported | None = None


def read(text: str, people: Mapping[str, User], today: date) -> list[Line]:
    """`people` are those with a seat, by address in small letters."""
    seen: set[int] = set()
    lines = []
    for number, row in _rows(text):
        line = _judged(number, row, people, today, seen)
        if line.imported:
            seen.add(line.imported.user.pk)
        lines.append(line)
    return lines


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Those with anything in them, without headings."""
    for number, line in enumerate(plain(text).lstrip("\ufeff").split("\n"), start=1):
        if not line.strip():
            continue
        separator = next((one for one in SEPARATORS if one in line), ";")
        row = [one.strip() for one in _cells(line, separator)]
        if number > 1 or row[0].casefold() not in HEADINGS:
            yield number, row


def _cells(line: str, separator: str) -> list[str]:
    """A line that no table holds is one cell, and no address."""
    try:
        return next(csv.reader([line], delimiter=separator))
    except csv.Error:
        return [line[:LONGEST]]


def _judged(
    number: int, row: list[str], people: Mapping[str, User], today: date, seen: set[int]
) -> Line:
    text = "; ".join(row)
    user = people.get(row[0].casefold())
    day = _day(row[1]) if len(row) > 1 else None
    fault = ""
    if "@" not in row[0]:
        fault = _("Börjar inte med en e-postadress.")
    elif user is None:
        fault = _("Ingen med den adressen har en plats i dina grupper i omgången.")
    elif day is None:
        fault = _("Dagen saknas eller går inte att läsa. Skriv den som 2026-11-20.")
    elif day > today:
        fault = _("Dagen har inte varit än.")
    elif user.pk in seen:
        fault = _("Personen står på en tidigare rad.")
    if fault or user is None or day is None:
        return Line(number=number, text=text, fault=fault)
    return Line(number=number, text=text, imported=Imported(user, day))


def _day(text: str) -> date | None:
    """Also of a moment: «2026-11-20 10:42»."""
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2100 else None
