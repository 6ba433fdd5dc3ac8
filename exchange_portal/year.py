"""The year in which a page or a mail is read: the edge says it, as it says the language. Days of
that year are written without it, all others with theirs. And which years there are at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

FIRST_YEAR, LAST_YEAR = 2000, 2100  # of what people fill in: calendars give up beyond

# Without a reader (in a PDF, which is kept) every day has its year.
_year: ContextVar[int | None] = ContextVar("year", default=None)


@contextmanager
def read_at(now: datetime) -> Iterator[None]:
    """Round the making of a page or a mail."""
    token = _year.set(localdate(now).year)
    try:
        yield
    finally:
        _year.reset(token)


def this_year() -> int | None:
    return _year.get()


def is_of_this_year(day: date) -> bool:
    return day.year == _year.get()


def in_our_time(day: date) -> None:
    """A validator of dates."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        words = {"first": FIRST_YEAR, "last": LAST_YEAR}
        raise ValidationError(_("Skriv ett år mellan %(first)s och %(last)s.") % words)
