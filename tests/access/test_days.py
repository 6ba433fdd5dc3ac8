"""Rights change with the day and with the deed: at the next request, also within a session."""

from http import HTTPStatus

from django.test import Client
from django.urls import reverse

from cohorts import actions
from tests.personas import World, login


def sees(client: Client, world: World) -> bool:
    answer = client.get(reverse("cohort", args=[world.group2.key]))
    return answer.status_code == HTTPStatus.OK


def test_a_seat_that_ends_is_felt_at_once(client: Client, world: World) -> None:
    login(client, world.ada)
    assert sees(client, world)

    holding = world.ada.holdings.get()
    actions.end_holding(holding, until_on=world.today, by=world.cleo, now=world.now)
    assert not sees(client, world)


def test_a_seat_that_is_filled_is_felt_at_once(client: Client, world: World) -> None:
    login(client, world.nils)
    assert not sees(client, world)

    seat = world.seat("VR", "core_activity")
    actions.fill_seat(seat, user=world.nils, from_on=world.today, by=world.cleo, now=world.now)
    assert sees(client, world)


def test_an_engagement_that_ends_is_felt_at_once(client: Client, world: World) -> None:
    login(client, world.cleo)
    assert sees(client, world)

    for engagement in world.cleo.engagements.all():
        actions.end_engagement(engagement, until_on=world.today, by=world.gun, now=world.now)
    assert not sees(client, world)
    assert client.get("/admin/").status_code == HTTPStatus.FORBIDDEN


def test_a_switched_off_person_is_out_at_once(client: Client, world: World) -> None:
    login(client, world.ada)
    world.ada.is_active = False
    world.ada.save()

    answer = client.get(reverse("cohort", args=[world.group2.key]))
    assert answer.status_code == HTTPStatus.FOUND
