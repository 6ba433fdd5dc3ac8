"""The world of the tests is the one that the tests think it is."""

from cohorts import rules
from tests.personas import World


def test_everyone_has_the_place_that_the_tests_speak_of(world: World) -> None:
    vr = world.participations["VR"]
    belong = {name for name, user in world.people.items() if rules.belongs_to(user, vr, world.now)}
    assert belong == {"ada", "ben", "hedda"}
    staff = {name for name, user in world.people.items() if rules.is_agency_staff(user, world.now)}
    assert staff == {"cleo", "paul", "gun"}
    assert {name for name, user in world.people.items() if user.is_staff} == staff
