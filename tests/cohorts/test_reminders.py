"""When a round reminds: the latest rule whose morning has come, and nobody at night."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.timezone import get_default_timezone

from cohorts.models import ReminderRule
from cohorts.reminders import latest_rule, morning_of, reminded_today
from exchange_portal.outbox.models import Notice
from tests.personas import World


@pytest.fixture
def ruled(world: World) -> World:
    """Fourteen days before, seven, and one."""
    world.round.reminder_rules.all().delete()
    ReminderRule.objects.bulk_create(
        ReminderRule(round=world.round, days_before=days) for days in (14, 7, 1)
    )
    return world


def before(day: date, days: int, hour: int, minute: int = 0) -> datetime:
    at = day - timedelta(days=days)
    zone = get_default_timezone()
    return datetime(at.year, at.month, at.day, hour, minute, tzinfo=zone)


@pytest.mark.parametrize(
    ("days", "hour", "minute", "rule"),
    [
        (15, 12, 0, None),
        (14, 6, 59, None),
        (14, 7, 0, 14),
        (10, 7, 0, 14),
        (7, 6, 59, None),
        (7, 7, 0, 7),
        (2, 23, 0, 7),
        (1, 7, 0, 1),
        (0, 3, 0, None),
        (0, 12, 0, 1),
        (-1, 12, 0, None),
    ],
)
def test_the_latest_rule_speaks_and_only_by_day(
    ruled: World, days: int, hour: int, minute: int, rule: int | None
) -> None:
    day = ruled.days(30)

    assert latest_rule(ruled.round, day, before(day, days, hour, minute)) == rule


def test_a_round_reminds_while_it_is_under_way(ruled: World) -> None:
    first, last = ruled.round.preparation_starts_on, ruled.round.ends_on

    assert latest_rule(ruled.round, last, before(last, 1, 12)) == 1
    assert latest_rule(ruled.round, last + timedelta(days=1), before(last, 0, 12)) == 1
    assert latest_rule(ruled.round, last + timedelta(days=2), before(last, -1, 12)) is None
    assert latest_rule(ruled.round, first, before(first, 1, 12)) is None


def test_without_a_round_rules_or_a_day_nobody_is_reminded(ruled: World) -> None:
    day = ruled.days(3)
    noon = before(day, 1, 12)

    assert latest_rule(None, day, noon) is None
    assert latest_rule(ruled.round, None, noon) is None
    assert latest_rule(ruled.recent_round, day, noon) is None


@pytest.mark.parametrize(
    ("day", "morning"), [("2026-04-05", "2026-03-29T05"), ("2026-11-01", "2026-10-25T06")]
)
def test_seven_is_seven_on_the_day_the_clock_changes(day: str, morning: str) -> None:
    assert morning_of(date.fromisoformat(day), 7).astimezone(UTC) == datetime.fromisoformat(
        f"{morning}:00+00:00"
    )


def test_reminded_today_counts_from_midnight_and_of_the_thing_alone(world: World) -> None:
    noon = before(world.today, 0, 12)
    told = [
        ("ada", "a", 7, before(world.today, 0, 0, 1)),
        ("ben", "b", 7, noon),
        ("dan", "a", 7, before(world.today, 1, 23, 59)),  # yesterday
        ("eve", "a", 8, noon),  # of something else
        ("hedda", "c", 7, noon),  # another kind
        ("nils", "a", 7, noon),  # not asked about
    ]
    for who, kind, thing, at in told:
        Notice.objects.create(
            kind=kind,
            recipient=world.people[who],
            once=f"{kind}:{thing}:{who}",
            data={"thing": thing},
            created_at=at,
            due_at=at,
        )
    people = [world.people[who] for who in ("ada", "ben", "dan", "eve", "hedda")]

    assert reminded_today(["a", "b"], people, noon, thing=7) == {world.ada.pk, world.ben.pk}
