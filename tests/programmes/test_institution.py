"""An institution's page: its history, as far as each reader may see."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from cohorts import actions
from cohorts.models import Institution, User
from exchange_portal.ui.texts import full_day
from meetings.actions import name_for_meeting
from meetings.models import Assignment, Meeting, Sharing, SubmittedVersion
from tests.personas import World, login
from tests.programmes.test_home import hand_in, words


def get(client: Client, user: User, name: str) -> Any:
    institution = Institution.objects.get(name=name)
    response = login(client, user).get(reverse("institution", args=[institution.key]))
    assert response.status_code == 200
    return response


def parts(response: Any) -> dict[str, tuple[list[str], list[str]]]:
    """By cohort: who had seats, and what was handed in."""
    return {
        part.participation.cohort.name: (
            [one.name for one in part.people],
            [str(one.title) for one in part.done],
        )
        for part in response.context["parts"]
    }


def hand_one_in(world: World) -> Assignment:
    assignment = Assignment.objects.get(cohort=world.group2)
    Assignment.objects.filter(pk=assignment.pk).update(sharing=Sharing.OWN)
    assignment.refresh_from_db()
    hand_in(world, world.ada, "VR", assignment)
    return assignment


def test_its_own_people_see_everyone_who_had_a_seat(client: Client, begun: World) -> None:
    assignment = hand_one_in(begun)

    response = get(client, begun.ben, "Vetenskapsrådet")

    people = ["Ben Åkesson", "Lena Ström", "Nora Dahl", "Ada Lind", "Hedda Öberg"]
    found = parts(response)["Grupp 2"]
    assert (sorted(found[0]), found[1]) == (sorted(people), [assignment.title_sv])
    assert "Ankare" in words(response.text)
    version = SubmittedVersion.objects.get()
    assert reverse("submitted", args=[version.key]) in response.text


def test_the_others_of_the_group_see_todays_and_what_is_shared(
    client: Client, begun: World
) -> None:
    hand_one_in(begun)

    people, done = parts(get(client, begun.dan, "Vetenskapsrådet"))["Grupp 2"]

    assert sorted(people) == ["Ada Lind", "Ben Åkesson", "Hedda Öberg"]
    assert done == []


def test_those_who_run_it_see_round_after_round(client: Client, begun: World) -> None:
    """The same institution in an earlier round, each with its own seats."""
    response = get(client, begun.gun, "Vinnova")

    rounds = [part.participation.cohort.round.name for part in response.context["parts"]]
    assert rounds == ["JiM+ 2021–2022", "JiM+ 2019–2020", "JiM+ 2016–2017"]
    people = {
        part.participation.cohort.round.name: part.people for part in response.context["parts"]
    }
    assert [one.name for one in people["JiM+ 2019–2020"]] == [begun.rut.name]

    only_now = get(client, begun.cleo, "Vinnova")
    assert list(parts(only_now)) == ["Grupp 2"]


def test_staff_are_led_to_what_was_handed_in(client: Client, begun: World) -> None:
    hand_one_in(begun)
    version = SubmittedVersion.objects.get()

    page = get(client, begun.cleo, "Vetenskapsrådet").text

    assert reverse("staff_submitted", args=[version.key]) in page
    assert client.get(reverse("staff_submitted", args=[version.key])).status_code == 200


def test_who_never_took_a_seat_is_not_named(client: Client, begun: World) -> None:
    holding = begun.nora.holdings.get()
    actions.end_holding(holding, until_on=holding.from_on, by=begun.gun, now=begun.now)

    assert "Nora Dahl" not in get(client, begun.ada, "Vetenskapsrådet").text


def test_when_a_seat_was_held(client: Client, begun: World) -> None:
    lena = begun.lena.holdings.get()

    page = words(get(client, begun.ada, "Vetenskapsrådet").text)

    assert f"Lena Ström {full_day(lena.from_on)} – {full_day(begun.days(-1))}" in page


def test_the_groups_page_leads_there(client: Client, begun: World) -> None:
    institution = Institution.objects.get(name="Forte")

    page = login(client, begun.ada).get(reverse("cohort", args=[begun.group2.key])).text

    assert reverse("institution", args=[institution.key]) in page


def test_those_who_read_english_are_told_its_english_name(client: Client, begun: World) -> None:
    """Beside the name, on the two pages that tell who somebody is."""
    Institution.objects.filter(name="Vetenskapsrådet").update(name_en="Swedish Research Council")
    group = reverse("cohort", args=[begun.group2.key])
    swedish = get(client, begun.dan, "Vetenskapsrådet").text + client.get(group).text

    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    pages = [get(client, begun.dan, "Vetenskapsrådet").text, client.get(group).text]

    assert "Swedish Research Council" not in swedish
    assert [page.count("Swedish Research Council") for page in pages] == [1, 1]
    assert [page.count("Vetenskapsrådet") > 0 for page in pages] == [True, True]


@pytest.mark.parametrize("who", ["gun", "ada"])
def test_as_many_queries_whatever_there_is(
    client: Client, begun: World, django_assert_max_num_queries: Any, who: str
) -> None:
    login(client, begun.people[who])
    url = reverse("institution", args=[Institution.objects.get(name="Vetenskapsrådet").key])

    def ask() -> int:
        with django_assert_max_num_queries(10) as counted:
            assert client.get(url).status_code == 200
        return len(counted)

    client.get(url)
    few = ask()
    hand_one_in(begun)
    assert ask() == few


def test_those_who_stood_in_are_told_with_when_and_at_what(client: Client, begun: World) -> None:
    by: Any = {"by": begun.ada, "now": begun.now}
    seat = begun.seat("VR", "planning")
    kickoff = Meeting.objects.get(cohort=begun.group2, number=1)
    actions.name_stand_in(
        seat, user=begun.nils, from_on=begun.days(-9), until_on=begun.days(-4), **by
    )
    name_for_meeting(kickoff, seat=seat, user=begun.nils, **by)
    first, last = full_day(begun.days(-9)), full_day(begun.days(-5))
    until = full_day(begun.days(16))

    told = words(get(client, begun.ben, "Vetenskapsrådet").text)

    assert f"Nils Holm, ersättare {first} – {last}" in told
    whole = f"Nils Holm, ersättare ( Träff 1: Tema 1 ) {full_day(begun.today)} – {until}"
    assert whole in told
    others = words(get(client, begun.dan, "Vetenskapsrådet").text)
    assert (first in others, "Nils Holm, ersättare ( Träff 1" in others) == (False, True)
