"""What dates, zones and links may be: calendars and clocks give up beyond it."""

from datetime import date
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

FIRST_YEAR, LAST_YEAR = 2000, 2100


def in_our_time(day: date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        words = {"first": FIRST_YEAR, "last": LAST_YEAR}
        raise ValidationError(_("Skriv ett år mellan %(first)s och %(last)s.") % words)


def known_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(_("Det finns ingen tidszon med det namnet."))


def https_only(link: str) -> None:
    if not link.startswith("https://"):
        raise ValidationError(_("Länken ska börja med https://."))
