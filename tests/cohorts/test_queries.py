"""What other rooms ask about who is who."""

from datetime import timedelta

import pytest

from cohorts import actions, queries
from cohorts.models import rights_of
from tests.personas import World


def engage(world: World, name: str, thing: object, email: str) -> object:
    by = {"by": world.gun, "now": world.now}
    user = actions.invite(world.agency, email=email, name=name, **by)
    scope = actions.portal_scope() if thing is None else actions.scope_of(thing)
    actions.engage(user, role="contact_person", scope=scope, from_on=world.today, **by)
    return user


def test_the_nearest_contact_person_is_the_one(world: World) -> None:
    assert queries.contact_person(world.group2, world.now) == world.cleo
    assert queries.contact_person(world.group1, world.now) is None

    everywhere = engage(world, "Ulla", None, "ulla@jamy.example")
    assert queries.contact_person(world.group1, world.now) == everywhere
    of_programme = engage(world, "Pia", world.programme, "pia@jamy.example")
    assert queries.contact_person(world.group1, world.now) == of_programme
    of_round = engage(world, "Rolf", world.round, "rolf@jamy.example")
    assert queries.contact_person(world.group1, world.now) == of_round
    assert queries.contact_person(world.group2, world.now) == world.cleo


def test_holders_are_todays_in_swedish_order(world: World) -> None:
    place = world.participations["VR"]

    assert [one.name for one in queries.holders(place, world.now)] == [
        "Ada Lind",
        "Ben Åkesson",
        "Hedda Öberg",
    ]
    assert list(queries.holders(place, world.now, role="coordinator")) == [world.ada]
    assert list(queries.holders(world.participations["Formas"], world.now)) == []


def test_rights_come_with_what_pages_show(world: World, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        (mine,) = rights_of(world.ada, world.now).participations()
        shown = (mine.institution.name, mine.cohort.name, mine.cohort.round.name)
    assert shown == ("Vetenskapsrådet", "Grupp 2", "JiM+ 2021–2022")
    assert rights_of(world.lena, world.now).participations() == []


def test_a_request_asks_once_and_the_next_one_again(
    world: World, django_assert_num_queries
) -> None:
    world.ada.rights_at = {}
    with django_assert_num_queries(1):
        assert rights_of(world.ada, world.now).holdings == rights_of(world.ada, world.now).holdings
    tomorrow = world.now + timedelta(days=1)
    with django_assert_num_queries(1):
        assert rights_of(world.ada, tomorrow).holdings


@pytest.mark.parametrize(
    ("name", "code"), [("ada", "coordinator"), ("ben", "planning"), ("lena", None), ("dan", None)]
)
def test_the_function_of_today(world: World, name: str, code: str | None) -> None:
    function = queries.function_of(world.people[name], world.participations["VR"], world.now)

    assert (function.code if function else None) == code


def test_two_functions_give_the_first_of_the_round(world: World) -> None:
    by = {"by": world.gun, "now": world.now}
    seat = world.seat("VR", "core_activity")
    actions.fill_seat(seat, user=world.ada, from_on=world.today, **by)

    function = queries.function_of(world.ada, world.participations["VR"], world.now)
    assert function == seat.function
