"""The staff's pages about who is who: changes go through actions, within what they run."""

from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from cohorts import actions, events
from cohorts.models import Engagement, Holding, Institution, User
from exchange_portal.audit.models import TrailEntry
from tests.personas import World, login


def page(name: str, *args: object) -> str:
    return reverse(f"admin:cohorts_{name}", args=args)


@pytest.fixture
def cleo(client: Client, world: World) -> Client:
    return login(client, world.cleo)


@pytest.fixture
def gun(world: World) -> Client:
    return login(Client(), world.gun)


def shown(client: Client, name: str) -> set[str]:
    return {str(row) for row in client.get(page(f"{name}_changelist")).context["cl"].result_list}


def test_process_leaders_see_the_cohorts_they_run(cleo: Client, world: World) -> None:
    assert shown(cleo, "cohort") == {"Grupp 2"}
    assert shown(cleo, "participation") == {
        f"{name}, Grupp 2" for name in ("Vetenskapsrådet", "Forte", "Formas", "Vinnova")
    }
    assert shown(cleo, "holding") == {
        str(one) for one in Holding.objects.filter(seat__participation__cohort=world.group2)
    }
    assert shown(cleo, "institution") == {"Vetenskapsrådet", "Forte", "Formas", "Vinnova"}
    assert cleo.get(page("engagement_changelist")).status_code == HTTPStatus.FORBIDDEN


def test_institutions_of_one_group(gun: Client, world: World) -> None:
    listed = gun.get(page("participation_changelist"), {"grupp": str(world.group1.key)})
    assert {row.cohort for row in listed.context["cl"].result_list} == {world.group1}
    wrong = gun.get(page("participation_changelist"), {"grupp": "x"})
    assert wrong.status_code == HTTPStatus.OK


def test_administrators_see_everyone(gun: Client, world: World) -> None:
    assert shown(gun, "user") == {user.name for user in User.objects.all()}
    assert len(shown(gun, "engagement")) == Engagement.objects.count()


def test_a_seat_at_ones_own_institution_gives_no_power_over_its_cohort(
    cleo: Client, world: World
) -> None:
    """Cleo takes part in group 1 for the agency: she sees its people, and moves nobody there."""
    by = {"by": world.gun, "now": world.now}
    place = actions.admit(world.group1, institution=world.agency, **by)
    seat = place.seats.get(function__code="coordinator")
    actions.fill_seat(seat, user=world.cleo, from_on=world.today, **by)
    eve = world.eve.holdings.get()

    assert shown(cleo, "cohort") == {"Grupp 2"}
    assert f"holding {eve.pk}" not in shown(cleo, "holding")
    answer = cleo.post(page("holding_change", eve.pk), {"last_on": world.days(1)})
    assert answer["Location"] == reverse("admin:index")  # as for what does not exist
    eve.refresh_from_db()
    assert eve.until_on is None
    empty = world.seat("KV", "head")
    answer = cleo.post(
        f"{page('holding_add')}?seat={empty.pk}",
        {"seat": empty.pk, "user": world.eve.pk, "from_on": world.today},
    )
    assert not empty.holdings.exists()


def test_inviting(cleo: Client, world: World) -> None:
    answer = cleo.post(
        page("user_add"),
        {
            "institution": world.institutions["Formas"].pk,
            "name": "Siv Falk",
            "address": "Siv@formas.example",
            "language": "sv",
        },
    )

    place = world.participations["Formas"].pk
    assert answer["Location"] == page("participation_change", place)
    told = cleo.get(answer["Location"]).content.decode()
    assert "Siv Falk finns nu i portalen, men har inte fått någon inbjudan." in told
    assert "Siv Falk" in shown(cleo, "user")
    siv = User.objects.get(email="siv@formas.example")
    assert not siv.has_usable_password()
    entry = TrailEntry.objects.get(event=events.INVITED, about_id=siv.pk)
    assert entry.actor_id == world.cleo.pk


@pytest.mark.parametrize("place", ["KV", "JÄMY"])
def test_inviting_elsewhere_is_refused(cleo: Client, world: World, place: str) -> None:
    institution = world.institutions.get(place, world.agency)
    before = User.objects.count()
    answer = cleo.post(
        page("user_add"),
        {
            "institution": institution.pk,
            "name": "Siv Falk",
            "address": "siv@kv.example",
            "language": "sv",
        },
    )

    assert "institution" in answer.context["adminform"].form.errors
    assert User.objects.count() == before


def test_inviting_someone_known_elsewhere_says_so(gun: Client, world: World) -> None:
    answer = gun.post(
        page("user_add"),
        {
            "institution": world.institutions["Formas"].pk,
            "name": "Ada Lind",
            "address": "ada@vr.example",
            "language": "sv",
        },
    )

    assert str(actions.AddressTaken()) in answer.content.decode()


def test_engaging_and_ending(gun: Client, world: World) -> None:
    assert gun.get(page("engagement_add"))["Location"] == page("user_changelist")
    assert page("engagement_add") not in gun.get(page("engagement_changelist")).content.decode()
    address = f"{page('engagement_add')}?user={world.nils.pk}"
    choices = gun.get(address).context["adminform"].form.fields["reaches"].choices
    assert [value for value, _ in choices[:2]] == ["", "portal"]  # nothing is chosen by itself

    answer = gun.post(
        address,
        {
            "user": world.nils.pk,
            "role": "process_leader",
            "reaches": f"cohort-{world.group1.pk}",
            "from_on": world.today,
        },
    )
    assert answer["Location"] == page("user_change", world.nils.pk)
    engagement = world.nils.engagements.get()
    assert engagement.scope == actions.scope_of(world.group1)

    gun.post(page("engagement_change", engagement.pk), {"never": "on"})
    engagement.refresh_from_db()
    assert engagement.until_on == world.today


def test_an_administrator_of_a_group_is_refused_in_words(gun: Client, world: World) -> None:
    answer = gun.post(
        f"{page('engagement_add')}?user={world.nils.pk}",
        {
            "user": world.nils.pk,
            "role": "administrator",
            "reaches": f"cohort-{world.group1.pk}",
            "from_on": world.today,
        },
    )

    assert str(actions.ScopeTooNarrow()) in answer.content.decode()


def test_institutions_are_added_and_renamed_by_administrators(
    cleo: Client, gun: Client, world: World
) -> None:
    new = {"name": "Örebro universitet", "name_en": "", "short_name": "ORU", "kind": "university"}
    assert cleo.post(page("institution_add"), new).status_code == HTTPStatus.FORBIDDEN
    gun.post(page("institution_add"), new)
    made = Institution.objects.get(name="Örebro universitet")

    gun.post(page("institution_change", made.pk), {**new, "name_en": "Örebro University"})
    made.refresh_from_db()
    assert made.name_en == "Örebro University"
    assert TrailEntry.objects.latest("pk").fields == ["name_en"]


def test_a_persons_page_tells_only_what_its_reader_may_see(
    cleo: Client, gun: Client, world: World
) -> None:
    """Ada has a seat in group 1 as well, which Cleo does not run."""
    by = {"by": world.gun, "now": world.now}
    place = actions.admit(world.group1, institution=world.institutions["VR"], **by)
    seat = place.seats.get(function__code="head")
    actions.fill_seat(seat, user=world.ada, from_on=world.today, **by)

    address = page("user_change", world.ada.pk)
    assert "Grupp 1" not in cleo.get(address).content.decode()
    assert "Grupp 1" in gun.get(address).content.decode()


def test_nothing_is_deleted(gun: Client, world: World) -> None:
    ben = world.ben.holdings.get()
    answer = gun.post(
        page("holding_changelist"), {"action": "delete_selected", "_selected_action": ben.pk}
    )

    assert answer.status_code in {HTTPStatus.OK, HTTPStatus.FOUND}
    assert Holding.objects.filter(pk=ben.pk).exists()
    assert "delete" not in gun.get(page("holding_change", ben.pk)).content.decode()
