"""Tables that people have filled in: CSV as any program saves it, or the first sheet of an xlsx.

The file is read and thrown away. Of a workbook only what stands in the cells is read: nothing is
calculated, no link is followed, and a document type, which could name other files or grow when
read, is refused (see docs/adr/0207).
"""

import codecs
import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _

from exchange_portal.characters import one_line
from exchange_portal.files import office, sheets
from exchange_portal.files.refusals import FileRefused

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 10_000
CELL_LENGTH = 500
OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # xls, and an xlsx with a password
DELIMITERS = ";\t,"
FORMULA = ("=", "+", "-", "@")  # how a cell begins that a program would calculate
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True)
class Line:
    """A row that holds something, with its number as programs show it."""

    number: int
    cells: list[str]


def read_table(file: BinaryIO) -> list[Line]:
    """Every row with something in it. Refuses with a `FileRefused`."""
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        words = _("Filen är för stor. Den får vara högst %(megabytes)s MB.")
        raise FileRefused(words % {"megabytes": MOST_BYTES // (1024 * 1024)})
    if data.startswith(OLD_OFFICE):
        raise FileRefused(
            _("Filen är en xls-fil eller har lösenord. Spara den som xlsx eller csv.")
        )
    if not data.startswith(office.ZIP):
        return _csv(data)
    if office.kind_of(io.BytesIO(data), max_bytes=sheets.MOST_UNPACKED) != "xlsx":
        raise FileRefused(_("Filen är inget kalkylblad. Spara den som xlsx eller csv."))
    return _bounded(sheets.rows_of(io.BytesIO(data)))


def _csv(data: bytes) -> list[Line]:
    text = _decoded(data)
    if "\0" in text:
        raise FileRefused(_("Filen går inte att läsa som en tabell. Spara den som xlsx eller csv."))
    first, _break, rest = text.partition("\n")
    named = first.strip().lower().removeprefix("sep=")  # how Excel is told of a delimiter
    skipped = 0
    if first.strip().lower().startswith("sep=") and named:
        text, skipped, delimiter = rest, 1, named[0]
    else:
        delimiter = max(DELIMITERS, key=first.count)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return _bounded(enumerate(reader, start=1 + skipped))
    except (csv.Error, ValueError) as error:  # the latter of a delimiter that can be none
        raise FileRefused(
            _("Filen går inte att läsa som en tabell. Spara den som xlsx eller csv.")
        ) from error


def _decoded(data: bytes) -> str:
    """As the file says itself, or UTF-8, or what Excel in Windows writes."""
    if data.startswith(UTF_16):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _bounded(rows: Iterable[tuple[int, list[str]]]) -> list[Line]:
    """Read no further than a row too many."""
    lines = []
    for number, cells in rows:
        tidy = [_unmarked(one_line(cell))[:CELL_LENGTH] for cell in cells[: sheets.MOST_COLUMNS]]
        if any(tidy):
            lines.append(Line(number, tidy))
        if len(lines) > MOST_ROWS:
            words = _("Filen har fler än %(count)s rader. Dela upp den.")
            raise FileRefused(words % {"count": MOST_ROWS})
    return lines


def write_csv(rows: list[list[str]]) -> bytes:
    """As Excel in Swedish opens it by a double click. No cell begins as a formula."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows([_harmless(cell) for cell in row] for row in rows)
    return codecs.BOM_UTF8 + out.getvalue().encode()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _unmarked(cell: str) -> str:
    """Without the sign that `write_csv` has put there."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell
