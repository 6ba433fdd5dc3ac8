"""Filling and ending seats on the staff's pages, with people known and new."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from cohorts import actions, events
from cohorts.models import User
from exchange_portal.audit.models import TrailEntry
from exchange_portal.outbox.models import Notice
from tests.personas import World, login


def page(name: str, *args: object) -> str:
    return reverse(f"admin:cohorts_{name}", args=args)


@pytest.fixture
def cleo(client: Client, world: World) -> Client:
    return login(client, world.cleo)


def test_filling_a_seat(cleo: Client, world: World) -> None:
    seat = world.seat("VR", "core_activity")
    place = page("participation_change", seat.participation_id)
    assert f"{page('holding_add')}?seat={seat.pk}" in cleo.get(place).content.decode()

    form = cleo.get(f"{page('holding_add')}?seat={seat.pk}").context["adminform"].form
    assert list(form.fields["seat"].queryset) == [seat]
    names = [one.name for one in form.fields["user"].queryset]
    assert names == sorted(names)
    assert set(names) == {
        "Ada Lind",
        "Ben Åkesson",
        "Hedda Öberg",
        "Lena Ström",
        "Nils Holm",
        "Nora Dahl",
    }

    answer = cleo.post(
        f"{page('holding_add')}?seat={seat.pk}",
        {"seat": seat.pk, "user": world.nils.pk, "from_on": world.today},
    )
    assert answer["Location"] == place
    assert seat.holdings.get().user == world.nils


def test_someone_new_is_invited_to_a_seat_in_one_form(cleo: Client, world: World) -> None:
    seat = world.seat("Formas", "coordinator")
    answer = cleo.post(
        f"{page('holding_add')}?seat={seat.pk}",
        {
            "seat": seat.pk,
            "name": "Siv Falk",
            "address": "Siv@formas.example",
            "from_on": world.today,
            "last_on": world.days(9),
        },
    )

    place = page("participation_change", seat.participation_id)
    assert answer["Location"] == place
    holding = seat.holdings.get()
    assert holding.user.email == "siv@formas.example"
    assert holding.until_on == world.days(10)  # the day after the last
    told = cleo.get(place).content.decode()
    assert "Siv Falk har fått platsen. Inbjudan mejlas nu." in told
    assert Notice.objects.filter(recipient=holding.user, kind=events.WELCOME).count() == 1


def test_a_refused_seat_leaves_nobody_behind(cleo: Client, world: World) -> None:
    """Inviting and filling are one transaction."""
    seat = world.seat("VR", "coordinator")
    new = {"name": "Siv Falk", "address": "siv@vr.example", "from_on": world.today}
    answer = cleo.post(f"{page('holding_add')}?seat={seat.pk}", {"seat": seat.pk, **new})

    assert str(actions.SeatTaken()) in answer.content.decode()
    assert not User.objects.filter(email="siv@vr.example").exists()


@pytest.mark.parametrize(
    ("filled", "wrong"),
    [
        ({}, {"name", "address"}),
        ({"name": "Siv Falk"}, {"address"}),
        ({"user": "nils", "name": "Siv Falk"}, {"user"}),
        ({"user": "nils", "last_on": "2020-01-01"}, {"last_on"}),
        ({"user": "nils", "last_on": "9999-12-31"}, {"last_on"}),
        ({"user": "nils", "from_on": "0001-01-01"}, {"from_on"}),
    ],
)
def test_a_seat_is_for_one_person_and_in_order(
    cleo: Client, world: World, filled: dict[str, str], wrong: set[str]
) -> None:
    seat = world.seat("VR", "core_activity")
    if "user" in filled:
        filled = {**filled, "user": str(world.nils.pk)}
    answer = cleo.post(
        f"{page('holding_add')}?seat={seat.pk}",
        {"seat": seat.pk, "from_on": world.today, **filled},
    )

    assert set(answer.context["adminform"].form.errors) == wrong
    assert not seat.holdings.exists()


def test_a_taken_seat_says_so(cleo: Client, world: World) -> None:
    seat = world.seat("VR", "coordinator")
    answer = cleo.post(
        f"{page('holding_add')}?seat={seat.pk}",
        {"seat": seat.pk, "user": world.nils.pk, "from_on": world.today},
    )

    assert str(actions.SeatTaken()) in answer.content.decode()
    assert seat.holdings.count() == 1


def test_a_seat_is_filled_from_its_own_page(cleo: Client) -> None:
    assert cleo.get(page("holding_add"))["Location"] == page("participation_changelist")
    told = cleo.get(page("participation_changelist")).content.decode()
    assert "Välj först institution." in told
    assert page("holding_add") not in cleo.get(page("holding_changelist")).content.decode()


def test_someone_without_a_seat_is_led_to_those_that_are_vacant(cleo: Client, world: World) -> None:
    assert "Ingen plats än" in cleo.get(f"{page('user_changelist')}?q=Nils").content.decode()
    text = cleo.get(page("user_change", world.nils.pk)).content.decode()
    assert "Ingen plats än. Lediga platser:" in text
    assert page("participation_change", world.participations["VR"].pk) in text


def test_an_end_is_told_as_the_last_day(cleo: Client, world: World) -> None:
    ben = world.ben.holdings.get()
    address = page("holding_change", ben.pk)
    cleo.post(address, {"last_on": world.days(2)})
    assert cleo.get(address).context["adminform"].form.initial["last_on"] == world.days(2)

    early = ben.from_on - timedelta(days=1)
    for impossible in (early, "9999-12-31"):
        form = cleo.post(address, {"last_on": impossible}).context["adminform"].form
        assert "last_on" in form.errors
    assert "last_on" in cleo.post(address, {}).context["adminform"].form.errors
    cleo.post(address, {"never": "on"})
    ben.refresh_from_db()
    assert ben.until_on == ben.from_on


def test_ending_a_holding(cleo: Client, world: World) -> None:
    ben = world.ben.holdings.get()
    answer = cleo.post(page("holding_change", ben.pk), {"last_on": world.days(2)})

    assert answer["Location"] == page("participation_change", ben.seat.participation_id)
    ben.refresh_from_db()
    assert ben.until_on == world.days(3)
    assert TrailEntry.objects.latest("pk").actor_id == world.cleo.pk


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("LIND", {"Ada Lind"}),
        ("Öberg", {"Hedda Öberg"}),
        ("vetenskaps ben", {"Ben Åkesson"}),
        ("'Ada Lind' rådet", {"Ada Lind"}),
        ("Lind Ben", set()),
        ("%", set()),
        ("Eve", set()),  # of a group that Cleo does not run
    ],
)
def test_seats_are_searched_by_person_and_institution(
    client: Client, world: World, words: str, found: set[str]
) -> None:
    cleo = login(client, world.cleo)
    answer = cleo.get(page("holding_changelist"), {"q": words})

    assert {one.user.name for one in answer.context["cl"].result_list} == found


@pytest.mark.skipif(connection.vendor == "sqlite", reason="nobody has so many people there")
@pytest.mark.django_db
def test_a_part_of_a_name_is_found_by_the_index() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "user_name_parts" in User.objects.filter(name__icontains="Lind").explain()
