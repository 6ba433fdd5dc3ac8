"""The cells of the first sheet of a workbook (xlsx), as text.

The archive has been judged by `office` before. What is in it is read by expat in small pieces and
held to bounds; a formula counts as the value that was saved with it.
"""

import re
import zipfile
from collections.abc import Callable
from itertools import count
from typing import BinaryIO
from xml.parsers import expat

from django.utils.translation import gettext as _

from exchange_portal.files import office
from exchange_portal.files.refusals import FileRefused

MOST_UNPACKED = 60 * 1024 * 1024  # bytes of everything in the archive
MOST_CELLS = 400_000
MOST_ELEMENTS = 1_500_000  # of a part: some for each cell
MOST_COLUMNS = 40
CHUNK = 64 * 1024
WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
STRINGS = "xl/sharedStrings.xml"
FIRST_SHEET = "xl/worksheets/sheet1.xml"
LETTERS = re.compile(r"[A-Z]{1,3}")

type Attributes = dict[str, str]


def rows_of(file: BinaryIO) -> list[tuple[int, list[str]]]:
    """Each row with its number. Dates are the numbers that workbooks keep them as."""
    try:
        with zipfile.ZipFile(file) as archive:
            strings = _Strings()
            if STRINGS in archive.namelist():
                _parse(archive, STRINGS, strings)
            sheet = _Sheet(strings.texts)
            _parse(archive, _first_sheet(archive), sheet)
    except (expat.ExpatError, LookupError, *office.UNREADABLE) as error:
        raise FileRefused(
            _("Kalkylbladet går inte att läsa. Spara det på nytt som xlsx, eller som csv.")
        ) from error
    return sorted(sheet.rows.items())


def _first_sheet(archive: zipfile.ZipFile) -> str:
    """The first that is not hidden, where its workbook says that it is."""
    book, relations = _Found("sheet"), _Found("Relationship")
    _parse(archive, WORKBOOK, book)
    _parse(archive, RELATIONS, relations)
    targets = {one["Id"]: one["Target"] for one in relations.all}
    seen = [one for one in book.all if one.get("state", "visible") == "visible"]
    (target,) = (targets[value] for name, value in seen[0].items() if name.endswith(":id"))
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


class _Reader:
    """What a part is read by. Names of elements come without their prefixes."""

    def start(self, name: str, attributes: Attributes) -> None: ...

    def end(self, name: str) -> None: ...

    def text(self, text: str) -> None: ...


class _Found(_Reader):
    def __init__(self, name: str) -> None:
        self.name = name
        self.all: list[Attributes] = []

    def start(self, name: str, attributes: Attributes) -> None:
        if name == self.name:
            self.all.append(attributes)


class _Strings(_Reader):
    """The texts that cells point at; how they are read aloud (`rPh`) is left out."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.is_text = self.is_aloud = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "si":
            self.texts.append("")
        self.is_aloud = self.is_aloud or name == "rPh"
        self.is_text = name == "t" and not self.is_aloud

    def end(self, name: str) -> None:
        self.is_text = False
        if name == "rPh":
            self.is_aloud = False

    def text(self, text: str) -> None:
        if self.is_text:
            self.texts[-1] += text


class _Sheet(_Reader):
    def __init__(self, strings: list[str]) -> None:
        self.strings = strings
        self.rows: dict[int, list[str]] = {}
        self.row = self.column = self.count = 0
        self.kind = self.value = ""
        self.is_value = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "row":
            self.row = int(attributes.get("r", self.row + 1))
            self.column = 0
        elif name == "c":
            place = LETTERS.match(attributes.get("r", ""))
            self.column = _number(place.group()) if place else self.column + 1
            self.kind, self.value = attributes.get("t", "n"), ""
        self.is_value = name in {"v", "t"}

    def end(self, name: str) -> None:
        self.is_value = False
        if name == "c" and self.value and self.column <= MOST_COLUMNS:
            self.count += 1
            if self.count > MOST_CELLS:
                raise _too_large()
            cells = self.rows.setdefault(self.row, [])
            cells += [""] * (self.column - len(cells))
            cells[self.column - 1] = self._shown()

    def text(self, text: str) -> None:
        if self.is_value:
            self.value += text

    def _shown(self) -> str:
        if self.kind == "s":
            return self.strings[int(self.value)]
        return "" if self.kind == "e" else self.value


def _number(letters: str) -> int:
    """AB is 28."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _parse(archive: zipfile.ZipFile, part: str, reader: _Reader) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    counted = count()

    def start(name: str, attributes: Attributes) -> None:
        if next(counted) > MOST_ELEMENTS:
            raise _too_large()
        reader.start(_bare(name), attributes)

    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: reader.end(_bare(name))
    parser.CharacterDataHandler = reader.text
    with archive.open(part) as stream:
        read: Callable[[], bytes] = lambda: stream.read(CHUNK)  # noqa: E731
        for piece in iter(read, b""):
            parser.Parse(piece)
    parser.Parse(b"", True)


def _bare(name: str) -> str:
    return name.rpartition(":")[2]


def _too_large() -> FileRefused:
    return FileRefused(_("Kalkylbladet är för stort. Dela upp det."))


def _refuse(*declared: object) -> None:
    raise FileRefused(_("Kalkylbladet innehåller annat än celler. Spara det på nytt som xlsx."))
