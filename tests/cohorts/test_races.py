"""Two people at once, on a database that lets them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections

from cohorts import actions
from cohorts.models import User
from tests.personas import World

pytestmark = [
    pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer at a time anyway"),
    pytest.mark.django_db(transaction=True),
]


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """What each gave, or the refusal that it met."""
    gate = Barrier(len(deeds))

    def do(deed: Callable[[], object]) -> object:
        gate.wait()
        try:
            return deed()
        except actions.Refused as refusal:
            return type(refusal)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(do, deeds))


def test_one_seat_for_two(world: World) -> None:
    seat = world.seat("VR", "core_activity")
    by = {"from_on": world.today, "by": world.cleo, "now": world.now}
    outcomes = at_once(
        *(
            lambda user=user: actions.fill_seat(seat, user=user, **by)
            for user in (world.ada, world.ben, world.nils)
        )
    )

    assert outcomes.count(actions.SeatTaken) == 2
    assert seat.holdings.count() == 1


def test_one_address_invited_twice(world: World) -> None:
    def invite() -> User:
        return actions.invite(
            world.institutions["Formas"],
            email="siv@formas.example",
            name="Siv Falk",
            by=world.cleo,
            now=world.now,
        )

    outcomes = at_once(*[invite] * 4)

    assert len(set(outcomes)) == 1
    assert User.objects.filter(email="siv@formas.example").count() == 1


def test_one_address_invited_at_two_institutions(world: World) -> None:
    outcomes = at_once(
        *(
            lambda place=place: actions.invite(
                world.institutions[place],
                email="siv@staten.example",
                name="Siv Falk",
                by=world.cleo,
                now=world.now,
            )
            for place in ("VR", "Forte", "Formas", "Vinnova")
        )
    )

    assert outcomes.count(actions.AddressTaken) == 3
    assert User.objects.get(email="siv@staten.example") in outcomes


def test_one_engagement_given_twice(world: World) -> None:
    scope = actions.scope_of(world.group1)
    outcomes = at_once(
        *[
            lambda: actions.engage(
                world.nils,
                role="expert",
                scope=scope,
                from_on=world.today,
                by=world.gun,
                now=world.now,
            )
        ]
        * 3
    )

    assert outcomes.count(actions.AlreadyEngaged) == 2
    assert world.nils.engagements.count() == 1


def test_one_seat_with_two_stand_ins(world: World) -> None:
    seat = world.seat("VR", "planning")
    outcomes = at_once(
        *(
            lambda user=user: actions.name_stand_in(
                seat,
                user=user,
                from_on=world.today,
                until_on=world.days(10),
                by=world.cleo,
                now=world.now,
            )
            for user in (world.ada, world.hedda, world.nils)
        )
    )

    assert outcomes.count(actions.HasStandIn) == 2
    assert seat.holdings.stand_ins().count() == 1


def test_an_assistant_is_named_while_the_seat_is_handed_over(world: World) -> None:
    """Each locks the institution first: none waits for one that waits for it."""
    holding, by = world.hedda.holdings.get(), {"by": world.cleo, "now": world.now}
    new = [{"name": name, "email": f"{name.lower()}@vr.example"} for name in ("Siv", "Sol", "Ulf")]
    naming = [lambda one=one: actions.name_assistant(holding, **one, **by) for one in new]
    later = {"from_on": world.days(5)} | by
    passing = [lambda one=one: actions.hand_over(holding, **one, **later) for one in new]

    outcomes = at_once(*naming, *passing)

    assert outcomes.count(actions.HasAssistant) == 2
    assert outcomes.count(actions.SeatTaken) == 2


def test_one_seat_of_a_function_in_a_school_and_one_school_of_a_name(world: World) -> None:
    by: dict[str, Any] = {"by": world.ada, "now": world.now}
    days: dict[str, Any] = {"from_on": world.today, "until_on": None}
    place, institution = world.participations["VR"], world.institutions["VR"]
    units = [
        actions.add_sub_unit(institution, name_sv=name, **days, **by) for name in ("A", "B", "C")
    ]
    finance = world.seat("VR", "finance")
    seats = [
        finance,
        *(actions.add_seat(place, function=finance.function, **by) for _ in range(3)),
    ]

    placed = at_once(
        *(lambda one=one: actions.place_seat(one, unit=units[0], **by) for one in seats)
    )
    told = {"name_sv": "D", "name_en": ""} | days | by
    renamed = at_once(*(lambda one=one: actions.change_sub_unit(one, **told) for one in units))

    assert placed.count(actions.SeatTwice) == 3
    assert renamed.count(actions.NameTaken) == 2


def test_one_seat_handed_over_twice(world: World) -> None:
    holding = world.ben.holdings.get()
    outcomes = at_once(
        *(
            lambda name=name: actions.hand_over(
                holding,
                name=name,
                email=f"{name.lower()}@vr.example",
                from_on=world.days(5),
                by=world.cleo,
                now=world.now,
            )
            for name in ("Siv", "Sol", "Stina")
        )
    )

    assert outcomes.count(actions.SeatTaken) == 2
    assert holding.seat.holdings.count() == 2
    assert User.objects.filter(name__in=["Siv", "Sol", "Stina"]).count() == 1
