"""Who is ready: read off the steps of the board, with who and what is missing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertNumQueries

from cohorts.models import Participation
from exchange_portal.audit.models import TrailEntry
from meetings import actions as meetings
from meetings.models import Assignment
from preparation import actions as preparation
from programmes.models import Pass
from tests.personas import World, login
from tests.preparation.conftest import confirm, plan
from tests.programmes.test_board import fill_every_seat
from tests.programmes.test_home import hand_in, words
from tests.selfassessment.conftest import PRECONDITIONS, open_for, ship

type Browser = Callable[[str], Client]
WHY = "Kursen är inbokad veckan efter uppstarten."


@pytest.fixture
def browser(world: World) -> Browser:
    return lambda name: login(Client(), world.people[name])


@pytest.fixture
def asked(world: World) -> World:
    """A round that asks for a confirmation, a course and one thing to hand in."""
    plan(world, confirm_by=world.days(-2))
    world.round.preparation_ends_on = world.days(30)
    world.round.save()
    for cohort in (world.group1, world.group2):
        meetings.set_assignment(
            cohort,
            phase=Assignment.Phase.PREPARATION,
            title_sv="Läs på",
            instructions_sv="Läs.",
            due_on=world.days(5),
            questions=[meetings.QuestionText(prompt_sv="Hur gick det?")],
            by=None,
            now=world.now,
        )
    return world


def at(world: World, place: str = "VR", name: str = "readiness") -> str:
    return reverse(name, args=[world.participations[place].key])


def told(response: Any) -> dict[str, tuple[str, bool, list[str]]]:
    """Each requirement: how it stands, whether it is there, and for whom it waits."""
    return {
        str(one.name): (one.cell.label, one.is_met, one.who)
        for one in response.context["told"].requirements
    }


def everything(world: World) -> None:
    """All that is asked of Vetenskapsrådet."""
    everything_but_assignments(world)
    hand_in(world, world.ada, "VR", Assignment.objects.get(cohort=world.group2))


def everything_but_assignments(world: World) -> None:
    fill_every_seat(world, but=("Forte", "head"))
    place = world.participations["VR"]
    confirm(world, "VR", "hedda")
    for one in place.seats.all():
        for holding in one.holdings.all():
            preparation.say_course(
                place, kind="known", taken_on=None, upload=None, by=holding.user, now=world.now
            )


def staff_page(client: Client, **query: str) -> Any:
    response = client.get(reverse("staff_readiness"), query)
    assert response.status_code == 200
    return response


def verdicts(response: Any) -> dict[str, str]:
    return {
        row.institution: verdict.label
        for table in response.context["tables"]
        for row, _place, verdict in table.rows
    }


def test_who_and_what_is_missing(asked: World, browser: Browser) -> None:
    response = browser("ada").get(at(asked))

    assert told(response) == {
        "Platserna": (
            "En ledig plats",
            False,
            ["Ansvarig chef för en del av kärnverksamheten"],
        ),
        "Ledningens bekräftelse": (
            "Inte bekräftad, försenad 2 dagar",
            False,
            ["Hedda Öberg"],
        ),
        "Läs på": ("Inte inlämnad", False, ["Ada Lind"]),
        "Grunderna i jämställdhetsintegrering": (
            "0 av 3",
            False,
            ["Ada Lind", "Ben Åkesson", "Hedda Öberg"],
        ),
    }
    text = words(response.text)
    assert "Är ni redo?" in text
    assert "4 saker saknas" in text
    assert "Ni är välkomna på alla träffar ändå. Ingenting stängs." in text


def test_whoever_has_begun_is_told_to_nobody(asked: World, browser: Browser) -> None:
    before = told(browser("cleo").get(at(asked))), verdicts(staff_page(browser("cleo")))
    assignment = Assignment.objects.get(cohort=asked.group2)
    meetings.save_answer(
        assignment,
        participation=asked.participations["VR"],
        question=assignment.questions.get(),
        text="Ett utkast.",
        version=0,
        by=asked.ada,
        now=asked.now,
    )
    after = told(browser("cleo").get(at(asked))), verdicts(staff_page(browser("cleo")))

    assert before == after


def test_with_everything_there_they_are_ready(asked: World, browser: Browser) -> None:
    everything(asked)
    text = words(browser("ada").get(at(asked)).text)

    assert "Ni är redo" in text
    assert "Det här saknas" not in text
    assert "1 av 4 institutioner i gruppen är redo." in text
    assert verdicts(staff_page(browser("cleo"))) == {
        "Vetenskapsrådet": "Redo",
        "Formas": "3 saker saknas",
        "Forte": "4 saker saknas",
        "Vinnova": "3 saker saknas",
    }


def test_what_is_not_open_yet_is_in_the_way(asked: World, browser: Browser) -> None:
    everything(asked)
    ship()
    open_for(asked, "VR", PRECONDITIONS, opens_on=asked.days(3), due_on=asked.days(9))

    response = browser("ada").get(at(asked))
    text = words(response.text)
    assert ("Är ni redo?" in text, "Det här öppnar senare" in text) == (True, True)
    told_of = response.context["told"]
    assert (len(told_of.left), len(told_of.ahead)) == (0, 1)
    assert verdicts(staff_page(browser("cleo")))["Vetenskapsrådet"] == "Klart så långt"
    # Whoever is not asked is not held up by it.
    assert verdicts(staff_page(browser("cleo")))["Forte"] == "4 saker saknas"


def test_each_reader_has_links_that_open(asked: World, browser: Browser) -> None:
    everything(asked)
    for who in ("ada", "cleo"):
        client = browser(who)
        links = [one.url for one in client.get(at(asked)).context["told"].requirements]
        assert [(url, client.get(url).status_code) for url in links] == [
            (url, 200) for url in links
        ]


def test_the_way_to_it_stands_on_min_sida_in_the_preparation(
    asked: World, browser: Browser
) -> None:
    link = f'href="{at(asked)}"'
    assert link in browser("hedda").get(reverse("home")).text
    asked.round.preparation_ends_on = asked.days(-1)
    asked.round.save()
    assert link not in browser("hedda").get(reverse("home")).text


def test_for_whom_it_is(asked: World, browser: Browser) -> None:
    status = {who: browser(who).get(at(asked)).status_code for who in asked.people}

    assert {who for who, code in status.items() if code == 200} == {
        *("ada", "ben", "hedda"),
        *("cleo", "gun"),
    }
    assert status["dan"] == 403
    assert status["paul"] == 404


# --- Letting through by hand --------------------------------------------------------------------


def test_let_through_with_a_reason_and_taken_back(asked: World, browser: Browser) -> None:
    cleo = browser("cleo")
    for _ in range(2):  # pressed twice it is done once
        assert cleo.post(at(asked, name="let_through"), {"reason": WHY}).status_code == 302

    given = Pass.objects.get()
    assert (given.reason, given.given_by) == (WHY, asked.cleo)
    text = words(browser("ada").get(at(asked)).text)
    assert "Cleo Berg släppte igenom institutionen" in text
    assert WHY in text
    assert "Ta tillbaka" not in text
    assert verdicts(staff_page(cleo))["Vetenskapsrådet"] == "Släppt igenom"
    other = browser("gun").post(at(asked, name="let_through"), {"reason": "Ett annat."})
    assert Pass.objects.get().reason == WHY
    assert other.status_code == 302

    cleo.post(at(asked, name="take_back_pass"))
    cleo.post(at(asked, name="take_back_pass"))
    assert WHY not in browser("ada").get(at(asked)).text
    assert verdicts(staff_page(cleo))["Vetenskapsrådet"] == "4 saker saknas"
    told_of = TrailEntry.objects.filter(about_type="programmes.pass", about_id=given.pk)
    assert [one.event for one in told_of.order_by("pk")] == [
        "programmes.let_through",
        "programmes.pass_taken_back",
    ]
    cleo.post(at(asked, name="let_through"), {"reason": WHY})
    assert Pass.objects.count() == 2


def test_no_reason_is_refused(asked: World, browser: Browser) -> None:
    refused = browser("cleo").post(at(asked, name="let_through"), {"reason": "  "})

    assert refused.status_code == 422
    assert "Skriv varför." in words(refused.text)
    assert not Pass.objects.exists()


def test_one_pass_at_a_time_in_the_database(asked: World) -> None:
    given = {
        "participation": asked.participations["VR"],
        "reason": WHY,
        "given_at": asked.now,
        "given_by": asked.cleo,
    }
    Pass.objects.create(**given)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pass.objects.create(**given)
    assert not Pass.objects.visible_to(asked.dan, asked.now).exists()
    assert not Pass.objects.visible_to(asked.paul, asked.now).exists()
    assert Pass.objects.visible_to(asked.ben, asked.now).exists()


# --- The staff's page ---------------------------------------------------------------------------


def test_the_board_says_the_same(asked: World, browser: Browser) -> None:
    everything(asked)
    cleo = browser("cleo")
    (board,) = cleo.get(reverse("staff_board")).context["tables"]
    (ready,) = staff_page(cleo).context["tables"]
    of_board = {row.institution: [cell.label for _name, cell in row.cells] for row in board.rows}

    assert of_board == {
        row.institution: [cell.label for _name, cell in row.cells] for row, *_ in ready.rows
    }


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(asked: World, browser: Browser, count: int) -> None:
    ship()
    for number in range(count):
        open_for(
            asked,
            ["VR", "Forte", "Formas"][number],
            PRECONDITIONS,
            opens_on=asked.days(-1),
            due_on=asked.days(9),
        )
    cleo, ada = browser("cleo"), browser("ada")
    staff_page(cleo)
    ada.get(at(asked))
    with assertNumQueries(11):
        staff_page(cleo)
    with assertNumQueries(14):
        ada.get(at(asked))


def test_a_mentor_is_not_kept_back_by_what_it_does_not_owe(asked: World, browser: Browser) -> None:
    everything_but_assignments(asked)
    assert verdicts(staff_page(browser("cleo")))["Vetenskapsrådet"] == "1 sak saknas"
    Participation.objects.filter(pk=asked.participations["VR"].pk).update(role="mentor")

    page = browser("ada").get(at(asked))
    assert page.context["told"].verdict.label == "Redo"
    assert "Läs på" not in told(page)
    assert verdicts(staff_page(browser("cleo")))["Vetenskapsrådet"] == "Redo"
