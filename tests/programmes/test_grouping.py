"""Groups proposed of those that wait for a round, moved by hand, and on to the round."""

from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from cohorts.models import Participation
from programmes.interest import propose
from programmes.models import ExpressionOfInterest, TemplateVersion
from tests.personas import World, login
from tests.programmes.filling_in import carried, filled, preview
from tests.programmes.interested import admit, decision, express
from tests.programmes.starting import version_of


def test_groups_are_of_those_alike_whatever_the_order(world: World) -> None:
    told_of = [
        ("A", "agency", "grants", "1"),
        ("B", "agency", "justice", "4"),
        ("C", "agency", "grants", "1"),
        ("D", "agency", "justice", "4"),
        ("E", "agency", "grants", "2"),
        ("F", "agency", "justice", "3"),
        ("G", "university", "education", "3"),
        ("H", "university", "education", "3"),
        ("I", "university", "education", "3"),
        ("J", "region", "welfare", "4"),
    ]
    made = [
        express(world, name, kind=kind, activity=activity, size=size)
        for name, kind, activity, size in told_of
    ]
    names = [[one.institution_name for one in group] for group in propose(made)]

    assert names == [["A", "C", "E"], ["F", "B", "D"], ["G", "H", "I"], ["J"]]
    again = propose(reversed(made))
    assert [[one.institution_name for one in group] for group in again] == names
    assert propose([]) == []


def test_moved_by_a_button_and_on_to_a_round(client: Client, world: World) -> None:
    jim: TemplateVersion = version_of("jim-plus", "2022")
    first, second, third = (admit(world, name) for name in ("Boverket", "Energiverket", "Sida"))
    address = reverse("propose_groups", args=[jim.key])
    login(client, world.gun)
    offered = client.get(reverse("interests")).text
    assert address in offered
    assert reverse("propose_groups", args=[version_of("jihu", "2022").key]) not in offered
    shown = client.get(address).text
    assert "Samma slag, samma slags verksamhet, lika stora och lika långt komna." in shown

    places = {f"i-{one.key}": "1" for one in (first, second, third)}
    moved = client.post(address, places | {"antal": "1", "flytta": f"{third.key}:2"}).text
    assert "Sida är flyttad" in moved
    start = carried(moved, reverse("plan_round", args=[jim.key]))
    assert start["grupp1-other_2"] == "Energiverket"
    assert start["grupp2-other_1"] == "Sida"
    page = client.post(reverse("plan_round", args=[jim.key]), start).text
    assert 'value="Energiverket"' in page

    shown_round = preview(client, jim, filled(world) | _emptied() | start)
    token = carried(shown_round.text, reverse("start_round", args=[jim.key]))
    assert client.post(reverse("start_round", args=[jim.key]), token).status_code == 302
    assert {one.round.name for one in ExpressionOfInterest.objects.all()} == {"JiM+ 2027–2028"}
    groups = Participation.objects.filter(cohort__round__name="JiM+ 2027–2028")
    assert groups.count() == 3
    assert "Ingen väntar" in client.get(address).text
    assert address not in client.get(reverse("interests")).text
    again = client.post(reverse("interest", args=[first.key]), decision() | {"gor": "skicka"})
    assert "har redan fått en plats" in again.text


def _emptied() -> dict[str, str]:
    return {
        name: ""
        for group in (1, 2, 3)
        for name in (
            f"grupp{group}-anchor",
            f"grupp{group}-other_1",
            f"grupp{group}-other_3",
            f"grupp{group}-meeting_1",
        )
    }


@pytest.mark.parametrize("bad", ["x", "x:2", ":", "9" * 50, "\x00:1"])
def test_bad_moves_move_nothing(client: Client, world: World, bad: str) -> None:
    jim = version_of("jim-plus", "2022")
    one = admit(world, "Boverket")
    login(client, world.gun)
    sent = {f"i-{one.key}": bad, "antal": bad, "flytta": bad}
    answer = client.post(reverse("propose_groups", args=[jim.key]), sent)

    assert answer.status_code == HTTPStatus.OK
    assert "Boverket" in answer.text
