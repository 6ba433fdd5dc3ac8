"""A leader answers, and the coordinator follows: without JavaScript, and with scripts of ours."""

from http import HTTPStatus
from typing import Any

import pytest
from pytest_django.asserts import assertRedirects

from selfassessment.models import Rating
from tests.selfassessment.asking import JSON, Visitor, page, url
from tests.selfassessment.conftest import Stage

# --- The leader ---------------------------------------------------------------------------


def test_who_sees_what_is_said_before_the_first_question(stage: Stage, visitor: Visitor) -> None:
    hedda = visitor("hedda")
    assertRedirects(hedda.get(url("assessment", stage.vr)), url("answering", stage.vr))
    html = page(hedda.get(url("answering", stage.vr)))

    assert "9 frågor, ungefär 6 minuter" in html
    assert "Ingen annan ser dina svar." in html
    assert "Har färre än tre svarat visas ingenting." in html
    assert url("rate", stage.vr, 1) in html


def test_a_leader_answers_without_scripts(stage: Stage, visitor: Visitor) -> None:
    """Each choice posts, and leads on: eighteen taps, and one when all is looked through."""
    hedda, here = visitor("hedda"), url("rate", stage.vr, 1)
    taps = 0
    while here != url("rated", stage.vr):
        for level, position in (("present", 2), ("wanted", 4)):
            html = page(hedda.get(here))
            version = 0 if level == "present" else 1
            assert f'name="version" value="{version}"' in html
            answer = hedda.post(here, {level: position, "version": version})
            here = answer["Location"].removesuffix("#vill")
            taps += 1
    html = page(hedda.get(here))
    assert "Titta igenom dina svar" in html
    assert [url("rate", stage.vr, number) in html for number in range(1, 10)] == [True] * 9
    assert html.count("Nu: I liten grad. Dit du vill: Fullt ut.") == 9
    assertRedirects(hedda.post(url("finish_answering", stage.vr)), here)
    html = page(hedda.get(here))

    assert taps == 18
    assert "Tack för dina svar" in html
    assert "Jag är klar" not in html.replace("har valt Jag är klar", "")
    assert "Du har svarat på 9 av 9." in html
    assert Rating.objects.filter(present__position=2, wanted__position=4).count() == 9


def test_one_goes_on_where_one_was(stage: Stage, visitor: Visitor) -> None:
    hedda = visitor("hedda")
    for number in (1, 2):
        stage.rate(stage.world.hedda, 2, number=number)
        stage.rate(stage.world.hedda, 3, number=number, level="wanted", version=1)
    stage.rate(stage.world.hedda, 2, number=3)
    html = page(hedda.get(url("answering", stage.vr)))
    question = page(hedda.get(url("rate", stage.vr, 3)))

    assert "Fortsätt med fråga 3" in html
    assert "Fråga 3 av 9. Förändringspotential" in question
    assert 'name="present" value="2" aria-pressed="true"' in question
    assert 'name="wanted" value="2" aria-pressed="false"' in question
    assert "Sparat " in question
    assert url("rate", stage.vr, 2) in question
    assert url("rate", stage.vr, 4) in question


def test_a_script_is_told_what_was_saved(stage: Stage, visitor: Visitor) -> None:
    hedda, here = visitor("hedda"), url("rate", stage.vr, 1)
    first = hedda.post(here, {"present": 2, "version": 0}, **JSON).json()
    second = hedda.post(here, {"wanted": 4, "version": 1}, **JSON).json()

    assert first["saved"].startswith("Sparat ")
    assert first | {"saved": ""} == {
        "message": "",
        "version": 1,
        "present": 2,
        "wanted": None,
        "saved": "",
        "next": "",
    }
    assert (second["version"], second["wanted"], second["next"]) == (
        2,
        4,
        url("rate", stage.vr, 2),
    )


def test_two_windows_of_one_leader(stage: Stage, visitor: Visitor) -> None:
    hedda, here = visitor("hedda"), url("rate", stage.vr, 1)
    stage.rate(stage.world.hedda, 3)
    answer = hedda.post(here, {"present": 1, "version": 0})
    told = hedda.post(here, {"present": 1, "version": 0}, **JSON)

    assert answer.status_code == told.status_code == HTTPStatus.CONFLICT
    assert "Du har svarat något annat i ett annat fönster." in page(answer)
    assert 'name="present" value="3" aria-pressed="true"' in page(answer)
    assert (told.json()["present"], told.json()["version"]) == (3, 1)


@pytest.mark.parametrize(
    "data", [{}, {"present": "9"}, {"present": "x", "version": "y"}, {"wanted": "-1"}]
)
def test_a_crafted_choice_is_refused(stage: Stage, visitor: Visitor, data: Any) -> None:
    answer = visitor("hedda").post(url("rate", stage.vr, 1), data)

    assert answer.status_code == HTTPStatus.CONFLICT
    assert "Svaret finns inte på skalan." in page(answer)
    assert not Rating.objects.exists()


def test_there_is_no_tenth_question(stage: Stage, visitor: Visitor) -> None:
    answer = visitor("hedda").get(url("rate", stage.vr, 10))

    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_after_closing_a_choice_is_not_taken(stage: Stage, visitor: Visitor) -> None:
    stage.rate(stage.world.hedda, 2)
    stage.close()
    hedda, here = visitor("hedda"), url("rate", stage.vr, 1)
    answer = hedda.post(here, {"present": 4, "version": 1})

    assert answer.status_code == HTTPStatus.CONFLICT
    assert "Svaren är stängda" in page(answer)
    assert "disabled" in page(answer)
    assert Rating.objects.get().present.position == 2


def test_what_somebody_else_wrote_is_not_taken(stage: Stage, visitor: Visitor) -> None:
    """Another leader has logged in since, in the same browser."""
    data = {"present": 2, "version": 0, "vem": str(stage.world.hedda.key)}
    visitor("ben").post(url("rate", stage.vr, 1), data)

    assert not Rating.objects.exists()


# --- The coordinator ----------------------------------------------------------------------


def test_the_coordinator_sees_who_and_never_what(stage: Stage, visitor: Visitor) -> None:
    stage.answer_all(stage.world.hedda, present=1, wanted=4)
    stage.choose_all(stage.world.ben, present=1, wanted=4)
    html = page(visitor("ada").get(url("assessment", stage.vr)))

    assert "1 av 3 personer har svarat." in html
    for name in ("Ben Åkesson", "Hedda Öberg", "Maja Wall", "Generaldirektör"):
        assert name in html
    assert "Lena" not in html
    assert html.count("Har svarat</span>") == 1
    assert "Inte alls" not in html
    assert "Fullt ut" not in html


def test_closing_by_the_button(stage: Stage, visitor: Visitor) -> None:
    ada = visitor("ada")
    early = ada.post(url("close_answering", stage.vr))
    assert early.status_code == HTTPStatus.CONFLICT
    assert "Ingen har svarat än." in page(early)

    stage.rate(stage.world.hedda, 2)
    for _ in range(2):
        assertRedirects(ada.post(url("close_answering", stage.vr)), url("assessment", stage.vr))
    assert stage.vr.closed_by == stage.world.ada


def test_the_distribution_stands_beside_the_answer(stage: Stage, visitor: Visitor) -> None:
    for person, present in (("ben", 1), ("hedda", 2), ("maja", 2)):
        stage.rate(stage.world.people[person], present)
    stage.close()
    html = page(visitor("ada").get(url("assessment", stage.vr)))

    assert "<b>Nu</b> – Inte alls 1, I liten grad 2, Till stor del 0, Fullt ut 0" in html
    assert "Färre än 3 har svarat på den här frågan." in html
    assert not any(name in html for name in ("Ben Å", "Hedda", "Maja"))


def test_with_fewer_than_three_the_page_says_why(stage: Stage, visitor: Visitor) -> None:
    stage.rate(stage.world.hedda, 2)
    stage.close()
    html = page(visitor("ada").get(url("assessment", stage.vr)))

    assert html.count("Färre än 3 har svarat.") == 1
    assert "då skulle det gå att räkna ut vem" in html
    assert "<svg" not in html


@pytest.mark.parametrize("name", ["answering", "rate", "rated"])
def test_a_leaders_pages_are_cheap(
    stage: Stage, visitor: Visitor, name: str, django_assert_max_num_queries: Any
) -> None:
    stage.rate(stage.world.hedda, 2)
    hedda, more = visitor("hedda"), [1] if name == "rate" else []

    with django_assert_max_num_queries(10):
        hedda.get(url(name, stage.vr, *more))


def test_the_institutions_pages_are_cheap(
    stage: Stage, visitor: Visitor, django_assert_max_num_queries: Any
) -> None:
    ada, here = visitor("ada"), url("assessment", stage.vr)
    review = url("submit_assessment", stage.own)
    with django_assert_max_num_queries(10):
        ada.get(here)
    stage.rate(stage.world.hedda, 2)
    stage.close()
    with django_assert_max_num_queries(10):
        ada.get(here)
    stage.fill(stage.own)
    with django_assert_max_num_queries(10):
        ada.get(review)
