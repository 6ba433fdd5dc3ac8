"""Office documents are zip archives: looked into, within bounds, before anybody opens them.

A megabyte can unpack to a gigabyte, an archive can hold archives, and what an archive says of
itself need not be true. So nothing is read in gulps, and everything is unpacked once, counted and
thrown away.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from django.conf import settings
from django.utils.translation import gettext as _

from exchange_portal.files.refusals import FileRefused

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
}
ZIP = b"PK\x03\x04"
CONTENTS = "[Content_Types].xml"
MAX_ENTRIES = 10_000
MAX_DEPTH = 3  # a presentation with a workbook with a picture in it
GULP = 1024 * 1024
CHUNK = 64 * 1024
LOCAL_HEADER = 30
ENCRYPTED = 0x1
# What the standard library says of archives that are broken, by accident or on purpose.
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ValueError,
    KeyError,
    EOFError,
    NotImplementedError,
)


class _Sips:
    """A file that cannot be read in gulps: the table of contents of an archive is read whole, and
    a hostile one is as large as the file."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(GULP + 1 if size < 0 else min(size, GULP + 1))
        if len(data) > GULP:
            raise _bomb()
        return data


@dataclass
class _Bounds:
    """What an archive may still hold, archives within it included."""

    size: int  # bytes
    entries: int = MAX_ENTRIES

    def take(self, size: int = 0, entries: int = 0) -> None:
        self.size -= size
        self.entries -= entries
        if self.size < 0 or self.entries < 0:
            raise _bomb()


def kind_of(file: BinaryIO, *, max_bytes: int | None = None) -> str:
    """The suffix that fits the archive, after all of it has been unpacked and counted: so many
    bytes at most, or as many as any file may hold."""
    try:
        _unpack(file, _Bounds(max_bytes or settings.FILE_MAX_UNPACKED_BYTES), depth=1)
        with zipfile.ZipFile(cast(BinaryIO, _Sips(file))) as archive:
            return _kind(archive)
    except UNREADABLE as error:
        raise _damaged() from error


# --- Which document ----------------------------------------------------------------------


def _kind(archive: zipfile.ZipFile) -> str:
    entries = set(archive.namelist())
    if "mimetype" in entries:
        return _open_document(archive, entries)
    if CONTENTS in entries:
        return _office_open(archive, entries)
    raise FileRefused(
        _("Zip-filer går inte att lämna. Packa upp filen och lägg till innehållet fil för fil.")
    )


def _open_document(archive: zipfile.ZipFile, entries: set[str]) -> str:
    if any(entry.startswith(("Basic/", "Scripts/")) for entry in entries):
        raise _macros()
    mimetype = _part(archive, "mimetype").decode(errors="replace").strip()
    return next((kind for kind, name in TYPES.items() if name == mimetype), "zip")


def _office_open(archive: zipfile.ZipFile, entries: set[str]) -> str:
    contents = _part(archive, CONTENTS)
    if b"macroEnabled" in contents or any(
        entry.lower().endswith("vbaproject.bin") for entry in entries
    ):
        raise _macros()
    return next(
        (kind for kind, name in TYPES.items() if f"{name}.main+xml".encode() in contents), "zip"
    )


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(GULP)


# --- Within bounds -----------------------------------------------------------------------


def _unpack(file: BinaryIO, bounds: _Bounds, *, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise _bomb()
    with zipfile.ZipFile(cast(BinaryIO, _Sips(file))) as archive:
        entries = archive.infolist()
    bounds.take(entries=len(entries))
    if sum(entry.file_size for entry in entries) > bounds.size:
        raise _bomb()
    if sum(entry.compress_size for entry in entries) > _size(file):
        raise _bomb()  # entries that share their bytes: each is unpacked again, for nothing
    for entry in entries:
        _unpack_entry(file, entry, bounds, depth)


def _unpack_entry(file: BinaryIO, entry: zipfile.ZipInfo, bounds: _Bounds, depth: int) -> None:
    if entry.flag_bits & ENCRYPTED:
        raise FileRefused(_("Filen har lösenord. Ta bort lösenordet och försök igen."))
    head, size = b"", 0
    with SpooledTemporaryFile(max_size=GULP) as inner:
        for piece in _pieces(file, entry):
            bounds.take(size=len(piece))
            head = (head + piece[: len(ZIP)])[: len(ZIP)]
            size += len(piece)
            if ZIP.startswith(head):
                inner.write(piece)
        if size != entry.file_size:
            raise _damaged()
        if head == ZIP:
            inner.seek(0)
            _unpack(cast(BinaryIO, inner), bounds, depth=depth + 1)


def _pieces(file: BinaryIO, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """What an entry really unpacks to, whatever its header promises."""
    if not 0 <= entry.header_offset < _size(file):
        raise _damaged()
    file.seek(entry.header_offset)
    header = file.read(LOCAL_HEADER)
    name_length, extra_length = struct.unpack("<HH", header[26:])
    file.seek(entry.header_offset + LOCAL_HEADER + name_length + extra_length)
    if entry.compress_type == zipfile.ZIP_STORED:
        yield from _read(file, entry.compress_size)
    elif entry.compress_type == zipfile.ZIP_DEFLATED:
        yield from _inflate(file, entry.compress_size)
    else:
        raise _damaged()


def _size(file: BinaryIO) -> int:
    return file.seek(0, io.SEEK_END)


def _read(file: BinaryIO, size: int) -> Iterator[bytes]:
    while size > 0:
        piece = file.read(min(size, CHUNK))
        if not piece:
            raise _damaged()
        size -= len(piece)
        yield piece


def _inflate(file: BinaryIO, size: int) -> Iterator[bytes]:
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    for packed in _read(file, size):
        rest = packed
        while rest and not inflate.eof:
            yield inflate.decompress(rest, GULP)
            rest = inflate.unconsumed_tail
    yield inflate.flush()
    if not inflate.eof:
        raise _damaged()


# --- Words -------------------------------------------------------------------------------


def _bomb() -> FileRefused:
    return FileRefused(
        _(
            "Filen innehåller mycket mer än den ser ut att göra, så den tas inte emot. Spara "
            "dokumentet på nytt, gärna som pdf, och försök igen."
        )
    )


def _damaged() -> FileRefused:
    return FileRefused(
        _(
            "Filen är skadad och går inte att läsa. Öppna den i sitt program, spara den på nytt "
            "och försök igen."
        )
    )


def _macros() -> FileRefused:
    return FileRefused(
        _(
            "Dokumentet innehåller makron, alltså små program. Spara det utan makron, till exempel "
            "som docx, xlsx eller pptx, och försök igen."
        )
    )
