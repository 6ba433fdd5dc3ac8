"""Who sees which rows. Equality, never membership: one row too many is a leak."""

import pytest
from django.contrib.auth.models import AnonymousUser

from cohorts import actions
from cohorts.models import Cohort, Institution, Participation, Round, User
from cohorts.rules import runs_cohort
from tests.personas import World

GROUP1 = {"KV", "Polisen", "MIG", "SiS"}
GROUP2 = {"VR", "Forte", "Formas", "Vinnova"}
NOBODY: set[str] = set()

SEEN_PLACES = {
    "ada": GROUP2,
    "ben": GROUP2,
    "dan": GROUP2,
    "eve": GROUP1,
    "cleo": GROUP2,
    "paul": GROUP1,
    "rut": {"Formas recent", "Vinnova recent"},
    "lena": NOBODY,
    "nora": NOBODY,
    "nils": NOBODY,
    "olof": NOBODY,
    "stig": NOBODY,
    "irma": NOBODY,
}
SEEN_PEOPLE = {
    # own institution: everyone who has or had a seat; the others: today's; and Cleo
    "ada": {"ada", "ben", "hedda", "lena", "nora", "dan", "cleo"},
    "ben": {"ada", "ben", "hedda", "lena", "nora", "dan", "cleo"},
    # another institution's Lena has left and Nora has not come: Dan knows neither
    "dan": {"dan", "ada", "ben", "hedda", "cleo"},
    "eve": {"eve", "paul"},
    # who runs the group also sees who was invited there and has no seat yet
    "cleo": {"cleo", "ada", "ben", "hedda", "lena", "nora", "dan", "nils"},
    "paul": {"paul", "eve"},
    "rut": {"rut"},
    "lena": {"lena"},
    "nora": {"nora"},
    "nils": {"nils"},
    "olof": {"olof"},
    "stig": {"stig"},
    "irma": {"irma"},
}


def places(world: World, user: User) -> set[str]:
    by_key = {one.pk: short_name for short_name, one in world.participations.items()}
    return {by_key[one.pk] for one in Participation.objects.visible_to(user, world.now)}


@pytest.mark.parametrize(("name", "seen"), SEEN_PLACES.items())
def test_participations(world: World, name: str, seen: set[str]) -> None:
    user = world.people[name]

    assert places(world, user) == seen
    institutions = Institution.objects.visible_to(user, world.now)
    assert {one.short_name for one in institutions} == {place.split()[0] for place in seen}


@pytest.mark.parametrize(("name", "seen"), SEEN_PEOPLE.items())
def test_people(world: World, name: str, seen: set[str]) -> None:
    found = User.objects.visible_to(world.people[name], world.now)

    assert sorted(one.name.split()[0].lower() for one in found) == sorted(seen)


def test_cohorts_and_rounds(world: World) -> None:
    for name, seen in SEEN_PLACES.items():
        user = world.people[name]
        cohorts = {world.participations[place].cohort for place in seen}
        rounds = {cohort.round for cohort in cohorts}

        assert set(Cohort.objects.visible_to(user, world.now)) == cohorts
        assert set(Round.objects.visible_to(user, world.now)) == rounds


def test_an_administrator_sees_everyone_and_everything(world: World) -> None:
    for model in (Cohort, Institution, Participation, Round, User):
        assert model.objects.visible_to(world.gun, world.now).count() == model.objects.count()


def test_without_login_there_is_nothing(world: World) -> None:
    for model in (Cohort, Institution, Participation, Round, User):
        assert not model.objects.visible_to(AnonymousUser(), world.now).exists()


@pytest.mark.parametrize("scope", ["programme", "round", "cohort"])
def test_an_engagement_reaches_as_far_as_its_scope(world: World, scope: str) -> None:
    current = {world.group1, world.group2}
    expected = {
        "programme": {*current, world.cohorts["recent"], world.cohorts["past"]},
        "round": current,
        "cohort": {world.group1},
    }
    thing = {"programme": world.programme, "round": world.round, "cohort": world.group1}[scope]
    actions.engage(
        world.nils,
        role="process_leader",
        scope=actions.scope_of(thing),
        from_on=world.today,
        by=world.gun,
        now=world.now,
    )
    world.nils.refresh_from_db()

    assert set(Cohort.objects.visible_to(world.nils, world.now)) == expected[scope]
    assert set(Cohort.objects.run_by(world.nils, world.now)) == expected[scope]
    run = {one for one in Cohort.objects.all() if runs_cohort(world.nils, one, world.now)}
    assert run == expected[scope]


@pytest.mark.parametrize("role", ["expert", "researcher", "ministry_desk_officer"])
def test_guests_see_nothing_of_a_cohort(world: World, role: str) -> None:
    actions.engage(
        world.nils,
        role=role,
        scope=actions.scope_of(world.group2),
        from_on=world.today,
        by=world.gun,
        now=world.now,
    )

    assert places(world, world.nils) == set()


def test_an_administrator_of_less_than_the_portal_is_none(world: World) -> None:
    with pytest.raises(actions.ScopeTooNarrow):
        actions.engage(
            world.nils,
            role="administrator",
            scope=actions.scope_of(world.group2),
            from_on=world.today,
            by=world.gun,
            now=world.now,
        )


def test_no_row_comes_twice(world: World) -> None:
    """Ada gets a second seat: a join to holdings would show her institution double."""
    actions.fill_seat(
        world.seat("VR", "core_activity"),
        user=world.ada,
        from_on=world.today,
        by=world.cleo,
        now=world.now,
    )

    for model in (Cohort, Institution, Participation, Round, User):
        found = list(model.objects.visible_to(world.ada, world.now))
        assert len(found) == len(set(found))


def test_a_cohort_without_a_round_goes_on(world: World) -> None:
    by = {"by": world.gun, "now": world.now}
    network = actions.add_cohort(None, name="Nätverket", kind=Cohort.Kind.NETWORK, **by)
    actions.admit(network, institution=world.institutions["VR"], **by)

    assert network in Cohort.objects.visible_to(world.gun, world.now)
    assert network not in Cohort.objects.visible_to(world.ada, world.now)


def test_who_is_invited_is_seen_by_those_who_run_a_group_of_the_institution(world: World) -> None:
    """Nils of VR waits for a seat. Another group's leader, colleagues and guests do not see him,
    nor does who ran the group until yesterday; with a seat in another group only its leader."""
    by = {"by": world.gun, "now": world.now}

    def seers() -> set[str]:
        everyone = world.people.items()
        return {
            name
            for name, one in everyone
            if User.objects.visible_to(one, world.now).filter(pk=world.nils.pk).exists()
        }

    assert seers() == {"nils", "cleo", "gun"}

    place = actions.admit(world.group1, institution=world.institutions["VR"], **by)
    assert seers() == {"nils", "cleo", "paul", "gun"}

    seat = place.seats.get(function__code="head")
    actions.fill_seat(seat, user=world.nils, from_on=world.days(3), **by)
    assert seers() == {"nils", "paul", "gun"}
