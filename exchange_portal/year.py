"""The year in which a page or a mail is read: the edge says it, as it says the language. Days of
that year are written without it, all others with theirs."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils.timezone import localdate

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
