"""A clock that a test sets: everything that asks Django what time it is gets its answer from it."""

from datetime import date, datetime, time

import pytest
from django.utils.timezone import get_default_timezone


class Clock:
    """Ten in the morning in Stockholm, of the day that it was set to last."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, day: str) -> None:
        self.set(day)
        monkeypatch.setattr("django.utils.timezone.now", lambda: self.now)

    def set(self, day: str) -> None:
        self.today = date.fromisoformat(day)
        self.now = datetime.combine(self.today, time(10), get_default_timezone())
