"""The board: where each institution is with each step. Of drafts it knows nothing."""

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from cohorts.models import User
from meetings import actions
from meetings.models import Assignment, Meeting, SubmittedVersion
from tests.personas import World, login
from tests.programmes.conftest import ask, plan
from tests.programmes.test_board import fill_every_seat
from tests.programmes.test_home import hand_in, heading, page, words

type Cells = dict[str, dict[str, str]]  # by institution and step


def board(client: Client, user: User, **query: str) -> Any:
    response = login(client, user).get(reverse("staff_board"), query)
    assert response.status_code == 200
    return response


def tables(response: Any) -> dict[str, Cells]:
    """By the name of the group."""
    return {
        table.group.name: {
            row.institution: {str(name): cell.label for name, cell in row.cells}
            for row in table.rows
        }
        for table in response.context["tables"]
    }


def assignment_of(world: World) -> Assignment:
    return Assignment.objects.select_related("meeting").get(cohort=world.group2)


def without_tokens(response: Any) -> list[str]:
    return [line for line in response.text.splitlines() if "csrf" not in line]


def send_back(world: World) -> None:
    version = SubmittedVersion.objects.get()
    actions.return_for_completion(version, comment="Mer.", by=world.cleo, now=world.now)


# --- Cells --------------------------------------------------------------------------------------


def test_where_each_institution_is(client: Client, begun: World) -> None:
    assignment = assignment_of(begun)
    hand_in(begun, begun.dan, "Forte", assignment)
    send_back(begun)
    hand_in(begun, begun.ada, "VR", assignment)
    Assignment.objects.update(due_on=begun.days(-3))

    response = board(client, begun.cleo)

    assert tables(response) == {
        "Grupp 2": {
            "Vetenskapsrådet": {"Inför träff 1": "Inlämnad"},
            "Formas": {"Inför träff 1": "Försenad 3 dagar"},
            "Forte": {"Inför träff 1": "Kompletteras"},
            "Vinnova": {"Inför träff 1": "Försenad 3 dagar"},
        }
    }
    assert heading(response.text) == "Läget i JiM+ 2021–2022"


def test_a_cell_leads_to_where_it_is_dealt_with(client: Client, begun: World) -> None:
    assignment = assignment_of(begun)
    hand_in(begun, begun.dan, "Forte", assignment)
    response = board(client, begun.cleo)
    links = {
        row.institution: cell.url
        for row in response.context["tables"][0].rows
        for _name, cell in row.cells
    }
    version = SubmittedVersion.objects.get()

    assert links["Forte"] == reverse("staff_submitted", args=[version.key])
    assert f'<a class="tag done" href="{links["Forte"]}">Inlämnad</a>' in response.text
    listed = client.get(links["Formas"])
    assert {row.assignment.pk for row in listed.context["rows"]} == {assignment.pk}
    assert len(listed.context["rows"]) == 4


def test_the_newest_version_counts(client: Client, begun: World) -> None:
    assignment = assignment_of(begun)
    hand_in(begun, begun.dan, "Forte", assignment)
    send_back(begun)
    hand_in(begun, begun.dan, "Forte", assignment)

    assert tables(board(client, begun.cleo))["Grupp 2"]["Forte"] == {"Inför träff 1": "Inlämnad"}


def test_what_has_not_opened_says_when_it_does(client: Client, begun: World) -> None:
    first = assignment_of(begun)
    Assignment.objects.filter(pk=first.pk).update(opens_on=begun.days(1))
    second = ask(begun, begun.group2, Meeting.objects.get(cohort=begun.group2, number=2), days=20)
    dates = {"opens_on": None, "due_on": None, "opens_days_before": 28, "due_days_before": 7}
    Assignment.objects.filter(pk=second.pk).update(**dates)

    cells = tables(board(client, begun.cleo))["Grupp 2"]["Formas"]

    assert re.fullmatch(r"Öppnar \d+ [a-z]+", cells["Inför träff 1"])
    assert cells["Inför träff 2"] == "Inget datum än"


def test_steps_come_in_the_order_of_the_round(client: Client, begun: World) -> None:
    """Preparation, then the meetings as they are held, and what has no date last."""
    kickoff, undated = Meeting.objects.filter(cohort=begun.group2).order_by("number")
    early = plan(begun, begun.group2, 3, days=4)
    phase, by = Assignment.Phase, {"by": None, "now": begun.now}
    facts: dict[str, Any] = {"instructions_sv": "Kort.", "questions": [], **by}
    for meeting, when, title, days in [
        (undated, phase.BEFORE, "Utan datum", None),
        (kickoff, phase.AFTER, "Efteråt", 30),
        (kickoff, phase.BEFORE, "En till", 8),
        (early, phase.AFTER, "Tidig", 40),
        (None, phase.PREPARATION, "Presentera er", 1),
        (None, phase.PREPARATION, "Gå kursen", -9),
    ]:
        due_on = begun.days(days) if days else None
        actions.set_assignment(
            begun.group2, meeting=meeting, phase=when, title_sv=title, due_on=due_on, **facts
        )

    (table,) = board(client, begun.cleo, steg="alla").context["tables"]

    assert [(head.name, head.about) for head in table.heads] == [
        ("Gå kursen", "Förberedelse"),
        ("Presentera er", "Förberedelse"),
        ("Efter träff 3", "Tidig"),
        ("Inför träff 1 (1)", "Beskriv ert läge"),
        ("Inför träff 1 (2)", "En till"),
        ("Efter träff 1", "Efteråt"),
        ("Inför träff 2", "Utan datum"),
    ]


def test_the_steps_about_today_are_shown_first(client: Client, begun: World) -> None:
    """Of fourteen the five whose last day was, or will be, nearest; the others are asked for."""
    kickoff = Meeting.objects.get(cohort=begun.group2, number=1)
    Assignment.objects.filter(cohort=begun.group2).update(due_on=begun.days(-20), opens_on=None)
    for number in range(2, 15):
        ask(begun, begun.group2, kickoff, days=number - 9 if number < 10 else number)

    near, every = (
        [str(head.name) for head in response.context["tables"][0].heads]
        for response in (board(client, begun.cleo), board(client, begun.cleo, steg="alla"))
    )

    assert every == [f"Inför träff 1 ({number})" for number in range(1, 15)]
    assert near == every[5:10]


def test_titles_are_text_and_no_markup(client: Client, begun: World) -> None:
    title = "<script>alert(1)</script>"
    ask_early = {"phase": Assignment.Phase.PREPARATION, "meeting": None, "title_sv": title}
    Assignment.objects.filter(cohort=begun.group2).update(**ask_early)

    response = board(client, begun.cleo)

    assert title not in response.text
    assert response.text.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 5  # heading and cells


def test_a_draft_changes_nothing(client: Client, begun: World) -> None:
    before = without_tokens(board(client, begun.cleo))
    assignment = assignment_of(begun)
    actions.save_answer(
        assignment,
        participation=begun.participations["VR"],
        question=assignment.questions.get(),
        text="Så här.",
        version=0,
        by=begun.ada,
        now=begun.now,
    )
    assert without_tokens(board(client, begun.cleo)) == before

    hand_in(begun, begun.dan, "Forte", assignment)
    assert without_tokens(board(client, begun.cleo)) != before


def test_institutions_anchors_first_with_their_vacancies(client: Client, begun: World) -> None:
    fill_every_seat(begun, but=("Forte", "head"))
    response = board(client, begun.cleo)
    rows = response.context["tables"][0].rows

    assert [(row.institution, row.part, row.seats.label) for row in rows] == [
        ("Vetenskapsrådet", "Ankare", "Alla besatta"),
        ("Formas", "", "Alla besatta"),
        ("Forte", "", "En ledig plats"),
        ("Vinnova", "", "Alla besatta"),
    ]
    place = begun.participations["Forte"].pk
    assert rows[2].seats.url == reverse("admin:cohorts_participation_change", args=[place])
    assert client.get(rows[2].seats.url).status_code == 200


# --- What needs somebody ------------------------------------------------------------------------


def test_what_needs_somebody_is_what_min_sida_says(client: Client, begun: World) -> None:
    fill_every_seat(begun, but=("Forte", "head"))
    Assignment.objects.filter(cohort=begun.group2).update(due_on=begun.days(-3))

    at_home = page(client, begun.cleo)
    response = board(client, begun.cleo)

    listed = re.compile(r'<ul class="needs">.*?</ul>', re.DOTALL)
    assert heading(at_home) == response.context["needs"].heading == "Fem saker behöver dig"
    assert words(listed.findall(response.text)[0]) == words(listed.findall(at_home)[0])
    assert reverse("staff_board") in at_home


def test_they_are_those_of_the_groups_that_are_shown(client: Client, begun: World) -> None:
    fill_every_seat(begun, but=("", ""))
    Assignment.objects.filter(cohort=begun.group1).update(due_on=begun.days(-3))

    one = board(client, begun.gun, grupp=str(begun.group2.key))
    other = board(client, begun.gun, grupp=str(begun.group1.key))

    assert one.context["needs"].heading == "Inget behöver dig just nu"
    assert "Grupp 1, inför träff 1. Sista dag var " in words(other.text)
