"""Names as people write them."""

import unicodedata

import pytest

from exchange_portal.files.names import LENGTH, suffix, tidy


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Mål och medel.docx", "Mål och medel.docx"),
        (unicodedata.normalize("NFD", "Mål på väg.pdf"), "Mål på väg.pdf"),
        ("../../etc/passwd", "passwd"),
        (r"C:\Users\Åsa\Mina dokument\Mål.docx", "Mål.docx"),
        ("exe.\N{RIGHT-TO-LEFT OVERRIDE}fdp.exe", "exe.fdp.exe"),
        ("rad\r\nett\x00.txt", "rad ett.txt"),
        ("  .dold.txt ", "dold.txt"),
        ("två\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}ord.txt", "två ord.txt"),
        ("..", ""),
    ],
)
def test_are_made_safe_and_stay_readable(written: str, kept: str) -> None:
    assert tidy(written) == kept


@pytest.mark.parametrize("name", ["å" * 400 + ".docx", "å" * 400, "x." + "å" * 400])
def test_are_cut_at_the_end_of_the_stem(name: str) -> None:
    assert len(tidy(name)) == LENGTH
    assert suffix(tidy(name)) == ("docx" if name.endswith("docx") else suffix(tidy(name)))
    assert "…" in tidy(name)


def test_a_name_of_three_hundred_is_kept() -> None:
    name = "å" * 295 + ".docx"

    assert tidy(name) == name


def test_a_suffix_is_read_in_small_letters() -> None:
    assert [suffix(name) for name in ("A.DOCX", "b.tar.gz", "c", ".d")] == ["docx", "gz", "", ""]
