"""What belongs to a thing, as lines of words and links on its admin page."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cohorts.models import Engagement, Holding, Seat
from exchange_portal.ui.texts import full_day, local


def lines(rows: Iterable[SafeString]) -> SafeString:
    shown = format_html_join("", "<li>{}</li>", ((row,) for row in rows))
    return format_html("<ul>{}</ul>", shown) if shown else format_html("{}", "–")


def dates(row: Holding | Engagement) -> str:
    if row.until_on is None:
        return _("från %(day)s") % {"day": full_day(row.from_on)}
    both = {"day": full_day(row.from_on), "end": full_day(row.until_on)}
    return _("från %(day)s till %(end)s") % both


def link(text: str, page: str, *args: object, **query: object) -> SafeString:
    address = reverse(f"admin:cohorts_{page}", args=args)
    if query:
        address = f"{address}?{urlencode(query)}"
    return format_html('<a href="{}">{}</a>', address, text)


def place(holding: Holding) -> SafeString:
    """A seat that somebody has, for the page of that person."""
    seat = link(str(holding.seat), "holding_change", holding.pk)
    return format_html("{}, {}", seat, dates(holding))


def task(engagement: Engagement) -> SafeString:
    role = link(str(engagement.get_role_display()), "engagement_change", engagement.pk)
    return format_html("{}, {}, {}", role, engagement.scope, dates(engagement))


def seat(one: Seat, holdings: list[Holding]) -> SafeString:
    """A seat, who has it now or later on, and the way to fill it while it will be vacant."""
    people = format_html_join(
        "; ",
        "{}, {}",
        ((link(row.user.name, "holding_change", row.pk), dates(row)) for row in holdings),
    )
    line = format_html("{}: {}", local(one.function, "name"), people or _("Ledig plats"))
    if any(row.until_on is None for row in holdings):
        return line
    return format_html("{}. {}", line, link(_("Sätt någon på platsen"), "holding_add", seat=one.pk))
