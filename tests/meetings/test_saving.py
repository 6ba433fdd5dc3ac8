"""Saving through the doors: by script, and by the plain form. Nothing a person wrote is lost."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import DraftAnswer, Question
from tests.meetings.conftest import Stage, ask
from tests.meetings.filling import JSON, Fields, answer_name, fields_of, opened, send, texts
from tests.personas import canary


def autosave(
    browser: Client, stage: Stage, text: str, version="0", question: Question | None = None
):
    key = (question or stage.questions[0]).key
    return browser.post(
        reverse("save_answer", args=[stage.assignment.key, key]),
        {"text": text, "version": version},
        **JSON,
    )


# --- By script ------------------------------------------------------------------------------


def test_autosave_answers_when_the_text_is_there(stage: Stage, visitor) -> None:
    reply = autosave(visitor("ada"), stage, "Hej\r\ndu")

    assert reply.status_code == 200
    assert reply.json()["state"] == "saved"
    assert reply.json()["version"] == 1
    assert reply.json()["saved"].startswith("Sparat ")
    assert texts(stage)[0] == "Hej\ndu"


def test_autosave_tells_both_texts_of_a_conflict(stage: Stage, visitor) -> None:
    autosave(visitor("ben"), stage, "Bens")
    reply = autosave(visitor("ada"), stage, "Adas")

    assert reply.status_code == 409
    assert reply.json() == {
        "state": "conflict",
        "version": 1,
        "text": "Bens",
        "saved": reply.json()["saved"],
        "start": reply.json()["start"],
        "own": False,
    }
    assert reply.json()["saved"].endswith("av Ben Åkesson")
    assert texts(stage)[0] == "Bens"


@pytest.mark.parametrize("version", ["", "abc", "-1", "1.5", "²", "9" * 40])
def test_autosave_with_a_version_that_is_none_is_a_conflict(
    stage: Stage, visitor, version: str
) -> None:
    autosave(visitor("ada"), stage, "Först")

    assert autosave(visitor("ada"), stage, "Sedan", version).status_code == 409
    assert texts(stage)[0] == "Först"


def test_autosave_says_what_is_too_long(stage: Stage, visitor) -> None:
    reply = autosave(visitor("ada"), stage, "x" * 20_001)

    assert reply.status_code == 422
    assert "20\xa0001 tecken" in reply.json()["message"]


def test_autosave_after_handing_in_says_so(stage: Stage, visitor) -> None:
    stage.hand_in()
    reply = autosave(visitor("ben"), stage, "För sent", "1")

    assert reply.status_code == 422
    assert "redan inlämnad" in reply.json()["message"]


def test_autosave_of_a_huge_text_is_no_fault_of_ours(stage: Stage, visitor) -> None:
    assert autosave(visitor("ada"), stage, "x" * 3_000_000).status_code == 400


def test_a_question_of_another_assignment_is_not_there(stage: Stage, visitor) -> None:
    other = stage.assignments["Grupp 1"].questions.first()
    mine = ask(stage, stage.world.group2).questions.first()

    assert autosave(visitor("ada"), stage, "Hej", question=other).status_code == 404
    assert autosave(visitor("ada"), stage, "Hej", question=mine).status_code == 404
    assert autosave(visitor("ada"), stage, "Hej", question=Question(key=uuid4())).status_code == 404
    assert not DraftAnswer.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"), [("ben", 200), ("hedda", 200), ("dan", 200), ("cleo", 403), ("eve", 404)]
)
def test_everyone_writes_in_their_own_institutions_draft(
    stage: Stage, visitor, who: str, status: int
) -> None:
    stage.write("VR:s text")
    reply = autosave(visitor(who), stage, "Någon annans text", "0" if who == "dan" else "1")

    assert reply.status_code == status
    assert texts(stage)[0] == ("Någon annans text" if who in {"ben", "hedda"} else "VR:s text")


def test_state_tells_what_is_newer(stage: Stage, visitor) -> None:
    stage.write("Bens", number=2, by=stage.world.ben)
    address = reverse("draft_state", args=[stage.assignment.key])
    reply = visitor("ada").get(address, {"har": "0.0.0"}).json()

    assert [("text" in one) for one in reply["answers"]] == [False, True, False]
    assert reply["answers"][1]["text"] == "Bens"
    assert reply["locked"] == ""
    assert reply["token"]


@pytest.mark.parametrize("have", ["", "x", "0.0", "0.0.0.0.0", "-1..9"])
def test_state_stands_any_question(stage: Stage, visitor, have: str) -> None:
    address = reverse("draft_state", args=[stage.assignment.key])

    assert visitor("ada").get(address, {"har": have}).status_code == 200


def test_state_tells_when_it_is_handed_in(stage: Stage, visitor) -> None:
    stage.hand_in()
    reply = visitor("ben").get(reverse("draft_state", args=[stage.assignment.key])).json()

    assert "redan inlämnad" in reply["locked"]


# --- By the plain form -----------------------------------------------------------------------


def test_the_form_saves_what_was_touched(stage: Stage, visitor) -> None:
    browser = visitor("ada")
    fields = opened(browser, stage)
    page = send(browser, stage, fields | {answer_name(stage, 1): "Hej\r\ndu"})

    assert page.status_code == 302
    assert texts(stage) == ["Hej\ndu", "", ""]
    assert DraftAnswer.objects.count() == 1
    assert "Utkastet är sparat." in browser.get(page["Location"]).content.decode()


def test_what_was_not_touched_is_no_conflict(stage: Stage, visitor) -> None:
    browser = visitor("ada")
    fields = opened(browser, stage)
    stage.write("Bens", number=2, by=stage.world.ben)
    page = send(browser, stage, fields | {answer_name(stage, 1): "Adas"})

    assert page.status_code == 302
    assert texts(stage) == ["Adas", "Bens", ""]


def test_a_conflict_shows_both_texts_and_sending_again_decides(stage: Stage, visitor) -> None:
    browser = visitor("ada")
    fields = opened(browser, stage)
    stage.write("Bens <text>", by=stage.world.ben)
    page = send(
        browser, stage, fields | {answer_name(stage, 1): "Adas", answer_name(stage, 2): "Nytt"}
    )
    text = page.content.decode()

    assert page.status_code == 409
    assert texts(stage) == ["Bens <text>", "Nytt", ""]
    assert "Bens &lt;text&gt;" in text
    assert "En kollega har sparat en annan text under tiden." in text
    assert "annan flik" not in text.split("<template")[0]
    assert "av Ben Åkesson" in text
    assert fields_of(page)[answer_name(stage, 1)] == "Adas"

    send(browser, stage, fields_of(page))
    assert texts(stage) == ["Adas", "Nytt", ""]


def test_a_conflict_with_oneself_in_another_tab_says_so(stage: Stage, visitor) -> None:
    browser = visitor("ada")
    fields = opened(browser, stage)
    stage.write("I den andra fliken")
    page = send(browser, stage, fields | {answer_name(stage, 1): "Här"})
    text = page.content.decode().split("<template")[0]

    assert page.status_code == 409
    assert "Du har sparat en annan text i en annan flik under tiden." in text
    assert "Ta den andra texten" in text
    assert "ollega" not in text.split('class="answer"')[1]
    assert fields_of(page)[answer_name(stage, 1)] == "Här"

    send(browser, stage, fields_of(page), ta=str(stage.questions[0].key))
    assert texts(stage)[0] == "I den andra fliken"


def test_one_can_take_the_colleagues_text(stage: Stage, visitor) -> None:
    browser = visitor("ada")
    fields = opened(browser, stage)
    stage.write("Bens", by=stage.world.ben)
    page = send(browser, stage, fields | {answer_name(stage, 1): "Adas"})
    page = send(browser, stage, fields_of(page), ta=str(stage.questions[0].key))

    assert page.status_code == 302
    assert texts(stage)[0] == "Bens"


def test_too_long_a_text_is_given_back(stage: Stage, visitor) -> None:
    browser = visitor("ada")
    long = "x" * 20_001
    page = send(browser, stage, opened(browser, stage) | {answer_name(stage, 1): long})

    assert page.status_code == 409
    assert "Högst 20\xa0000 får plats" in page.content.decode()
    assert fields_of(page)[answer_name(stage, 1)] == long


def test_what_is_written_after_handing_in_is_given_back(stage: Stage, visitor) -> None:
    browser = visitor("ben")
    fields = opened(browser, stage)
    stage.hand_in()
    page = send(browser, stage, fields | {answer_name(stage, 3): "Bens ord"})
    text = page.content.decode()

    assert page.status_code == 409
    assert "redan inlämnad" in text
    assert "Bens ord" in text
    assert texts(stage)[2] == ""


def test_after_the_round_the_text_is_given_back(stage: Stage, visitor) -> None:
    browser = visitor("ben")
    fields = opened(browser, stage)
    stage.world.round.ends_on = stage.world.days(-1)
    stage.world.round.save()
    page = send(browser, stage, fields | {answer_name(stage, 3): "Bens ord"})

    assert page.status_code == 409
    assert "Bens ord" in page.content.decode()


@pytest.mark.parametrize("fields", [{}, {"version-x": "1"}, {"svar-x": "hej"}])
def test_a_form_of_nonsense_changes_nothing(stage: Stage, visitor, fields: dict) -> None:
    assert send(visitor("ada"), stage, fields).status_code == 302
    assert not DraftAnswer.objects.exists()


def test_the_form_goes_on_to_the_review(stage: Stage, visitor) -> None:
    browser = visitor("ada")
    page = send(browser, stage, opened(browser, stage), sedan="granska")

    assert page["Location"] == reverse("submit", args=[stage.assignment.key])


def test_a_lost_session_gives_the_text_back_to_be_sent_again(stage: Stage, visitor) -> None:
    browser = visitor("ada")
    long = "Det här skrev jag innan jag blev utloggad, och det är ganska långt."
    fields = opened(browser, stage) | {answer_name(stage, 1): long}
    browser.logout()
    kept = browser.post(
        reverse("save_draft", args=[stage.assignment.key]),
        fields,
        headers={"Sec-Fetch-Site": "same-origin"},
    )

    assert kept.status_code == 401
    assert fields_of(kept) == fields
    browser.force_login(stage.world.ada)
    assert send(browser, stage, fields_of(kept)).status_code == 302
    assert texts(stage)[0] == long


def test_nothing_a_draft_says_reaches_the_others(stage: Stage, visitor) -> None:
    stage.fill()
    browser = visitor("dan")
    reply = browser.get(reverse("draft_state", args=[stage.assignment.key]), {"har": "9.9.9"})

    assert canary("VR") not in reply.content.decode()
    assert [one["text"] for one in reply.json()["answers"]] == ["", "", ""]
    assert autosave(browser, stage, "Fortes", "0").json()["version"] == 1


def test_a_form_from_before_login_is_given_back_with_a_fresh_token(stage: Stage) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(stage.world.ada)
    long = "Det här skrev jag i en flik som var öppen sedan före inloggningen i morse."
    fields = opened(browser, stage) | {answer_name(stage, 1): long}
    here = {"headers": {"Sec-Fetch-Site": "same-origin"}}
    address = reverse("save_draft", args=[stage.assignment.key])

    kept = browser.post(address, fields | {"csrfmiddlewaretoken": "x" * 64}, **here)
    assert kept.status_code == 403
    again = browser.post(address, Fields(kept.content.decode()).values, **here)

    assert again.status_code == 302
    assert texts(stage)[0] == long
