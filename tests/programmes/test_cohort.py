"""The cohort's page: who is there, when they meet, what they share. For its own people only."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertNumQueries

from cohorts import actions as cohorts
from cohorts.models import Cohort, Institution, User
from exchange_portal.ui.texts import day
from meetings.models import Assignment
from tests.personas import World, login
from tests.programmes.conftest import plan
from tests.programmes.test_home import hand_in, words


def get(client: Client, user: User, cohort: Cohort, **query: str) -> str:
    response = login(client, user).get(reverse("cohort", args=[cohort.key]), query)
    assert response.status_code == 200
    return unescape(response.content.decode())


def grow(world: World, count: int) -> None:
    """So many institutions more in group 2, each with a person."""
    for number in range(count):
        institution = cohorts.add_institution(
            name=f"Myndighet {number:03}",
            short_name=f"M{number}",
            kind=Institution.Kind.AGENCY,
            by=None,
            now=world.now,
        )
        participation = cohorts.admit(world.group2, institution=institution, by=None, now=world.now)
        person = cohorts.invite(
            institution,
            email=f"person{number}@m.example",
            name=f"Person {number:03}",
            by=None,
            now=world.now,
        )
        seat = participation.seats.get(function__code="coordinator")
        cohorts.fill_seat(seat, user=person, from_on=world.today, by=None, now=world.now)


def test_who_is_there(client: Client, begun: World) -> None:
    html = get(client, begun.ada, begun.group2)
    text = words(html)

    assert "JiM+ 2021–2022. Fyra institutioner är med." in text
    assert re.findall(r"<h3><a [^>]+>([^<:]+)</a></h3>", html) == [
        "Vetenskapsrådet",
        "Formas",
        "Forte",
        "Vinnova",
    ]
    assert "Vetenskapsrådet Ankare" in text
    assert "Samordnare för jämställdhetsintegrering Dan Ek" in text
    assert "Ekonomifunktion eller funktion med budgetansvar Ledig plats" in text
    assert "Lena Ström" not in text  # left yesterday
    assert "Nora Dahl" not in text  # begins next week


def test_a_vacant_seat_is_red_in_ones_own_institution_only(client: Client, begun: World) -> None:
    html = get(client, begun.ada, begun.group2)
    own, *others = html.split("<h3>")[-4:]

    assert '<span class="tag late">Ledig plats' in own
    assert all('<span class="tag">Ledig plats' in other for other in others)
    assert not any("tag late" in other for other in others)


def test_when_they_meet(client: Client, begun: World) -> None:
    html = get(client, begun.ada, begun.group2)
    text = words(html)

    assert "Träff 1: Tema 1 9–12 för alla." in text
    assert "Träff 2: Tema 2 Datumet kommer här när det är bestämt." in text
    for meeting in begun.group2.meetings.all():
        assert reverse("meeting", args=[meeting.key]) in html


def test_what_they_share(client: Client, begun: World) -> None:
    assert "Här kommer det som institutionerna delar" in words(get(client, begun.ada, begun.group2))

    hand_in(begun, begun.dan, "Forte", Assignment.objects.get(cohort=begun.group2))

    assert "Forte: Beskriv ert läge" in words(get(client, begun.ada, begun.group2))
    assert "Forte: Beskriv ert läge" in words(get(Client(), begun.cleo, begun.group2))


@pytest.mark.parametrize("name", ["eve", "paul", "nils", "lena", "nora", "rut", "olof"])
def test_for_others_it_is_not_there(client: Client, begun: World, name: str) -> None:
    response = login(client, begun.people[name]).get(reverse("cohort", args=[begun.group2.key]))

    assert response.status_code == 404
    assert "Grupp 2" not in response.content.decode()


@pytest.mark.parametrize("name", ["ben", "hedda", "dan", "cleo", "gun"])
def test_for_its_own_people_it_is(client: Client, begun: World, name: str) -> None:
    assert "Grupp 2" in get(client, begun.people[name], begun.group2)


def test_a_large_group_comes_in_pages_of_ten(client: Client, begun: World) -> None:
    grow(begun, 12)

    first = get(client, begun.ada, begun.group2)
    second = get(Client(), begun.ada, begun.group2, page="2")

    assert "1–10 av 16" in words(first)
    assert len(re.findall(r"<h3><a [^>]+>Myndighet", first + second)) == 12
    assert "Person 011" not in first
    assert "Person 011" in second


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow(client: Client, begun: World, rows: int) -> None:
    grow(begun, rows)
    for number in range(rows):
        plan(begun, begun.group2, 3 + number, days=12 + number)
    login(client, begun.ada)

    with assertNumQueries(10):
        client.get(reverse("cohort", args=[begun.group2.key]))


def test_meetings_that_have_been_say_so(client: Client, begun: World) -> None:
    assert "Har varit" not in words(get(client, begun.ada, begun.group2))

    begun.group2.meetings.update(held_on=begun.days(-1))
    assert "Har varit" in words(get(client, begun.ada, begun.group2))


def test_whoever_stands_in_is_named_beside_the_holder(client: Client, begun: World) -> None:
    """For the days of it, not for one meeting and not beforehand; with as many queries."""
    seat, by = begun.seat("VR", "planning"), {"by": begun.ada, "now": begun.now}
    for first, last in ((0, 9), (20, 30)):
        days = {"from_on": begun.days(first), "until_on": begun.days(last)}
        cohorts.name_stand_in(seat, user=begun.nils, **days, **by)
    text = words(get(client, begun.dan, begun.group2))

    told = f"Ben Åkesson ersätts av Nils Holm till och med {day(begun.days(8))}"
    assert told in text
    assert text.count("ersätts av") == 1
    assert text.count("Ben Åkesson") == 1
