"""The rules as truth tables: everyone in the world is asked, and the yes-sayers are the list."""

from datetime import datetime, time, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils.timezone import get_default_timezone

from cohorts import actions, rules
from tests.personas import World


def say_yes(world: World, rule, *things, now: datetime | None = None) -> set[str]:
    moment = now or world.now
    return {name for name, user in world.people.items() if rule(user, *things, moment)}


@pytest.mark.parametrize(
    ("place", "belong", "coordinate"),
    [
        ("VR", {"ada", "ben", "hedda"}, {"ada"}),
        ("Forte", {"dan"}, {"dan"}),
        ("KV", {"eve"}, {"eve"}),
        ("Formas", set(), set()),
        ("Vinnova recent", {"rut"}, {"rut"}),
        ("Formas past", set(), set()),  # Olof still holds his seat, but nobody reads any longer
    ],
)
def test_who_belongs_and_who_coordinates(
    world: World, place: str, belong: set[str], coordinate: set[str]
) -> None:
    participation = world.participations[place]

    assert say_yes(world, rules.belongs_to, participation) == belong
    assert say_yes(world, rules.coordinates, participation) == coordinate


def test_who_works_for_the_agency(world: World) -> None:
    assert say_yes(world, rules.is_agency_staff) == {"cleo", "paul", "gun"}
    assert say_yes(world, rules.is_administrator) == {"gun"}


def test_nobody_is_anybody_without_login(world: World) -> None:
    nobody = AnonymousUser()

    assert not rules.belongs_to(nobody, world.participations["VR"], world.now)
    assert not rules.is_agency_staff(nobody, world.now)
    assert not rules.is_administrator(nobody, world.now)


def test_a_seat_counts_from_its_first_day_until_the_last_has_ended(world: World) -> None:
    place = world.participations["VR"]
    zone = get_default_timezone()
    nora_starts = datetime.combine(world.days(7), time(0), zone)
    lena_ends = datetime.combine(world.today, time(0), zone)
    a_second = timedelta(seconds=1)

    assert not rules.belongs_to(world.nora, place, nora_starts - a_second)
    assert rules.belongs_to(world.nora, place, nora_starts)
    assert rules.belongs_to(world.lena, place, lena_ends - a_second)
    assert not rules.belongs_to(world.lena, place, lena_ends)


def test_an_engagement_ends_with_its_day(world: World) -> None:
    engagement = world.paul.engagements.get(role="process_leader")
    actions.end_engagement(engagement, until_on=world.days(1), by=world.gun, now=world.now)

    world.paul.refresh_from_db()
    assert world.paul.is_staff  # nobody closes the admin on the day: rights have to
    assert rules.is_agency_staff(world.paul, world.now)
    assert not rules.is_agency_staff(world.paul, world.now + timedelta(days=1))


def test_a_guest_is_no_agency_staff(world: World) -> None:
    actions.engage(
        world.nils,
        role="expert",
        scope=actions.scope_of(world.group2),
        from_on=world.today,
        by=world.gun,
        now=world.now,
    )

    assert say_yes(world, rules.is_agency_staff) == {"cleo", "paul", "gun"}


def test_a_round_is_under_way_from_preparation_to_its_last_day(world: World) -> None:
    zone = get_default_timezone()
    first = datetime.combine(world.round.preparation_starts_on, time(0), zone)
    after = datetime.combine(world.round.ends_on + timedelta(days=1), time(0), zone)
    a_second = timedelta(seconds=1)

    assert [
        rules.is_under_way(world.round, moment)
        for moment in (first - a_second, first, world.now, after - a_second, after)
    ] == [False, True, True, True, False]
    assert rules.is_under_way(None, world.now)
