"""What an action of this room says when it refuses. The text is for the person who tried."""

from datetime import date

from django.utils.translation import gettext as _


class Refused(Exception):
    """The reason, in words for the reader, as `str()`."""


class DatesInDisorder(Refused):
    def __init__(self) -> None:
        super().__init__(_("Slutdatumet ligger före startdatumet. Ändra ett av dem."))


def check_dates(from_on: date, until_on: date | None) -> None:
    if until_on is not None and until_on < from_on:
        raise DatesInDisorder
