"""Texts in two languages, Markdown, and dates as people write them."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.utils.dateformat import format as format_date
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import is_aware, localtime
from django.utils.translation import get_language, gettext
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from exchange_portal.year import is_of_this_year

FALLBACK = "sv"
HARD_SPACE = "\u00a0"


def local_with_language(thing: Any, name: str, language: str | None = None) -> tuple[str, str]:
    """The text in the wanted language and that language, or the Swedish text and «sv»."""
    wanted = (language or get_language() or FALLBACK)[:2]
    text = getattr(thing, f"{name}_{wanted}", "")
    if text:
        return str(text), wanted
    return str(getattr(thing, f"{name}_{FALLBACK}")), FALLBACK


def local(thing: Any, name: str, language: str | None = None) -> str:
    """`title_sv` or `title_en` of a thing, as the reader's language wants it."""
    return local_with_language(thing, name, language)[0]


def marked(thing: Any, name: str) -> str:
    """As `local`, for a page: marked with its own language when it had to be another."""
    wanted = (get_language() or FALLBACK)[:2]
    text, language = local_with_language(thing, name, wanted)
    if not text or language == wanted:
        return text
    return format_html('<span lang="{}">{}</span>', language, text)


class PlainRenderer(RendererHTML):
    """Headings take their place under the page's own; a link tells no one where it was."""

    def heading_open(self, tokens: list[Token], idx: int, options: Any, env: dict[str, Any]) -> str:
        return f"<h{self._level(tokens[idx], env)}>"

    def heading_close(
        self, tokens: list[Token], idx: int, options: Any, env: dict[str, Any]
    ) -> str:
        return f"</h{self._level(tokens[idx], env)}>\n"

    def link_open(self, tokens: list[Token], idx: int, options: Any, env: dict[str, Any]) -> str:
        tokens[idx].attrSet("rel", "noopener noreferrer")
        return self.renderToken(tokens, idx, options, env)

    @staticmethod
    def _level(token: Token, env: dict[str, Any]) -> int:
        level: int = int(token.tag[1]) - env["top"] + env["first_heading"]
        return min(level, 6)


# HTML is off, so that all output is the renderer's own; pictures are off, so that no text can
# make a reader's browser fetch anything.
_markdown = MarkdownIt("js-default", {"html": False, "breaks": True}, renderer_cls=PlainRenderer)
_markdown.disable(["image", "html_block", "html_inline"], ignoreInvalid=True)


@lru_cache(maxsize=512)
def prose(text: str, first_heading: int = 2) -> SafeString:
    """Markdown as HTML. Safe by construction: every tag comes from the renderer.

    The text's highest headings get the level `first_heading`, however the writer numbered them.
    The same instructions stand before everyone in a round, so the latest few are remembered.
    """
    env: dict[str, Any] = {"first_heading": first_heading}
    tokens = _markdown.parse(text, env)
    env["top"] = min((int(t.tag[1]) for t in tokens if t.type == "heading_open"), default=1)
    html = _markdown.renderer.render(tokens, _markdown.options, env)
    return SafeString(html)


def _local_time(moment: date | datetime) -> date | datetime:
    if isinstance(moment, datetime) and is_aware(moment):
        return localtime(moment)
    return moment


def _date(value: date | datetime) -> date:
    value = _local_time(value)
    return value.date() if isinstance(value, datetime) else value


@lru_cache(maxsize=4096)
def _written(value: date, form: str, language: str | None) -> str:
    """The same few days stand on every page. `language` is the one that is active."""
    return format_date(value, form)


def _said(value: date | datetime, form: str) -> str:
    """The one rule for years: a day of another year than the reader's is said with it."""
    said = _date(value)
    whole = form if is_of_this_year(said) else f"{form} Y"
    return _written(said, whole, get_language())


def day(value: date | datetime) -> str:
    """«tisdag 1 december»; of another year «fredag 1 december 2028»."""
    return _said(value, "l j F")


def day_of_month(value: date | datetime) -> str:
    """«1 december»; of another year «1 december 2028»."""
    return _said(value, "j F")


def month(value: date | datetime) -> str:
    """«december»; of another year «december 2028»."""
    return _said(value, "F")


def full_day(value: date | datetime) -> str:
    """«1 december 2026», whatever the year."""
    return _written(_date(value), "j F Y", get_language())


def exact_day(value: date | datetime) -> str:
    """«tisdag 1 december 2026», whatever the year: where a date is set."""
    return _written(_date(value), "l j F Y", get_language())


def short_day(value: date | datetime) -> str:
    """«1 dec»; of another year «1 dec 2028»."""
    return _said(value, "j M" if get_language() == "en" else "j b")


def clock(value: Any) -> str:
    """«10.42»; in English «10:42»."""
    at = _local_time(value)
    return f"{at:%H:%M}" if get_language() == "en" else f"{at:%H.%M}"


def moment(value: datetime) -> str:
    """«tisdag 1 december kl. 10.42»."""
    return gettext("%(day)s kl. %(time)s") % {"day": day(value), "time": clock(value)}


def short_moment(value: datetime) -> str:
    """«1 dec 10.42»; in English «1 Dec 10:42»."""
    return f"{short_day(value)} {clock(value)}"


def filesize(count: int) -> str:
    """«2,1 MB». A kilobyte is 1,000 bytes, as in file managers."""
    if count < 1000:
        unit = gettext("byte")
        return f"{count}{HARD_SPACE}{unit}"
    if count < 1_000_000:
        return f"{round(count / 1000)}{HARD_SPACE}kB"
    return f"{number_format(count / 1_000_000, decimal_pos=1)}{HARD_SPACE}MB"


def unbroken(name: Any) -> str:
    """«Grupp 2» with its number on the same line."""
    first, space, last = str(name).rpartition(" ")
    return f"{first}{HARD_SPACE}{last}" if space and last.isdigit() else str(name)
