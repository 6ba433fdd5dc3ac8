"""What a file is, by its content. The name only has to agree."""

import codecs
from typing import BinaryIO

from django.utils.translation import gettext as _

from exchange_portal.files import names, office
from exchange_portal.files.refusals import FileRefused

TYPES = {
    "pdf": "application/pdf",
    **office.TYPES,
    "png": "image/png",
    "jpg": "image/jpeg",
    "txt": "text/plain",
    "csv": "text/csv",
}
SAME = {"jpeg": "jpg"}
TEXTS = {"txt", "csv"}

SIGNATURES = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # also what a password makes of a docx
NOT_IN_TEXT = frozenset(range(32)) - set(b"\t\n\f\r")
CHUNK = 64 * 1024


def type_of(content: BinaryIO, name: str) -> str:
    """The media type. Refused: kinds that are not allowed, disguised files, macros, bombs."""
    suffix = SAME.get(names.suffix(name), names.suffix(name))
    if suffix not in TYPES:
        raise FileRefused(_not_allowed())
    content.seek(0)
    head = content.read(16)
    kind = _kind(content, head)
    if kind != suffix and not (kind == "txt" and suffix in TEXTS):
        raise FileRefused(_disguised(suffix))
    content.seek(0)
    return TYPES[suffix]


def _kind(content: BinaryIO, head: bytes) -> str:
    for signature, kind in SIGNATURES.items():
        if head.startswith(signature):
            return kind
    if head.startswith(office.ZIP):
        return office.kind_of(content)
    if head.startswith(OLD_OFFICE):
        raise FileRefused(
            _(
                "Filen har lösenord eller är sparad i ett äldre Office-format. Ta bort lösenordet, "
                "spara filen som docx, xlsx eller pptx och försök igen."
            )
        )
    return "txt" if _is_text(content) else ""


def _is_text(content: BinaryIO) -> bool:
    """UTF-16 with its mark, or any encoding that keeps ASCII and has no control characters."""
    content.seek(0)
    first = content.read(CHUNK)
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _is_utf16(content, first)
    chunk = first
    while chunk:
        if NOT_IN_TEXT.intersection(chunk):
            return False
        chunk = content.read(CHUNK)
    return True


def _is_utf16(content: BinaryIO, first: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-16")()
    chunk = first
    try:
        while chunk:
            if NOT_IN_TEXT.intersection(map(ord, decoder.decode(chunk))):
                return False
            chunk = content.read(CHUNK)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _not_allowed() -> str:
    return _(
        "Den sortens fil går inte att lämna. Du kan lämna pdf, docx, xlsx, pptx, odt, ods, odp, "
        "png, jpg, txt och csv."
    )


def _disguised(suffix: str) -> str:
    return _(
        "Filens namn slutar på .%(suffix)s, men innehållet är något annat. Öppna filen i sitt "
        "program, spara den som .%(suffix)s och försök igen."
    ) % {"suffix": suffix}
