"""What belongs to a thing, as lines of words and links on its admin page."""

from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cohorts.models import Engagement, Function, Holding, Participation, Seat
from exchange_portal.ui.texts import full_day, local


def lines(rows: Iterable[SafeString]) -> SafeString:
    shown = format_html_join("", "<li>{}</li>", ((row,) for row in rows))
    return format_html("<ul>{}</ul>", shown) if shown else format_html("{}", "–")


def last_day(row: Holding | Engagement) -> str:
    """In words; empty for until further notice."""
    if row.until_on is None:
        return ""
    if row.until_on == row.from_on:
        return _("blev aldrig av")
    return full_day(row.until_on - timedelta(days=1))


def dates(row: Holding | Engagement) -> str:
    begins = {"day": full_day(row.from_on)}
    if row.until_on is None:
        return _("från %(day)s") % begins
    if row.until_on == row.from_on:
        return last_day(row)
    words = _("från %(day)s till och med %(end)s") % (begins | {"end": last_day(row)})
    is_stand_in = isinstance(row, Holding) and row.is_stand_in
    return _("ersättare %(period)s") % {"period": words} if is_stand_in else words


def link(text: str, page: str, *args: object, **query: object) -> SafeString:
    address = reverse(f"admin:cohorts_{page}", args=args)
    if query:
        address = f"{address}?{urlencode(query)}"
    return format_html('<a href="{}">{}</a>', address, text)


def place(holding: Holding) -> SafeString:
    """A seat that somebody has, for the page of that person."""
    seat = link(str(holding.seat), "holding_change", holding.pk)
    return format_html("{}, {}", seat, dates(holding))


def vacancies(place: Participation) -> SafeString:
    """For the page of somebody without a seat."""
    seats = link(str(place), "participation_change", place.pk)
    return format_html("{} {}", _("Ingen plats än. Lediga platser:"), seats)


def task(engagement: Engagement) -> SafeString:
    role = link(str(engagement.get_role_display()), "engagement_change", engagement.pk)
    return format_html("{}, {}, {}", role, engagement.scope, dates(engagement))


def _way(text: str, page: str, key: UUID) -> SafeString:
    return format_html('<a href="{}">{}</a>', reverse(page, args=[key]), text)


def seat(one: Seat, holdings: list[Holding], *, is_under_way: bool, has_units: bool) -> SafeString:
    """A seat, who has it or stands in now or later on, and the ways to change that: to fill it,
    while it will be vacant, and while the round is under way what its holder may need."""
    people = format_html_join(
        "; ",
        "{}, {}",
        ((link(row.user.name, "holding_change", row.pk), dates(row)) for row in holdings),
    )
    is_vacant = all(row.is_stand_in for row in holdings)
    vacant = _("Ledig plats") if is_vacant else ""
    told = format_html("{}; {}", vacant, people) if vacant and people else people or vacant
    line = format_html("{}: {}", local(one, "name"), told)
    ways = []
    if all(row.until_on is not None for row in holdings):
        ways.append(link(_("Bjud in någon"), "holding_add", seat=one.pk))
    if is_under_way and has_units:
        ways.append(_way(_("Välj skola eller enhet"), "place_seat", one.key))
    if is_under_way and holdings:
        ways.append(_way(_("Namnge ersättare"), "name_stand_in", one.key))
        ways += [
            _way(_("Lämna över"), "hand_over", row.key)
            for row in holdings
            if not row.is_stand_in and row.until_on is None
        ]
        ways += [
            _way(_("Namnge assistent"), "name_assistant", row.key)
            for row in holdings
            if not row.is_stand_in and one.function.role == Function.Role.HEAD
        ]
    if not ways:
        return line
    return format_html("{}. {}", line, format_html_join(", ", "{}", ((way,) for way in ways)))
