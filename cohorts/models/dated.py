"""Rows that hold from a day until (not including) a day, and rounds that may still be read."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db.models import F, Model, Q
from django.utils.timezone import localdate

from exchange_portal.access import VisibleQuerySet

if TYPE_CHECKING:
    from cohorts.models import Round

DAYS_AFTER_MEETING = 7  # that whoever stood in at it may still read and write
DATES_IN_ORDER = Q(until_on=None) | Q(until_on__gte=F("from_on"))


class DatedQuerySet[M: Model](VisibleQuerySet[M]):
    """Rows with `from_on` and an exclusive `until_on`. Equal dates: it never came to be."""

    def current(self, now: datetime) -> Self:
        today = localdate(now)
        return self.filter(Q(until_on=None) | Q(until_on__gt=today), from_on__lte=today)

    def overlapping(self, from_on: date, until_on: date | None) -> Self:
        rows = self.filter(Q(until_on=None) | Q(until_on__gt=from_on))
        rows = rows.exclude(until_on=F("from_on"))
        return rows if until_on is None else rows.filter(from_on__lt=until_on)


def ends_after(held_on: date) -> date:
    """Until when (not including) whoever stands in at a meeting of that day may come in."""
    return held_on + timedelta(days=DAYS_AFTER_MEETING + 1)


def is_readable(round: "Round | None", now: datetime) -> bool:
    """Under way, or so newly ended that those who were there may still read. Without a round there
    is no end."""
    oldest = months_before(localdate(now), settings.READ_MONTHS_AFTER_ROUND)
    return round is None or round.ends_on >= oldest


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or that month's 28th for days past it."""
    index = day.year * 12 + day.month - 1 - months
    return date(index // 12, index % 12 + 1, min(day.day, 28))
