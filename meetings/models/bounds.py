"""What dates, zones and links may be: calendars and clocks give up beyond it."""

from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from exchange_portal.year import in_our_time as in_our_time  # for migration 0003 alone


def known_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(_("Det finns ingen tidszon med det namnet."))


def https_only(link: str) -> None:
    if not link.startswith("https://"):
        raise ValidationError(_("Länken ska börja med https://."))
