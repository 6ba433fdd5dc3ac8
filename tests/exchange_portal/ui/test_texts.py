"""Texts in two languages, Markdown that cannot harm, and dates as people write them."""

import contextvars
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from exchange_portal.ui import texts
from exchange_portal.year import read_at
from tests.exchange_portal.ui.reading import tree

EVENING = datetime(2026, 12, 1, 23, 5, tzinfo=UTC)  # five past midnight in Stockholm
ALLOWED = {
    *("a", "blockquote", "br", "code", "del", "em", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol"),
    *("p", "pre", "s", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul", "div"),
}


@dataclass
class Thing:
    title_sv: str = "Mål i dag"
    title_en: str = "Goals today"


def shown(source: str, language: str = "sv", **context: object) -> str:
    with translation.override(language):
        return Template(source).render(Context(context))


@pytest.mark.parametrize(
    ("language", "thing", "page"),
    [
        ("sv", Thing(), "Mål i dag"),
        ("en", Thing(), "Goals today"),
        ("en", Thing(title_en=""), '<span lang="sv">Mål i dag</span>'),
        ("en", Thing(title_sv="<b>", title_en=""), '<span lang="sv">&lt;b&gt;</span>'),
        ("sv", Thing(title_sv="<b>"), "&lt;b&gt;"),
    ],
)
def test_local(language: str, thing: Thing, page: str) -> None:
    assert shown('{{ thing|local:"title" }}', language, thing=thing) == page


def test_local_in_a_language_that_is_named() -> None:
    assert texts.local(Thing(), "title", language="en") == "Goals today"
    assert texts.local(Thing(title_en=""), "title", language="en") == "Mål i dag"


def test_local_prose_says_its_language() -> None:
    page = shown('{{ thing|local_prose:"title" }}', "en", thing=Thing(title_en=""))

    assert page == '<div class="prose" lang="sv"><p>Mål i dag</p>\n</div>'


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src="x" onerror="alert(1)">',
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x)",
        "![x](https://elsewhere.example/x.png)",
        "<https://ok.example>\n\n<style>p{}</style>",
    ],
)
def test_prose_lets_nothing_harmful_through(text: str) -> None:
    check_harmless(text)


@given(st.text(alphabet="<>/[]()!#*_`\n\"'=:&; abjavscript:onclick", max_size=80))
def test_prose_is_harmless_whatever_is_written(text: str) -> None:
    check_harmless(text)


def check_harmless(text: str) -> None:
    page = tree(f"<div>{texts.prose(text)}</div>").find("./body/div")

    assert page is not None
    for element in page.iter():
        assert element.tag in ALLOWED
        assert set(element.attrib) <= {"href", "rel", "start", "class", "title"}
        address = element.get("href", "").strip().lower()
        assert not address.startswith(("javascript:", "data:", "vbscript:", "file:"))


def test_prose_keeps_line_breaks_and_names_links_carefully() -> None:
    page = str(texts.prose("en rad\nen till [dit](https://x.example/)"))

    assert "en rad<br>" in page
    assert '<a href="https://x.example/" rel="noopener noreferrer">dit</a>' in page


@pytest.mark.parametrize("text", ["# A\n\n## B", "## A\n\n### B", "### A\n\n#### B"])
def test_headings_take_their_place_under_the_page(text: str) -> None:
    assert str(texts.prose(text)) == "<h2>A</h2>\n<h3>B</h3>\n"
    assert str(texts.prose(text, 3)) == "<h3>A</h3>\n<h4>B</h4>\n"


@pytest.mark.parametrize(
    ("name", "value", "swedish", "english"),
    [
        ("day", date(2026, 12, 1), "tisdag 1 december", "Tuesday 1 December"),
        ("full_day", date(2026, 12, 1), "1 december 2026", "1 December 2026"),
        ("short_day", date(2026, 12, 1), "1 dec", "1 Dec"),
        ("day", EVENING, "onsdag 2 december", "Wednesday 2 December"),
        ("clock", EVENING, "00.05", "00:05"),
        ("clock", time(9, 0), "09.00", "09:00"),
        ("filesize", 999, "999\xa0byte", "999\xa0bytes"),
        ("filesize", 40_200, "40\xa0kB", "40\xa0kB"),
        ("filesize", 2_100_000, "2,1\xa0MB", "2.1\xa0MB"),
        ("day", None, "", ""),
        ("moment", "", "", ""),
    ],
)
def test_dates_and_sizes(name: str, value: object, swedish: str, english: str) -> None:
    source = f"{{{{ value|{name} }}}}"

    with read_at(EVENING):
        assert shown(source, "sv", value=value) == swedish
        assert shown(source, "en", value=value) == english


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("day", "onsdag 2 december"),
        ("day_of_month", "2 december"),
        ("month", "december"),
        ("short_day", "2 dec"),
        ("moment", "onsdag 2 december{} kl. 00.05"),
        ("short_moment", "2 dec{} 00.05"),
    ],
)
def test_the_year_is_said_when_it_is_another(name: str, said: str) -> None:
    """The one in which it is read counts by the clock of Stockholm."""
    source, of_it = f"{{{{ value|{name} }}}}", said if "{}" in said else said + "{}"
    new_year = datetime(2026, 12, 31, 23, 5, tzinfo=UTC)

    with read_at(new_year - timedelta(hours=1)):
        assert shown(source, value=EVENING) == of_it.format("")
    with read_at(new_year):
        assert shown(source, value=EVENING) == of_it.format(" 2026")


def test_without_a_reader_the_year_is_said() -> None:
    fresh = contextvars.Context()  # as in a worker that makes a PDF
    assert fresh.run(texts.short_day, date(2026, 12, 1)) == "1 dec 2026"
    assert fresh.run(texts.exact_day, date(2026, 12, 1)) == "tisdag 1 december 2026"


def test_django_writes_times_the_same_way() -> None:
    assert shown("{{ value }}", value=EVENING) == "2 december 2026 kl. 00.05"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Grupp 2", "Grupp\u00a02"),
        ("Nätverk för 2 län", "Nätverk för 2 län"),
        ("Länen", "Länen"),
        (None, ""),
    ],
)
def test_a_name_and_its_number_stay_on_one_line(name: str | None, said: str) -> None:
    assert shown("{{ value|unbroken }}", value=name) == said
