"""Sten stands in for a manager of Vetenskapsrådet, whose seat is vacant. Siri did until yesterday,
and will again."""

from datetime import date

from cohorts import actions
from cohorts.models import User
from tests.personas import World


def person_of(world: World, name: str) -> User:
    """One of the world's, or one of these, when things have been built."""
    return world.people.get(name) or User.objects.get(email__startswith=f"{name}@")


def name_stand_ins(world: World) -> None:
    _name(world, "Sten Lo", world.today, world.days(20))
    _name(world, "Siri Ås", world.days(-20), world.today)
    _name(world, "Siri Ås", world.days(20), world.days(40))


def _name(world: World, name: str, from_on: date, until_on: date) -> None:
    actions.invite_stand_in(
        world.seat("VR", "core_activity"),
        name=name,
        email=f"{name.split(maxsplit=1)[0].lower()}@vr.example",
        from_on=from_on,
        until_on=until_on,
        by=world.cleo,
        now=world.now,
    )
