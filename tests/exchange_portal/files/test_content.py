"""What a file is, and what it pretends to be."""

import io
import random
import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest

from exchange_portal.files import office
from exchange_portal.files.content import type_of
from exchange_portal.files.refusals import FileRefused
from tests.exchange_portal.files import making

MACRO_WORKBOOK = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"


def refusal(name: str, content: bytes) -> str:
    with pytest.raises(FileRefused) as refused:
        type_of(io.BytesIO(content), name)
    return str(refused.value)


@pytest.mark.parametrize("name", making.HONEST)
def test_honest_files_of_every_kind(name: str) -> None:
    content, expected = making.HONEST[name]
    file = io.BytesIO(content)

    assert type_of(file, name) == expected
    assert file.tell() == 0


@pytest.mark.parametrize("name", ["a.exe", "a.html", "a.svg", "a.doc", "a.zip", "a", "a.docm"])
def test_other_kinds_are_told_which_are_welcome(name: str) -> None:
    assert refusal(name, b"hej") == (
        "Den sortens fil går inte att lämna. Du kan lämna pdf, docx, xlsx, pptx, odt, ods, odp, "
        "png, jpg, txt och csv."
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", making.EXE),
        ("a.pdf", b"hej"),
        ("a.pdf", making.PNG),
        ("a.txt", making.EXE),
        ("a.txt", making.PDF),
        ("a.csv", b"\xff\xfe\x00"),
        ("a.txt", "hej\x00".encode("utf-16")),
        ("a.docx", b"hej"),
        ("a.docx", making.office("xlsx")),
        ("a.odt", making.office("docx")),
        ("a.png", making.JPG),
    ],
)
def test_disguised_files(name: str, content: bytes) -> None:
    suffix = name[2:]

    assert refusal(name, content) == (
        f"Filens namn slutar på .{suffix}, men innehållet är något annat. Öppna filen i sitt "
        f"program, spara den som .{suffix} och försök igen."
    )


def test_an_archive_is_not_a_document() -> None:
    content = making.archive({"a.txt": b"hej"})

    assert refusal("a.docx", content).startswith("Zip-filer går inte att lämna.")


def test_a_password_or_an_old_format() -> None:
    assert refusal("a.docx", making.OLD_WORD).startswith("Filen har lösenord eller är sparad i")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", making.office("docx", {"word/vbaProject.bin": b"x"})),
        ("a.xlsx", making.archive({"[Content_Types].xml": MACRO_WORKBOOK})),
        ("a.odt", making.office("odt", {"Basic/Standard/script.xml": b"x"})),
    ],
    ids=["docx", "xlsx", "odt"],
)
def test_macros(name: str, content: bytes) -> None:
    assert refusal(name, content).startswith("Dokumentet innehåller makron")


class TestBombs:
    SAYS = "Filen innehåller mycket mer än den ser ut att göra"

    def test_more_than_the_bound(self, settings: Any) -> None:
        settings.FILE_MAX_UNPACKED_BYTES = 1_000_000
        content = making.office("docx", {"word/media": bytes(1_000_001)})

        assert len(content) < 3_000
        assert refusal("a.docx", content).startswith(self.SAYS)

    def test_just_within_the_bound(self, settings: Any) -> None:
        settings.FILE_MAX_UNPACKED_BYTES = 1_000_000
        content = making.office("docx", {"word/media": bytes(999_000)})

        assert type_of(io.BytesIO(content), "a.docx") == office.TYPES["docx"]

    def test_that_lie_about_their_size(self, settings: Any) -> None:
        settings.FILE_MAX_UNPACKED_BYTES = 1_000_000

        assert refusal("a.docx", making.lying(bytes(5_000_000), says=10)).startswith(self.SAYS)

    def test_that_lie_a_little_are_damaged(self) -> None:
        assert refusal("a.docx", making.lying(bytes(5_000), says=10)).startswith("Filen är skadad")

    def test_too_many_parts(self, monkeypatch: pytest.MonkeyPatch) -> None:
        content = making.archive({f"{number}.xml": b"" for number in range(office.MAX_ENTRIES + 1)})

        assert refusal("a.docx", content).startswith(self.SAYS)

    def test_archives_in_archives_in_archives(self) -> None:
        assert type_of(io.BytesIO(making.nested(3)), "a.docx") == office.TYPES["docx"]
        assert refusal("a.docx", making.nested(4)).startswith(self.SAYS)

    def test_a_bomb_within_a_document(self, settings: Any) -> None:
        settings.FILE_MAX_UNPACKED_BYTES = 1_000_000
        bomb = making.office("xlsx", {"xl/media": bytes(1_000_001)})
        content = making.office("docx", {"word/embeddings/x": bomb})

        assert refusal("a.docx", content).startswith(self.SAYS)

    def test_an_endless_table_of_contents(self) -> None:
        assert refusal("a.docx", making.long_contents()).startswith(self.SAYS)


def test_a_password_within() -> None:
    content = bytearray(making.office("docx"))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1

    assert refusal("a.docx", bytes(content)).startswith("Filen har lösenord. Ta bort")


def test_another_compression() -> None:
    content = making.archive({"mimetype": b"x" * 100}, zipfile.ZIP_LZMA)

    assert refusal("a.odt", content).startswith("Filen är skadad")


def test_parts_that_share_their_bytes() -> None:
    """Ten thousand entries may point at the same megabytes, which would be unpacked as often."""
    content = making.archive({f"{number}.xml": bytes(50_000) for number in range(40)})
    first = content.index(b"PK\x01\x02")
    shared = bytearray(content)
    at = first
    while (at := shared.find(b"PK\x01\x02", at)) >= 0:
        shared[at + 20 : at + 24] = struct.pack("<I", len(content) // 2)
        at += 4

    assert refusal("a.docx", bytes(shared)).startswith("Filen innehåller mycket mer")


@pytest.mark.parametrize("wrong_by", [100, 2**31])
def test_parts_that_lie_outside_the_file(tmp_path: Path, wrong_by: int) -> None:
    """In a file on the disk, as large uploads are: there the system itself objects."""
    content = bytearray(making.office("docx"))
    end = content.rindex(b"PK\x05\x06")
    (offset,) = struct.unpack_from("<I", content, end + 16)
    struct.pack_into("<I", content, end + 16, offset + wrong_by)
    path = tmp_path / "a.docx"
    path.write_bytes(content)

    with path.open("rb") as file, pytest.raises(FileRefused, match="skadad"):
        type_of(file, "a.docx")


def test_damaged_documents_are_refused_and_never_break_anything() -> None:
    whole = making.office("docx", {"word/media": bytes(range(256)) * 20})
    chance = random.Random(7)
    answers = {"taken": 0, "refused": 0}
    for _ in range(3_000):
        content = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            content[chance.randrange(4, len(content))] = chance.randrange(256)
        cut = chance.randrange(len(content)) if chance.random() < 0.2 else len(content)
        try:
            type_of(io.BytesIO(bytes(content[:cut])), "a.docx")
            answers["taken"] += 1
        except FileRefused:
            answers["refused"] += 1

    assert answers["refused"] > 1_000
