"""What is new in a template is offered to the rounds that came from it, change by change."""

from datetime import UTC, datetime, time, timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cohorts.models import Function, Round, Seat
from exchange_portal.audit.models import TrailEntry
from meetings import actions as meetings
from meetings.models import Assignment, Meeting
from meetings.queries import drafts
from programmes import actions, events
from programmes.actions import NotPossible
from programmes.models import ChangeDecision, TemplateVersion
from programmes.recorded import document_of
from selfassessment.models import Assessment
from tests.personas import World, login
from tests.programmes.drafting import begin
from tests.programmes.starting import group, leader_of, start
from tests.programmes.test_home import words


@pytest.fixture
def round(world: World, jim: TemplateVersion) -> Round:
    """Two groups, of which the second has its first meeting in ten days."""
    groups = [
        group(world, "Norr", "Skatteverket", "CSN"),
        group(world, "Söder", "Vetenskapsrådet", "Forte"),
    ]
    groups[1].dates[1] = world.days(10)
    return start(world, jim, groups=groups)


def publish(world: World, jim: TemplateVersion, **changes: Any) -> TemplateVersion:
    """A newer version, with some things changed by path: «meetings 1 theme_sv»."""
    document = document_of(jim) | {"label": f"2{TemplateVersion.objects.count()}"}
    for path, value in changes.items():
        *way, last = [int(one) if one.isdigit() else one for one in path.split("__")]
        here: Any = document
        for step in way:
            here = here[step]
        here[last] = value(here[last]) if callable(value) else value
    draft = begin(world, document, based_on=jim)
    return actions.publish_draft(draft, revision=0, by=world.gun, now=world.now)


def offered(world: World, round: Round) -> dict[str, Any]:
    version = actions.newer_version(round, world.now)
    offers = actions.offers_of(round, version, world.now) if version else []
    return {one.change.heading: one for one in offers}


def take(world: World, round: Round, heading: str) -> None:
    key = offered(world, round)[heading].change.key
    for _press in range(2):
        actions.take_change(round, change=key, by=world.gun, now=world.now)


# --- The page -----------------------------------------------------------------------------------


def test_the_round_tells_and_takes_in_what_is_chosen(
    gun: Client, world: World, jim: TemplateVersion, round: Round
) -> None:
    page, address = (reverse(one, args=[round.key]) for one in ("round_meetings", "round_changes"))
    assert "Se vad som är nytt" not in gun.get(page).text
    publish(world, jim, reminder_days=[10, 2], meetings__5__theme_sv="Budget")
    assert f'<a href="{address}">Se vad som är nytt</a>' in gun.get(page).text

    text = words(gun.get(address).text)
    assert "Påminnelserna ändras 10 dagar före sista dagen. 2 dagar före sista dagen." in text
    assert "Träff 3 ändras Tema: «Jämställdhetsbudgetering» blir «Budget»" in text
    key = offered(world, round)["Träff 3 ändras"].change.key
    for _press in range(2):
        answer = gun.post(address, {"andring": key, "gor": "ta-in"})
        assert answer.status_code == HTTPStatus.FOUND
    themes = Meeting.objects.filter(cohort__round=round, number=3, kind="themed")
    assert set(themes.values_list("theme_sv", flat=True)) == {"Budget"}
    assert TrailEntry.objects.filter(event=events.CHANGE_TAKEN).count() == 1

    key = offered(world, round)["Påminnelserna ändras"].change.key
    gun.post(address, {"andring": key, "gor": "avsta"})
    assert "Inget nytt att ta in" in gun.get(address).text
    assert "Se vad som är nytt" not in gun.get(page).text
    assert sorted(round.reminder_rules.values_list("days_before", flat=True)) == [1, 7, 14]
    for other in ("x", "\0"):
        assert gun.post(address, {"andring": other, "gor": "ta-in"}).status_code == 422
    publish(world, jim, reminder_days=[10, 2], meetings__5__theme_sv="Budget")
    assert offered(world, round) == {}  # a later version with the same: decided already


def test_only_those_who_start_its_rounds(
    client: Client, world: World, jim: TemplateVersion, round: Round
) -> None:
    publish(world, jim, reminder_days=[10])
    address = reverse("round_changes", args=[round.key])
    key = offered(world, round)["Påminnelserna ändras"].change.key

    login(client, leader_of(world, "jihu"))
    posted = client.post(address, {"andring": key, "gor": "ta-in"})
    assert posted.status_code == HTTPStatus.NOT_FOUND
    login(client, leader_of(world, "jim-plus"))
    assert "Påminnelserna ändras" in client.get(address).text
    assert ChangeDecision.objects.count() == 0


def test_rounds_of_before_are_told_and_later_ones_are_not(
    world: World, jim: TemplateVersion, round: Round
) -> None:
    version = publish(world, jim, reminder_days=[10])
    assert actions.newer_version(round, world.now) == version
    assert actions.newer_version(world.round, world.now) is None  # it came from no template
    later = start(world, version, name="Senare", groups=[group(world, "G", "CSN")])
    assert actions.newer_version(later, world.now) is None
    over = datetime.combine(round.ends_on + timedelta(days=2), time(), UTC)
    assert actions.newer_version(round, over) is None
    actions.retire_template(version, by=world.gun, now=world.now)
    assert actions.newer_version(round, world.now) is None


# --- Change by change ---------------------------------------------------------------------------


def test_a_new_function_comes_before_the_sessions_that_call_it(
    world: World, jim: TemplateVersion, round: Round
) -> None:
    analyst = {
        **document_of(jim)["functions"][0],
        "code": "analyst",
        "name_sv": "Analys",
        "seat_count": 2,
    }
    publish(
        world,
        jim,
        functions=lambda those: [*those, analyst],
        meetings__1__sessions__0__audience=lambda those: [*those, "analyst"],
    )
    sessions = offered(world, round)["Passen på Träff 1 ändras"]
    assert {step.words for step in sessions.steps} == {"Ta in funktionen som kallas först."}
    with pytest.raises(NotPossible):
        take(world, round, "Passen på Träff 1 ändras")

    take(world, round, "Ny funktion: Analys")
    take(world, round, "Passen på Träff 1 ändras")
    function = Function.objects.get(round=round, code="analyst")
    assert Seat.objects.filter(function=function).count() == 4 * 2
    first = Meeting.objects.filter(cohort__round=round, number=1, kind="kickoff")
    called = [one.sessions.order_by("starts_at")[0].audience.count() for one in first]
    assert called == [6, 6]
    assert offered(world, round) == {}


def test_more_seats_beside_those_that_are_held(
    world: World, jim: TemplateVersion, round: Round
) -> None:
    publish(world, jim, functions__0__seat_count=3, functions__0__name_en="Planning")
    before = set(Seat.objects.filter(function__round=round).values_list("pk", flat=True))
    take(
        world, round, "Funktionen Central funktion för verksamhetsplanering och uppföljning ändras"
    )

    more = Seat.objects.filter(function__round=round).exclude(pk__in=before)
    assert sorted(more.values_list("function__code", "number")) == [
        ("planning", number) for number in (2, 3) for _place in range(4)
    ]
    assert before <= set(Seat.objects.values_list("pk", flat=True))
    assert Function.objects.get(round=round, code="planning").name_en == "Planning"


def test_what_has_opened_is_left_as_it_is_whether_begun_or_not(
    world: World, jim: TemplateVersion, round: Round
) -> None:
    """Söder has opened; in Norr the meeting has no date. A draft changes nothing of that."""
    publish(
        world,
        jim,
        meetings__1__assignments__1__title_sv="Berätta",
        meetings__1__assignments__1__due_days_before=3,
    )
    heading = "Uppgiften Beskriv hur ni arbetar med inriktning i dag ändras"

    def told() -> list[tuple[str, bool, str]]:
        steps = offered(world, round)[heading].steps
        return [(one.cohort.name, one.deed is not None, one.words) for one in steps]

    before = told()
    reason = "Uppgiften har öppnat, så någon kan ha börjat. Den ändras inte."
    assert before == [("Norr", True, ""), ("Söder", False, reason)]
    task = Assignment.objects.get(cohort__name="Söder", cohort__round=round, **FIRST)
    place = task.cohort.participations.get(institution__name="Forte")
    (answer, *_more) = drafts.draft(task, place).answers
    meetings.save_answer(
        task,
        participation=place,
        question=answer.question,
        text="Utkast",
        version=0,
        by=world.dan,
        now=world.now,
    )
    assert told() == before

    take(world, round, heading)
    titles = Assignment.objects.filter(cohort__round=round, **FIRST).order_by("cohort__name")
    assert [(one.title_sv, one.due_days_before) for one in titles] == [
        ("Berätta", 3),
        ("Beskriv hur ni arbetar med inriktning i dag", 7),
    ]


ASKED = {
    "instrument": "forutsattningar",
    "counts_from": "round",
    "opens_days_before": 30,
    "due_days_before": 2,
}
FIRST = {"phase": "before", "meeting__kind": "kickoff"}


def test_new_assignments_meetings_and_assessments(
    world: World, jim: TemplateVersion, round: Round
) -> None:
    meeting = {**document_of(jim)["meetings"][3], "number": 6, "theme_sv": "Mer"}
    task = {**meeting["assignments"][0], "code": "before-6", "title_sv": "Sjätte"}
    late = {**task, "code": "late", "title_sv": "Sen", "due_days_before": 20}
    publish(
        world,
        jim,
        meetings=lambda those: [*those, {**meeting, "assignments": [task]}],
        meetings__1__assignments=lambda those: [*those, late],
        assessments=[ASKED],
    )
    assert {one.words for one in offered(world, round)["Ny uppgift: Sjätte"].steps} == {
        "Ta in träffen först."
    }
    steps = offered(world, round)["Ny uppgift: Sen"].steps
    assert [(one.deed is not None, one.words) for one in steps] == [
        (True, ""),
        (False, "Sista dagen har redan passerat."),
    ]
    for heading in (
        "Ny träff: Träff 6",
        "Passen på Träff 6",
        "Ny uppgift: Sjätte",
        "Ny uppgift: Sen",
        "Ny självskattning: Förutsättningar",
    ):
        take(world, round, heading)
    tasks = Assignment.objects.filter(cohort__round=round, title_sv="Sjätte")
    assert [(one.questions.count(), one.meeting.number) for one in tasks] == [(3, 6)] * 2
    assert Assignment.objects.filter(cohort__round=round, title_sv="Sen").count() == 1
    assert set(Assessment.objects.values_list("opens_on", "due_on")) == {
        (world.days(545 - 30), world.days(545 - 2))
    }


def test_nothing_of_the_round_is_taken_away_and_a_role_stays(
    world: World, jim: TemplateVersion, round: Round
) -> None:
    publish(
        world,
        jim,
        meetings=lambda those: those[:8],
        functions__0__role="head",
        meetings__1__sessions=lambda those: those[:1],
    )
    offers = offered(world, round)
    assert [one.is_possible for one in offers.values()] == [False] * len(offers)
    for heading in ("Träff 5 tas bort", "Passen på Träff 1 ändras"):
        assert heading in offers
        with pytest.raises(NotPossible):
            take(world, round, heading)


def test_the_same_question_however_many_groups(
    gun: Client, world: World, jim: TemplateVersion, django_assert_max_num_queries: Any
) -> None:
    names = ("Skatteverket", "CSN", "Forte")
    rounds = [
        start(world, jim, name="En", groups=[group(world, "A", names[0])]),
        start(world, jim, name="Tre", groups=[group(world, one, one) for one in names]),
    ]
    publish(world, jim, reminder_days=[5], meetings__1__theme_sv="Nytt")

    def count(round: Round) -> int:
        with django_assert_max_num_queries(40) as queries:
            gun.get(reverse("round_changes", args=[round.key]))
        return len(queries)

    count(rounds[0])
    assert count(rounds[0]) == count(rounds[1])
