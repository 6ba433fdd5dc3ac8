"""A seat passes to a successor in one step, with a sheet of what they need to know."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cohorts import actions
from cohorts.models import Holding, User
from cohorts.rules import belongs_to
from exchange_portal.outbox.models import Notice
from exchange_portal.ui.texts import full_day
from meetings.models import Assignment
from programmes.handing_over import ways_for
from tests.personas import World, canary, login
from tests.programmes.conftest import ask, plan
from tests.programmes.test_home import hand_in, words


def of_ben(world: World) -> Holding:
    return world.ben.holdings.get()


def page(holding: Holding, name: str = "hand_over") -> str:
    return reverse(name, args=[holding.key])


def siv(world: World, **other: str) -> dict[str, str]:
    given = {"name": "Siv Ek", "address": "siv@vr.example", "from_on": world.days(5).isoformat()}
    return given | other


def test_end_and_fill_in_one_step(begun: World) -> None:
    """Pressed twice, once. The leaver's way in ends at the next request on the day."""
    ben, ada = of_ben(begun), login(Client(), begun.ada)
    assert page(ben) in ada.get(page(ben, "colleague")).text
    assert f'value="{begun.days(1).isoformat()}"' in ada.get(page(ben)).text  # today is Ben's

    answers = [ada.post(page(ben), siv(begun), follow=True) for _ in range(2)]

    for answer in answers:
        assert f"Siv Ek tar över platsen {full_day(begun.days(5))}." in answer.text
    found = Holding.objects.filter(seat=ben.seat).order_by("from_on")
    assert [(one.user.name, one.from_on, one.until_on) for one in found] == [
        ("Ben Åkesson", begun.days(-100), begun.days(5)),
        ("Siv Ek", begun.days(5), None),
    ]
    assert Notice.objects.filter(recipient__name="Siv Ek").count() == 1
    place, successor = begun.participations["VR"], found[1].user
    here = [
        [belongs_to(one, place, begun.now + timedelta(days=day)) for day in (4, 5)]
        for one in (begun.ben, successor)
    ]
    assert here == [[True, False], [False, True]]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"address": "dan@forte.example", "is_sure": "on"}, "hör till en annan institution"),
        ({"from_on": "2020-01-01"}, "Dagen har redan varit"),
        ({"from_on": ""}, "Efterträdarens första dag"),
        ({"name": ""}, "Skriv personens namn"),
        ({"person": "ben", "name": "", "address": ""}, "Personen har redan platsen"),
        ({"person": "dan", "name": "", "address": ""}, "Det valet finns inte längre"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_changed(
    begun: World, given: dict[str, str], said: str
) -> None:
    if "person" in given:
        given = given | {"person": str(begun.people[given["person"]].pk)}
    answer = login(Client(), begun.ada).post(page(of_ben(begun)), siv(begun, **given))

    assert (answer.status_code, said in answer.text) == (422, True)
    assert (of_ben(begun).until_on, of_ben(begun).seat.holdings.count()) == (None, 1)
    assert not User.objects.filter(name="Siv Ek").exists()


def test_one_who_is_to_come_already_stands_in_the_way(begun: World) -> None:
    """Both or neither: when the seat cannot be filled, nobody's time is ended."""
    ben = of_ben(begun)
    actions.end_holding(ben, until_on=begun.days(20), by=begun.ada, now=begun.now)
    actions.fill_seat(
        ben.seat, user=begun.nils, from_on=begun.days(20), by=begun.ada, now=begun.now
    )
    answer = login(Client(), begun.ada).post(page(ben), siv(begun))

    assert (answer.status_code, "Någon annan har platsen" in answer.text) == (422, True)
    assert of_ben(begun).until_on == begun.days(20)
    assert not User.objects.filter(name="Siv Ek").exists()


def test_nobody_hands_over_before_they_have_begun(begun: World) -> None:
    nora = begun.nora.holdings.get()
    answer = login(Client(), begun.ada).post(
        page(nora), siv(begun, from_on=begun.days(3).isoformat())
    )

    assert (answer.status_code, "Efterträdaren kan börja tidigast" in answer.text) == (422, True)
    assert begun.nora.holdings.get().until_on is None


def test_staff_hand_over_for_the_coordinator(begun: World) -> None:
    ada = begun.ada.holdings.get()
    assert login(Client(), begun.ada).get(page(ada)).status_code == 403
    cleo = login(Client(), begun.cleo)
    answer = cleo.post(page(ada), siv(begun, person=str(begun.nils.pk), name="", address=""))

    assert answer["Location"] == page(ada, "hand_over_sheet")
    assert begun.ada.holdings.get().until_on == begun.days(5)
    assert begun.nils.holdings.get().from_on == begun.days(5)


def _after_the_day(begun: World) -> dict[str, Any]:
    """Ben has left, Siv has his seat; Vetenskapsrådet has handed one thing in and has one left."""
    first = Assignment.objects.get(cohort=begun.group2)
    hand_in(begun, begun.ada, "VR", first)
    actions.hand_over(
        of_ben(begun),
        name="Siv Ek",
        email="siv@vr.example",
        from_on=begun.today,
        by=begun.ada,
        now=begun.now,
    )
    return {"siv": User.objects.get(name="Siv Ek"), "first": first}


def test_the_sheet_tells_the_successor(begun: World) -> None:
    told = _after_the_day(begun)
    shown = login(Client(), told["siv"]).get(page(of_ben(begun), "hand_over_sheet"))

    assert shown.status_code == 200
    text = words(shown.text)
    for one in (
        "Ben Åkesson",
        "Siv Ek",
        "Träff 1: Tema 1",
        "Träff 2: Tema 2",
        "inget datum än",
        told["first"].title_sv,
        "ada@vr.example",
        "Cleo Berg",
    ):
        assert one in text


def test_min_sida_leads_both_to_it(begun: World) -> None:
    sheet = page(of_ben(begun), "hand_over_sheet")
    assert sheet not in login(Client(), begun.ben).get(reverse("home")).text
    actions.hand_over(
        of_ben(begun), user=begun.nils, from_on=begun.days(3), by=begun.ada, now=begun.now
    )
    assert sheet in login(Client(), begun.ben).get(reverse("home")).text
    later = begun.now + timedelta(days=4)
    assert [(one.holding, one.is_leaving) for one in ways_for(begun.nils, later)] == [
        (of_ben(begun), False)
    ]
    assert ways_for(begun.nils, begun.now + timedelta(days=40)) == []


def test_who_reads_the_sheet(begun: World) -> None:
    """The leaver until the day, the successor from it, the coordinator, and those who run the
    group; who are told of nothing that is under way."""
    told = _after_the_day(begun)
    answers = {
        who: login(Client(), told.get(who) or begun.people[who])
        .get(page(of_ben(begun), "hand_over_sheet"))
        .status_code
        for who in ("siv", "ada", "cleo", "gun", "hedda", "ben", "dan", "eve", "paul")
    }
    assert answers == {
        "siv": 200,
        "ada": 200,
        "cleo": 200,
        "gun": 200,
        "hedda": 403,
        "ben": 403,
        "dan": 404,
        "eve": 404,
        "paul": 404,
    }
    sheet = login(Client(), begun.cleo).get(page(of_ben(begun), "hand_over_sheet")).text
    assert "ser bara de som arbetar där" in words(sheet)
    assert canary("VR") not in sheet


def test_as_many_queries_whatever_there_is(begun: World, django_assert_max_num_queries) -> None:
    told = _after_the_day(begun)
    client, counts = login(Client(), told["siv"]), []
    for number in (3, 4, 5):
        ask(begun, begun.group2, plan(begun, begun.group2, number, days=number), days=number)
        with django_assert_max_num_queries(24) as counted:
            assert client.get(page(of_ben(begun), "hand_over_sheet")).status_code == 200
        counts.append(len(counted))

    assert counts == counts[:1] * 3
