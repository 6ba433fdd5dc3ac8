"""Where we are and what is next: the same for an institution, its group and the programme."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cohorts import actions as cohorts
from meetings import actions as meetings
from meetings.models import Meeting
from tests.personas import World, login

SAID = "Sedan: träff 2 (datum kommer)."


@pytest.fixture
def planned(world: World) -> World:
    for number, days in ((1, 9), (2, None)):
        meetings.plan_meeting(
            world.group2,
            kind=Meeting.Kind.THEMED,
            number=number,
            theme_sv="Tema",
            held_on=None if days is None else world.days(days),
            by=world.gun,
            now=world.now,
        )
    return world


def test_the_same_words_for_all(client: Client, planned: World) -> None:
    world = planned
    institution = reverse("institution", args=[world.institutions["VR"].key])
    pages = [reverse("home"), reverse("cohort", args=[world.group2.key]), institution]
    login(client, world.ada)
    assert [SAID in client.get(page).text for page in pages] == [True, True, True]

    login(client, world.cleo)
    programme = client.get(reverse("programme", args=[world.programme.key])).text
    assert SAID in programme
    assert "Grupp 1" not in programme  # which Paul runs
    round_page = client.get(reverse("round_meetings", args=[world.round.key])).text
    assert reverse("programme", args=[world.programme.key]) in round_page


def test_over_rounds_and_not_for_those_who_take_part(client: Client, planned: World) -> None:
    world = planned
    address = reverse("programme", args=[world.programme.key])
    login(client, world.gun)
    shown = client.get(address).text
    names = [one.name for one in (world.round, world.recent_round, world.past_round)]
    assert [name in shown for name in names] == [True, True, True]
    assert shown.index(names[0]) < shown.index(names[1]) < shown.index(names[2])
    assert "Nu: efteråt" in shown
    assert login(client, world.ada).get(address).status_code == HTTPStatus.FORBIDDEN


def test_more_groups_ask_no_more(client: Client, planned: World) -> None:
    world = planned
    address = reverse("programme", args=[world.programme.key])
    login(client, world.gun)
    few = _asked(client, address)
    for name in ("Grupp 3", "Grupp 4"):
        cohorts.add_cohort(world.round, name=name, by=world.gun, now=world.now)
    assert world.round.ends_on > world.today + timedelta(days=1)

    assert _asked(client, address) == few


def _asked(client: Client, page: str) -> int:
    client.get(page)
    with CaptureQueriesContext(connection) as asked:
        client.get(page)
    return len(asked)
