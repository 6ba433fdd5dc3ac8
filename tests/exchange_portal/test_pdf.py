"""PDFs: readable by all, kept for long, and made from nothing but what stands in them."""

import io
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from exchange_portal import pdf
from scripts.check_pdfs import verdict
from tests.exchange_portal.conftest import add_templates

pytestmark = pytest.mark.usefixtures("own_templates")

TEXT = "Vi vill att alla som söker hjälp hos oss får den lika snabbt, oavsett kön. " * 12
CONTEXT: dict[str, Any] = {
    "institution": "Vetenskapsrådet",
    "text": TEXT,
    "rows": [(2000 + number, 120 + number, 99 + number) for number in range(45)],
    "link": "https://example.se/",
    "odd": "",
}


def made(title: str = "Mål & medel", language: str = "sv", **more: Any) -> bytes:
    return pdf.render("pdf/specimen.html", CONTEXT | more, title=title, language=language)


def pages(file: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(file)).pages]


def test_keeps_both_standards(tmp_path: Path) -> None:
    odd = "😀 👩‍👩‍👧 اللغة 漢字 x\u200by\u2060z \u202e\u00ad \ufeff ﬁ " + "långtord" * 200
    files = [tmp_path / "plain.pdf", tmp_path / "odd.pdf", tmp_path / "english.pdf"]
    files[0].write_bytes(made())
    files[1].write_bytes(made(odd=odd, institution=odd, title=f"Mål {odd}"))
    files[2].write_bytes(made(language="en"))
    done = verdict(files)

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("PASS") == len(files) * 2


def test_says_what_it_is() -> None:
    reader = PdfReader(io.BytesIO(made()))
    assert reader.metadata is not None

    assert (reader.metadata.title, reader.metadata.author) == ("Mål & medel", "Vetenskapsrådet")
    assert reader.trailer["/Root"]["/Lang"] == "sv"
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.xmp_metadata is not None


def test_is_bookmarked() -> None:
    def titles(outline: list[Any]) -> list[Any]:
        return [titles(each) if isinstance(each, list) else each.title for each in outline]

    assert titles(PdfReader(io.BytesIO(made())).outline) == [
        "Mål & medel",
        [
            "1. Vilka problem vill ni lösa?",
            ["Underlag"],
            "2. Vad vill ni uppnå?",
            ["Nästa steg"],
        ],
    ]


def test_every_page_names_the_institution_and_itself() -> None:
    texts = pages(made())

    assert len(texts) > 2
    for number, text in enumerate(texts, start=1):
        assert f"Sida {number} av {len(texts)}" in text
        assert "Vetenskapsrådet" in text


def test_a_glyph_that_is_lacking_becomes_a_sign_that_is_explained() -> None:
    text = "".join(pages(made(odd="ett 😀 två 👩‍👩‍👧 tre 漢字 fyra ❤️ fem")))

    assert "ett � två � tre � fyra ❤ fem" in text
    assert "Tecknet � står där ett tecken inte kan skrivas ut." in text


def test_without_them_nothing_is_explained() -> None:
    assert "�" not in "".join(pages(made()))


@pytest.mark.parametrize("text", ["Åsa Öberg – §3 ”mål” 5 %", "Ŋuoŋŋá đŧ", "Ωмега", "→ ≥ ✓ ☐", ""])
def test_what_the_fonts_have_is_left_alone(text: str) -> None:
    assert pdf.printable(text) == text


def test_control_characters_break_nothing(tmp_path: Path) -> None:
    """The fonts claim to have them; WeasyPrint stops at some, and the standards at others."""
    odd = "".join(f"{chr(code)}ord " for code in [*range(1, 0xA0), 0x2028, 0x2029, 0xFFF9, 0xFFFB])
    text = " ".join(pages(made(odd=f"början \u2029{odd} slut")))

    assert "början" in text
    assert "slut" in text
    assert pdf.printable("a\x0b\u2029\x1fb") == "a\n\nb"


# --- Nothing is fetched ------------------------------------------------------------------


@contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """An address on this machine, and what was asked of it."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(302)
            self.send_header("Location", "data:text/plain,x")
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()
            thread.join()


HOSTILE = """
{% extends "pdf/base.html" %}{% block content %}
<link rel="stylesheet" href="{{ address }}/sheet.css">
<link rel="attachment" href="{{ secret }}"><base href="{{ address }}/">
<style>@import url({{ address }}/import.css); @font-face { font-family: x; src: url({{ secret }}) }
p { background: url({{ address }}/background.png) }</style>
<img src="{{ address }}/image.png" alt="x"><img src="{{ secret }}" alt="x">
<img src="/static/x" alt="x">
<object data="{{ address }}/object"></object><embed src="{{ address }}/embed">
<svg><title>x</title><image href="{{ address }}/svg.png"></image><use href="{{ secret }}#x"/></svg>
<p>Kvar</p>{% endblock %}
"""


def test_nothing_outside_the_document_is_fetched(tmp_path: Path, settings: Any) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret of this machine")
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "hostile.html").write_text(HOSTILE)
    add_templates(settings, folder)
    with listening() as (address, asked):
        settings.PORTAL_URL = address
        context = {"institution": "x", "address": address, "secret": secret.as_uri()}
        file = pdf.render("hostile.html", context, title="x", language="sv")

    reader = PdfReader(io.BytesIO(file))
    assert asked == []
    assert "Kvar" in pages(file)[0]
    assert reader.attachments == {}
    assert b"the secret" not in b"".join(
        stream.get_data()
        for stream in map(reader.get_object, range(1, len(reader.xref[0])))  # type: ignore[arg-type]
        if hasattr(stream, "get_data")
    )


# --- The press ---------------------------------------------------------------------------


def test_the_style_sheet_is_read_once() -> None:
    made()
    first = pdf._press()
    made()

    assert pdf._press() is first


def test_from_many_threads() -> None:
    with ThreadPoolExecutor(4) as pool:
        files = list(pool.map(lambda number: made(title=f"Nummer {number}", rows=[]), range(8)))

    assert [f"Nummer {number}" in pages(file)[0] for number, file in enumerate(files)] == [True] * 8


def test_without_pango_it_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "weasyprint"
    package.mkdir()
    (package / "__init__.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")")
    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.syspath_prepend(tmp_path)
    pdf._press.cache_clear()
    try:
        with pytest.raises(pdf.PdfUnavailable) as told:
            made()
    finally:
        pdf._press.cache_clear()

    assert str(told.value) == (
        "Portalen kan inte skapa PDF:er just nu. De skapas så snart felet är åtgärdat."
    )
