"""Schools and units of an institution, the seats in them, and who may say so."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from cohorts import actions
from cohorts.models import Seat, SubUnit
from cohorts.rules import may_arrange_units, may_place
from exchange_portal.audit.models import TrailEntry
from tests.personas import World, login

SCHOOL, OTHER = "Skolan för teknik", "Skolan för vård"


def add(world: World, place: str = "VR", name: str = SCHOOL, **changes: Any) -> SubUnit:
    facts: dict[str, Any] = {"from_on": world.today, "by": world.ada, "now": world.now}
    return actions.add_sub_unit(world.institutions[place], name_sv=name, **facts | changes)


def by(world: World) -> dict[str, Any]:
    return {"by": world.ada, "now": world.now}


def page(response: Any) -> str:
    return " ".join(response.content.decode().split())


def seats(world: World, code: str) -> list[tuple[int, str]]:
    rows = world.participations["VR"].seats.filter(function__code=code).order_by("number")
    return [(one.number, str(one.sub_unit or "")) for one in rows]


def add_seat(world: World, unit: SubUnit, code: str, place: str = "VR") -> Seat:
    function = world.round.functions.get(code=code)
    place_of = {"participation": world.participations[place], "function": function}
    return actions.add_seat_in(unit, **place_of, **by(world))


def test_one_function_has_a_seat_in_each_school(world: World) -> None:
    first, second = add(world), add(world, name=OTHER)
    actions.place_seat(world.seat("VR", "finance"), unit=first, **by(world))
    for unit in (second, second, first):
        add_seat(world, unit, "finance")

    assert seats(world, "finance") == [(1, SCHOOL), (2, OTHER)]
    with pytest.raises(actions.SeatTwice):
        actions.place_seat(Seat.objects.get(sub_unit=second), unit=first, **by(world))
    actions.place_seat(world.seat("VR", "planning"), unit=first, **by(world))
    assert TrailEntry.objects.filter(event="cohorts.seat_placed").count() == 2
    assert str(world.seat("VR", "planning")).startswith("Central funktion för")
    assert f", {SCHOOL}, Vetenskapsrådet" in str(world.seat("VR", "planning"))


def test_what_is_refused(world: World) -> None:
    school, foreign = add(world), add(world, "Forte", OTHER)
    ended = add(world, name="Gammal", until_on=world.today)
    seat = world.seat("VR", "finance")
    for unit in (foreign, ended):
        with pytest.raises(actions.OfAnother):
            actions.place_seat(seat, unit=unit, **by(world))
        with pytest.raises(actions.OfAnother):
            add_seat(world, unit, "finance")
    for code in ("coordinator", "head"):
        with pytest.raises(actions.NotForUnits):
            add_seat(world, school, code)
    with pytest.raises(actions.DatesInDisorder):
        add(world, name="Bakvänd", until_on=world.today - timedelta(days=1))

    assert add(world) == school  # sent twice
    with pytest.raises(actions.NameTaken):
        add(world, name_en="School of Engineering")
    add(world, name=OTHER)
    told: dict[str, Any] = {"name_en": "", "from_on": world.today, "until_on": None}
    with pytest.raises(actions.NameTaken):
        actions.change_sub_unit(school, name_sv=OTHER, **told, **by(world))
    assert seats(world, "finance") == [(1, "")]


def test_who_arranges_and_who_places(world: World) -> None:
    institution, seat = world.institutions["VR"], world.seat("VR", "coordinator")
    yes = {
        name
        for name, user in world.people.items()
        if may_arrange_units(user, institution, world.now)
    }
    assert yes == {"ada", "cleo", "gun"}
    places = {name for name, user in world.people.items() if may_place(user, seat, world.now)}
    assert places == yes


def test_the_coordinator_adds_a_school_and_a_seat_in_it(world: World) -> None:
    ada = login(Client(), world.ada)
    here = reverse("sub_units", args=[world.institutions["VR"].key])
    data = {"name_sv": SCHOOL, "name_en": "School of Engineering", "from_on": world.today}
    for _press in range(2):
        answer = ada.post(here, data)
        unit = SubUnit.objects.get()
        assertRedirects(answer, reverse("sub_unit", args=[unit.key]))
    assert ada.post(here, data | {"name_en": "Another"}).status_code == 422
    assert ada.post(here, {"name_sv": "", "from_on": "x"}).status_code == 422

    adding = reverse("add_seat_in", args=[unit.key])
    form = page(ada.get(reverse("sub_unit", args=[unit.key])))
    function = world.round.functions.get(code="finance")
    key = f"{world.participations['VR'].key}:{function.pk}"
    assert f'value="{key}"' in form
    coordinator = world.round.functions.get(code="coordinator")
    foreign = f"{world.participations['Forte'].key}:{function.pk}"
    for bad in (f"{world.participations['VR'].key}:{coordinator.pk}", foreign, "x", ""):
        assert ada.post(adding, {"function": bad}).status_code == 422
    for _press in range(2):
        assertRedirects(ada.post(adding, {"function": key}), reverse("sub_unit", args=[unit.key]))
    assert seats(world, "finance") == [(1, ""), (2, SCHOOL)]

    last = world.today + timedelta(days=30)
    changed = data | {"name_sv": "Teknikskolan", "last_on": last}
    ada.post(reverse("sub_unit", args=[unit.key]), changed)
    unit.refresh_from_db()
    assert (unit.name_sv, unit.last_on) == ("Teknikskolan", last)


def test_a_seat_is_placed_and_its_school_stands_where_it_is_shown(world: World) -> None:
    unit = add(world, name_en="School of Engineering")
    foreign = add(world, "Forte", OTHER)
    ada, seat = login(Client(), world.ada), world.seat("VR", "planning")
    here, own = (
        reverse("place_seat", args=[seat.key]),
        reverse("own_seats", args=[world.participations["VR"].key]),
    )
    form = page(ada.get(here))
    assert (SCHOOL in form, OTHER in form) == (True, False)
    assert ada.post(here, {"unit": str(foreign.key)}).status_code == 422
    for _press in range(2):
        assertRedirects(ada.post(here, {"unit": str(unit.key)}), own)

    cohort = reverse("cohort", args=[world.group2.key])
    institution = reverse("institution", args=[world.institutions["VR"].key])
    words = f"uppföljning, {SCHOOL}"
    assert words in page(ada.get(own))
    for reader in (world.ben, world.dan, world.cleo):
        client = login(Client(), reader)
        assert words in page(client.get(institution))
        assert words in page(client.get(cohort))
        assert ("Skolor och enheter" in page(client.get(institution))) == (reader == world.cleo)
    english = login(Client(), world.dan)
    english.post(reverse("language"), {"language": "en", "next": "/"})
    world.round.functions.filter(code="planning").update(name_en="Planning")
    assert "Planning, School of Engineering" in page(english.get(institution))
    elsewhere = login(Client(), world.eve)
    assert elsewhere.get(institution).status_code == HTTPStatus.NOT_FOUND


def test_staff_filter_seats_by_school(world: World) -> None:
    unit, foreign = add(world), add(world, "KV", OTHER)
    actions.place_seat(world.seat("VR", "planning"), unit=unit, **by(world))
    actions.place_seat(world.seat("KV", "coordinator"), unit=foreign, **by(world))
    cleo, here = login(Client(), world.cleo), reverse("admin:cohorts_holding_changelist")
    listed = page(cleo.get(here))
    assert (f"{SCHOOL}, Vetenskapsrådet" in listed, OTHER in listed) == (True, False)

    found = page(cleo.get(here, {"enhet": str(unit.key)}))
    assert ("Ben Åkesson" in found, "Ada Lind" in found.split("changelist")[-1]) == (True, False)
    other = page(cleo.get(here, {"enhet": str(foreign.key)}))
    assert "Eve" not in other


@pytest.mark.parametrize("route", ["own_seats", "cohort", "institution", "sub_units"])
def test_as_many_queries_however_many_schools(world: World, route: str) -> None:
    keys = {
        "own_seats": world.participations["VR"].key,
        "cohort": world.group2.key,
        "institution": world.institutions["VR"].key,
        "sub_units": world.institutions["VR"].key,
    }
    client, here = login(Client(), world.ada), reverse(route, args=[keys[route]])
    counts = []
    for codes in (("planning",), ("head", "finance", "coordinator")):
        for code in codes:
            unit = add(world, name=f"Skolan för {code}")
            actions.place_seat(world.seat("VR", code), unit=unit, **by(world))
        client.get(here)
        with CaptureQueriesContext(connection) as context:
            client.get(here)
        counts.append(len(context))
    assert counts[0] == counts[1]
