"""Who sees what, asked of everyone in the world; and the rules as truth tables."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from cohorts import actions as cohorts
from cohorts.models import Engagement
from cohorts.rules import runs_cohort
from materials import actions, rules
from materials.models import Material, MaterialVersion
from tests.materials.conftest import CLEAN, REFUSED, Shelf, mark

VR = {"ada", "ben", "hedda"}
GROUP1, GROUP2 = {"eve"}, VR | {"dan"}
STAFF1, STAFF2 = {"paul", "gun"}, {"cleo", "gun"}
EVERYONE = GROUP1 | GROUP2 | {"rut", "cleo", "paul", "gun"}


def seers(shelf: Shelf, material: Material, now: datetime | None = None) -> set[str]:
    """Who sees it; of the version the same."""
    found = {}
    for model, thing in ((Material, material), (MaterialVersion, material.versions.first())):
        found[model] = {
            name
            for name, user in shelf.world.people.items()
            if model.objects.visible_to(user, now or shelf.now).filter(pk=thing.pk).exists()
        }
    assert found[Material] == found[MaterialVersion]
    return found[Material]


def yes_sayers(shelf: Shelf, rule, thing) -> set[str]:
    return {name for name, user in shelf.world.people.items() if rule(user, thing, shelf.now)}


def test_of_a_group_and_its_meetings(shelf: Shelf) -> None:
    assert seers(shelf, shelf.share(shelf.world.group2)) == GROUP2 | STAFF2
    assert seers(shelf, shelf.share(shelf.occasion())) == GROUP2 | STAFF2
    assert seers(shelf, shelf.from_vr(shelf.world.group2)) == GROUP2 | STAFF2
    assert seers(shelf, shelf.share(shelf.world.group1)) == GROUP1 | STAFF1


def test_of_a_round_a_programme_and_the_portal(shelf: Shelf) -> None:
    world = shelf.world

    assert seers(shelf, shelf.share(world.round)) == EVERYONE - {"rut"}
    assert seers(shelf, shelf.share(world.recent_round)) == {"rut", "gun"}
    assert seers(shelf, shelf.share(world.past_round)) == {"gun"}
    assert seers(shelf, shelf.share(world.programme)) == EVERYONE
    assert seers(shelf, shelf.share(None)) == EVERYONE


def test_an_institutions_own_is_seen_by_nobody_else(shelf: Shelf) -> None:
    assert seers(shelf, shelf.from_vr()) == VR


def test_someone_at_the_agency_who_takes_part_sees_what_is_the_agencys_own(shelf: Shelf) -> None:
    """And whoever runs everything for the agency does not, without a seat there."""
    world = shelf.world
    place = cohorts.admit(world.group2, institution=world.agency, by=None, now=world.now)
    seat = place.seats.get(function__code="planning")
    cohorts.fill_seat(seat, user=world.paul, from_on=world.today, by=None, now=world.now)

    own = shelf.share(world.agency, institution=world.agency, by=world.paul)
    assert seers(shelf, own) == {"paul"}


def test_who_runs_a_programme_sees_what_is_shared_in_it(shelf: Shelf) -> None:
    world = shelf.world
    cohorts.engage(
        world.nils,
        role=Engagement.Role.PROCESS_LEADER,
        scope=cohorts.scope_of(world.programme),
        from_on=world.today,
        by=None,
        now=world.now,
    )
    world.nils.refresh_from_db()
    shared = [world.group1, world.round, world.past_round, world.programme, None]

    assert all("nils" in seers(shelf, shelf.share(target)) for target in shared)
    assert "nils" not in seers(shelf, shelf.from_vr())


def test_withdrawn_it_is_gone_for_everyone(shelf: Shelf) -> None:
    material = shelf.share(shelf.world.group2)
    actions.withdraw_material(material, by=shelf.world.cleo, now=shelf.now)

    assert seers(shelf, material) == set()


def test_a_stopped_file_is_there_for_its_sender_alone(shelf: Shelf) -> None:
    material = shelf.from_vr(shelf.world.group2)
    mark(material, REFUSED)
    assert seers(shelf, material) == {"ada"}

    shelf.renew(material)
    others = MaterialVersion.objects.visible_to(shelf.world.dan, shelf.now)
    assert [one.number for one in others] == [2]

    mark(material, CLEAN)
    assert seers(shelf, material) == GROUP2 | STAFF2


def test_two_years_after_the_round_participants_see_no_more(shelf: Shelf) -> None:
    material, own = shelf.share(shelf.world.group2), shelf.from_vr()
    ended = shelf.now + timedelta(days=400)

    assert seers(shelf, material, ended + timedelta(days=700)) >= GROUP2
    assert seers(shelf, material, ended + timedelta(days=760)) == STAFF2
    assert seers(shelf, own, ended + timedelta(days=700)) == VR | {"nora"}  # has begun by then
    assert seers(shelf, own, ended + timedelta(days=760)) == set()


def test_who_may_change_and_withdraw(shelf: Shelf) -> None:
    world = shelf.world
    of_agency, of_vr, own = (
        shelf.share(world.group2),
        shelf.from_vr(world.group2),
        shelf.from_vr(),
    )
    of_round, of_programme, of_all = map(shelf.share, (world.round, world.programme, None))
    of_meeting = shelf.share(shelf.occasion())

    assert yes_sayers(shelf, rules.may_change, of_agency) == STAFF2
    assert yes_sayers(shelf, rules.may_change, of_meeting) == STAFF2
    assert yes_sayers(shelf, rules.may_change, of_vr) == VR
    assert yes_sayers(shelf, rules.may_change, own) == VR
    for wider in (of_round, of_programme, of_all):
        assert yes_sayers(shelf, rules.may_change, wider) == {"gun"}
    assert yes_sayers(shelf, rules.may_withdraw, of_agency) == STAFF2
    assert yes_sayers(shelf, rules.may_withdraw, of_vr) == VR | STAFF2
    assert yes_sayers(shelf, rules.may_withdraw, own) == VR


def test_who_runs_what(shelf: Shelf) -> None:
    world = shelf.world

    assert yes_sayers(shelf, runs_cohort, world.group2) == STAFF2
    assert yes_sayers(shelf, rules.runs_round, world.round) == {"gun"}
    assert yes_sayers(shelf, rules.runs_programme, world.programme) == {"gun"}


def test_nobody_is_anybody_without_login(shelf: Shelf) -> None:
    material, nobody = shelf.share(None), AnonymousUser()

    assert not Material.objects.visible_to(nobody, shelf.now).exists()
    assert not MaterialVersion.objects.visible_to(nobody, shelf.now).exists()
    assert not rules.may_withdraw(nobody, material, shelf.now)


@pytest.mark.parametrize("model", [Material, MaterialVersion])
def test_names_of_confidential_things_give_nothing(shelf: Shelf, model) -> None:
    shelf.from_vr()
    words = str(model.objects.get()).split()

    assert words[-1].isdigit()
    assert "Vår mall" not in str(model.objects.get())
