"""Files to send: honest ones of every kind, and dishonest ones."""

import io
import struct
import zipfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile

from exchange_portal.files.office import TYPES

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + bytes(17)
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(40)
EXE = b"MZ\x90\x00" + bytes(200)
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def archive(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return made.getvalue()


def office(kind: str, more: dict[str, bytes] | None = None) -> bytes:
    """A document that is as small as it can be, with more parts if need be."""
    parts = more or {}
    if kind in MAIN:
        contents = f'<Types><Override ContentType="{TYPES[kind]}.main+xml"/></Types>'
        return archive({"[Content_Types].xml": contents.encode(), MAIN[kind]: b"<x/>"} | parts)
    return archive({"mimetype": TYPES[kind].encode(), "content.xml": b"<x/>"} | parts)


HONEST = {
    "Mål.pdf": (PDF, "application/pdf"),
    "bild.PNG": (PNG, "image/png"),
    "foto.jpg": (JPG, "image/jpeg"),
    "foto.jpeg": (JPG, "image/jpeg"),
    "text.txt": ("Räksmörgås\n".encode(), "text/plain"),
    "gammal.txt": ("Räksmörgås\n".encode("cp1252"), "text/plain"),
    "excel.csv": ("År;Mål\n2026;å\n".encode("utf-16"), "text/csv"),
    "tabell.csv": (b"a;b\n1;2\n", "text/csv"),
} | {f"dokument.{kind}": (office(kind), name) for kind, name in TYPES.items()}


def lying(content: bytes, says: int) -> bytes:
    """An archive with one part, which unpacks to more than its headers say."""
    packed = zlib.compress(content, wbits=-15)
    name, check = b"word/document.xml", zlib.crc32(content)
    sizes = struct.pack("<LLL", check, len(packed), says)
    local = b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 0) + sizes
    local += struct.pack("<HH", len(name), 0) + name + packed
    central = b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 0) + sizes
    central += struct.pack("<HHHHHLL", len(name), 0, 0, 0, 0, 0, 0) + name
    end = b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end


def nested(depth: int) -> bytes:
    inner = office("docx")
    for number in range(depth - 1):
        inner = office("docx", {f"word/embeddings/{number}.docx": inner})
    return inner


def long_contents() -> bytes:
    """An archive whose table of contents alone is larger than any document's."""
    name = b"x" * 60_000
    central = b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 0, 0, 0) + bytes(12)
    central += struct.pack("<HHHHHLL", len(name), 0, 0, 0, 0, 0, 0) + name
    central *= 20
    end = b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 20, 20, len(central), 4, 0)
    return b"PK\x03\x04" + central + end
