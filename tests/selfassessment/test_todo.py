"""What Min sida asks of each person, and what it costs."""

from datetime import timedelta

import pytest
from pytest_django.asserts import assertNumQueries

from cohorts.models import User, rights_of
from selfassessment.queries.todos import asked, todo
from tests.selfassessment.conftest import MANAGEMENT, Stage, open_for


def told(stage: Stage, who: str) -> list[tuple[str, str, int, bool]]:
    dues = todo(stage.world.people[who], stage.now)
    return [
        (str(one.title), one.action, due.minutes, one.is_quiet)
        for due in dues
        for one in [due.told()]
    ]


def test_a_leader_is_asked_to_answer(stage: Stage) -> None:
    assert told(stage, "hedda") == [
        ("Förändringspotential och ambitionsnivå", "Svara", 6, False),
        ("Förutsättningar", "Öppna", 60, False),
    ]


def test_the_minutes_left_are_honest(stage: Stage) -> None:
    for number in range(1, 7):
        stage.rate(stage.world.hedda, 2, number=number)
        stage.rate(stage.world.hedda, 3, number=number, level="wanted", version=1)
    (first, *_) = todo(stage.world.hedda, stage.now)

    assert (first.minutes, first.told().action) == (2, "Fortsätt")
    assert "Du har svarat på 6 av 9." in first.told().about
    assert first.told().url.endswith("/svara/")


def test_one_press_is_left_when_everything_is_chosen(stage: Stage) -> None:
    stage.choose_all(stage.world.hedda)
    (first, *_) = todo(stage.world.hedda, stage.now)

    assert told(stage, "hedda")[0][1:] == ("Titta igenom dina svar", 1, False)
    assert "Ett tryck är kvar" in first.told().about
    assert first.told().url.endswith("/svara/klart/")


def test_whoever_has_answered_may_look_again(stage: Stage) -> None:
    stage.answer_all(stage.world.hedda)

    assert told(stage, "hedda")[0][1:] == ("Se dina svar", 0, True)


def test_the_coordinator_follows_and_then_hands_in(stage: Stage) -> None:
    assert told(stage, "ada")[0][1:] == ("Se vilka som har svarat", 0, True)

    stage.rate(stage.world.hedda, 2)
    stage.close()
    assert told(stage, "ada")[0][1:] == ("Öppna", 45, False)
    assert [title for title, *_ in told(stage, "hedda")] == ["Förutsättningar"]


def test_what_is_handed_in_is_found_again(stage: Stage) -> None:
    submitted = stage.hand_in()
    things = asked(stage.world.ben, stage.now)
    (receipt,) = things.receipts

    assert [str(due.told().title) for due in things.todos] == [
        "Förändringspotential och ambitionsnivå"
    ]
    assert (str(receipt.title), receipt.standing.label) == ("Förutsättningar", "Inlämnad")
    assert str(submitted.key) in receipt.url
    assert asked(stage.world.dan, stage.now).receipts == []


def test_others_are_asked_nothing_of_it(stage: Stage) -> None:
    assert [title for title, *_ in told(stage, "dan")] == ["Förändringspotential och ambitionsnivå"]
    assert told(stage, "eve")[0][0] == "Förändringspotential och ambitionsnivå"
    assert all(told(stage, who) == [] for who in ("cleo", "gun", "nils", "lena", "rut"))


def test_not_before_it_opens_and_not_after_the_round(stage: Stage) -> None:
    open_for(stage.world, "Formas", MANAGEMENT, opens_on=stage.world.days(2))

    assert len(told(stage, "hedda")) == 2
    assert todo(stage.world.hedda, stage.now - timedelta(days=6)) == []
    assert todo(stage.world.hedda, stage.now + timedelta(days=401)) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_one_query_whatever_there_is(stage: Stage, rows: int) -> None:
    for number in range(rows):
        open_for(stage.world, "VR", MANAGEMENT, opens_on=stage.world.days(-number - 1))
    ada = User.objects.get(pk=stage.world.ada.pk)
    ada.rights_at = {}
    assert rights_of(ada, stage.now).participations()

    with assertNumQueries(1):
        asked(ada, stage.now)
