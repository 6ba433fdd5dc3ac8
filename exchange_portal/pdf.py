"""Making PDFs that can be read by everybody and kept: one file is both PDF/UA-1 and PDF/A-3a.

A template extends `pdf/base.html`. Its context should hold `institution`, which stands at the top
of every page. Only what stands in the template itself (`data:`) is ever fetched.
"""

import re
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from django.conf import settings
from django.template import loader
from django.utils import translation
from django.utils.translation import gettext as _
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from exchange_portal.characters import plain

VARIANT = "pdf/a-3a"
STYLE = "pdf/style.css"
FAMILIES = ("Noto Sans", "Noto Serif", "Noto Sans Symbols2", "Noto Sans Symbols", "Noto Sans Math")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
REPLACED_NOTE = "<!-- replaced -->"  # where base.html says what the replacement character means
JOINERS = "\N{ZERO WIDTH JOINER}\N{VARIATION SELECTOR-15}\N{VARIATION SELECTOR-16}"
LAYOUT = frozenset("\t\n\r\N{SOFT HYPHEN}")

# PDF/A has no word for PDF/UA: the claim needs its own schema beside it.
PDF_UA_CLAIM = b"""<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about=""
 pdfuaid:part="1"/>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


class PdfUnavailable(Exception):
    """This machine cannot make PDFs now. The text says so in the reader's language."""


def render(template: str, context: dict[str, Any], *, title: str, language: str) -> bytes:
    """The PDF of a template. Takes about 50 ms a page: never within a request."""
    html = _html(template, context, title=title, language=language)
    press = _press()
    with press.lock:
        document = press.weasyprint.HTML(
            string=html, base_url=settings.PORTAL_URL, url_fetcher=press.fetcher
        ).render(stylesheets=[press.style], font_config=press.fonts, pdf_variant=VARIANT)
        _claim_pdf_ua(document.metadata)
        pdf: bytes = document.write_pdf(pdf_variant=VARIANT)
    return pdf


def _html(template: str, context: dict[str, Any], *, title: str, language: str) -> str:
    with translation.override(language):
        values = context | {"title": title, "language": language}
        return printable(loader.get_template(template).render(values))


def _claim_pdf_ua(metadata: Any) -> None:
    generate = metadata.generate_rdf_metadata

    def with_claim(*args: Any, **kwargs: Any) -> bytes:
        rdf: bytes = generate(*args, **kwargs)
        return rdf.replace(b"</rdf:RDF>", PDF_UA_CLAIM + b"</rdf:RDF>")

    metadata.generate_rdf_metadata = with_claim


# --- The press: loaded once, when the first PDF is made ------------------------------------


@dataclass(frozen=True)
class _Press:
    """WeasyPrint with the style sheet read. One PDF at a time: threads would gain nothing."""

    weasyprint: Any
    fetcher: Any
    fonts: Any
    style: Any
    lock: Any


@cache
def _press() -> _Press:
    try:
        import weasyprint  # noqa: PLC0415  (100 MB, and Pango may be missing)
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
    except OSError as error:
        raise PdfUnavailable(
            _("Portalen kan inte skapa PDF:er just nu. De skapas så snart felet är åtgärdat.")
        ) from error
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    fonts = FontConfiguration()
    source = loader.get_template(STYLE).render()
    style = weasyprint.CSS(string=source, url_fetcher=fetcher, font_config=fonts)
    return _Press(weasyprint, fetcher, fonts, style, Lock())


# --- Glyphs --------------------------------------------------------------------------------


def printable(text: str) -> str:
    """The text with a visible sign for what the fonts lack: an empty box would say nothing, and
    PDF/UA forbids it. An emoji made of many parts becomes one sign. Fonts claim to have control
    characters, which the standards do not believe, so those go first."""
    text = plain(text)
    lacking = set(text) - glyphs() - LAYOUT
    if not lacking:
        return text
    signs = "".join(lacking)
    run = f"[{re.escape(signs + JOINERS)}]*"
    replaced = re.sub(f"[{re.escape(signs)}]{run}", _sign, text)
    if REPLACEMENT not in replaced:
        return replaced
    note = _("Tecknet %(sign)s står där ett tecken inte kan skrivas ut.") % {"sign": REPLACEMENT}
    return replaced.replace(REPLACED_NOTE, f'<p class="note">{note}</p>')


def _sign(found: re.Match[str]) -> str:
    """Joiners on their own leave nothing to see."""
    return REPLACEMENT if set(found[0]) - set(JOINERS) else ""


@cache
def glyphs() -> frozenset[str]:
    """The characters that the fonts of the style sheet can show."""
    return frozenset(chr(code) for path in _font_files() for code in _codes(path))


def _codes(path: Path) -> set[int]:
    with TTFont(path, fontNumber=0, lazy=True) as font:
        return set(font.getBestCmap() or {})


def _font_files() -> list[Path]:
    """Where the families are installed. For the first one its stand-in will do."""
    files: list[Path] = []
    for family in FAMILIES:
        found, path = _match(family)
        if family in found or not files:
            files.append(path)
    return files


def _match(family: str) -> tuple[list[str], Path]:
    try:
        answer = subprocess.run(
            ["fc-match", "--format=%{family}\n%{file}", family],  # noqa: S607
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise PdfUnavailable(
            _("Portalen hittar inga typsnitt att skapa PDF:er med. De skapas när de är på plats.")
        ) from error
    names, _newline, path = answer.partition("\n")
    return names.split(","), Path(path)
