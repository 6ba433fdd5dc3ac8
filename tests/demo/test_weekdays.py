"""The demo begun on any day of the week."""

from datetime import timedelta

import pytest

from demo.actions import build
from exchange_portal.outbox.models import Notice
from meetings import events
from meetings.models import Meeting
from tests.demo.conftest import MONDAY


@pytest.mark.parametrize("days", [2, 4, 5, 6])  # Monday is every other test's
def test_begun_on_any_day_nobody_meets_on_a_weekend(db: None, days: int) -> None:
    build(now=MONDAY + timedelta(days=days))
    held = Meeting.objects.exclude(held_on=None).values_list("cohort__name", "held_on")
    of_pia = [on for name, on in held if name in ("Grupp 1", "Grupp 3")]

    assert {on.weekday() for _name, on in held} <= {0, 1, 2, 3, 4}
    assert len(set(of_pia)) == len(of_pia)
    assert not Notice.objects.filter(kind=events.REMINDER, recipient__name="Dan Falk").exists()
