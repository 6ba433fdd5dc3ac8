"""Coordinators are reminded once by each rule of what is not handed in."""

from datetime import date, datetime, timedelta

import pytest
from django.utils.timezone import get_default_timezone

from cohorts import actions as cohorts
from cohorts.models import Holding, ReminderRule, User
from exchange_portal.outbox.models import Notice
from meetings import actions, events, reminders, tasks
from meetings.models import Assignment
from meetings.reminders import assignments
from tests.meetings.conftest import Stage, ask

ZONE = get_default_timezone()


def at(stage: Stage, days: int, hour: int = 12, minute: int = 0) -> datetime:
    """A moment so many days before the due date."""
    due_on = stage.assignment.due_on
    assert due_on is not None
    day: date = due_on - timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


def reminded(now: datetime) -> list[tuple[str, int]]:
    return sorted((one.recipient.name, one.days_before) for one in assignments.due(now))


@pytest.fixture
def only_group2(stage: Stage) -> Stage:
    Assignment.objects.exclude(pk=stage.assignment.pk).update(due_on=None)
    return stage


@pytest.mark.parametrize(
    ("days", "hour", "minute", "rule"),
    [
        (4, 12, 0, None),
        (3, 6, 59, None),
        (3, 7, 0, 3),
        (2, 6, 59, None),
        (2, 7, 0, 3),
        (1, 23, 0, 3),
        (0, 6, 59, None),
        (0, 7, 0, 0),
        (0, 23, 59, 0),
        (-1, 0, 0, None),
    ],
)
def test_the_latest_rule_whose_morning_has_come(
    only_group2: Stage, days: int, hour: int, minute: int, rule: int | None
) -> None:
    expected = [] if rule is None else [("Ada Lind", rule), ("Dan Ek", rule)]

    assert reminded(at(only_group2, days, hour, minute)) == expected


def test_those_who_have_handed_in_are_left_alone_until_it_is_returned(only_group2: Stage) -> None:
    version = only_group2.hand_in()
    assert reminded(at(only_group2, 3)) == [("Dan Ek", 3)]

    only_group2.send_back(version)
    assert reminded(at(only_group2, 3)) == [("Ada Lind", 3), ("Dan Ek", 3)]


def test_a_draft_makes_no_difference(only_group2: Stage) -> None:
    only_group2.fill()

    assert reminded(at(only_group2, 3)) == [("Ada Lind", 3), ("Dan Ek", 3)]


def test_asked_again_there_is_one_notice(only_group2: Stage) -> None:
    for minute in range(3):
        reminders.remind(now=at(only_group2, 3, 7, minute))
    reminders.remind(now=at(only_group2, 0))

    kept = Notice.objects.filter(kind=events.REMINDER, recipient=only_group2.world.ada)
    assert sorted(one.data["days_before"] for one in kept) == [0, 3]


def test_a_moved_date_is_reminded_of_anew(only_group2: Stage) -> None:
    reminders.remind(now=at(only_group2, 3))
    moved = only_group2.world.days(11)
    actions.change_assignment(only_group2.assignment, due_on=moved, by=None, now=only_group2.now)
    only_group2.assignment.refresh_from_db()
    reminders.remind(now=at(only_group2, 3))

    kept = Notice.objects.filter(kind=events.REMINDER, recipient=only_group2.world.ada)
    assert kept.count() == 2


def test_what_has_not_opened_or_is_over_is_not_reminded_of(only_group2: Stage) -> None:
    ask(
        only_group2,
        only_group2.world.group2,
        opens_on=only_group2.world.days(12),
        due_on=only_group2.world.days(12),
    )
    assert {one.data["assignment"] for one in assignments.due(at(only_group2, 0))} == {
        only_group2.assignment.pk
    }

    only_group2.world.round.ends_on = only_group2.world.days(5)
    only_group2.world.round.save()
    assert reminded(at(only_group2, 0)) == []


def test_who_coordinates_two_institutions_hears_of_both(only_group2: Stage) -> None:
    coordinator = only_group2.world.seat("Forte", "coordinator").function
    seat = cohorts.add_seat(only_group2.forte, function=coordinator, by=None, now=only_group2.now)
    Holding.objects.create(seat=seat, user=only_group2.world.ada, from_on=only_group2.world.today)
    reminders.remind(now=at(only_group2, 3))

    kept = Notice.objects.filter(kind=events.REMINDER, recipient=only_group2.world.ada)
    assert {one.data["participation"] for one in kept} == {only_group2.vr.pk, only_group2.forte.pk}


def test_a_shut_account_is_left_alone(only_group2: Stage) -> None:
    User.objects.filter(pk=only_group2.world.ada.pk).update(is_active=False)

    assert reminded(at(only_group2, 3)) == [("Dan Ek", 3)]


def test_without_rules_nobody_is_reminded(only_group2: Stage) -> None:
    ReminderRule.objects.all().delete()

    assert reminded(at(only_group2, 0)) == []


@pytest.mark.parametrize(
    ("due_on", "morning"),
    [("2026-04-01", "2026-03-29T05:00+00:00"), ("2026-10-28", "2026-10-25T06:00+00:00")],
)
def test_seven_is_seven_on_the_day_the_clock_changes(
    only_group2: Stage, due_on: str, morning: str
) -> None:
    """Three days before these is the last Sunday of March and of October."""
    Assignment.objects.filter(pk=only_group2.assignment.pk).update(
        opens_on=None, due_on=date.fromisoformat(due_on)
    )
    world = only_group2.world
    world.round.preparation_starts_on = date(2025, 1, 1)
    world.round.preparation_ends_on = date(2025, 2, 1)
    world.round.ends_on = date(2027, 12, 31)
    world.round.save()
    for seat in ("VR", "Forte"):
        world.seat(seat, "coordinator").holdings.update(from_on=date(2025, 1, 1))
    seven = datetime.fromisoformat(morning)

    assert reminded(seven - timedelta(seconds=1)) == []
    assert reminded(seven) == [("Ada Lind", 3), ("Dan Ek", 3)]


def test_as_many_queries_however_many_wait(stage: Stage, django_assert_num_queries) -> None:
    now = at(stage, 3)
    with django_assert_num_queries(5):
        assignments.due(now)
    for number in range(3):
        ask(stage, stage.world.group2, title_sv=f"Uppgift {number}")
    with django_assert_num_queries(5):
        assert len(assignments.due(now)) == 9


def test_the_beat_asks(stage: Stage) -> None:
    tasks.remind()
