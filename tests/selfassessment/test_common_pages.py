"""The common answers and handing in, as people meet them without JavaScript; and what scripts of
ours are told."""

from http import HTTPStatus

import pytest
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from selfassessment.forms import text_of
from selfassessment.models import AgreedAnswer, Assessment, SubmittedAssessment
from selfassessment.queries.agreed import draft
from tests.personas import canary
from tests.selfassessment.asking import JSON, Visitor, page, url
from tests.selfassessment.conftest import Stage


def form_of(assessment: Assessment, **changed: str) -> dict[str, str]:
    """The form as a browser would send it, unchanged but for what is given."""
    whole = draft(assessment)
    data = {}
    for one in whole.answers:
        number = one.statement.number
        data[f"comment-{number}"] = one.comment
        data[f"version-{number}"] = str(one.version)
        data[f"start-{number}"] = text_of(one, asks_wanted=whole.asks_wanted)
        if one.present:
            data[f"present-{number}"] = str(one.present.position)
    return data | {name.replace("_", "-"): value for name, value in changed.items()}


def test_the_form_saves_what_was_touched(stage: Stage, visitor: Visitor) -> None:
    data = form_of(stage.own, present_1="2", comment_1="Så här.", present_3="1")
    answer = visitor("ben").post(url("agree", stage.own), data)
    assertRedirects(answer, url("assessment", stage.own))

    saved = AgreedAnswer.objects.order_by("statement").values_list(
        "statement__number", "present__position", "comment", "version"
    )
    assert list(saved) == [(1, 2, "Så här.", 1), (3, 1, "", 1)]


def test_colleagues_meet_in_the_form(stage: Stage, visitor: Visitor) -> None:
    data = form_of(stage.own, present_1="3", comment_1="Bens.")
    stage.agree(stage.own, present=1, comment="Adas.")
    answer = visitor("ben").post(url("agree", stage.own), data)
    html = page(answer)

    assert answer.status_code == HTTPStatus.CONFLICT
    assert "Bens.</textarea>" in html
    assert "Nu: Saknas Adas." in html
    assert AgreedAnswer.objects.get().comment == "Adas."

    data |= {"version-1": "1", "start-1": "Nu: Saknas\nAdas."}
    visitor("ben").post(url("agree", stage.own), data | {"ta": "1"})  # takes the colleague's
    assert AgreedAnswer.objects.get().comment == "Adas."
    visitor("ben").post(url("agree", stage.own), data)
    assert AgreedAnswer.objects.get().comment == "Bens."


def test_each_area_says_how_far_it_is_and_leads_there(stage: Stage, visitor: Visitor) -> None:
    whole = stage.fill(stage.own)
    first, second, *_ = whole.areas
    stage.agree(stage.own, second.first, present=None, version=1)
    html = page(visitor("ada").get(url("assessment", stage.own)))

    for part, answered in ((first, first.count), (second, second.count - 1)):
        link = f'<a href="#omrade-{part.first}">{part.area}</a>'
        assert (
            f'{link} <span class="small soft nowrap" data-count>{answered} av {part.count}<' in html
        )
        assert f'<h2 id="omrade-{part.first}">{part.area}</h2>' in html


def test_autosave(stage: Stage, visitor: Visitor) -> None:
    ada, here = visitor("ada"), url("agree_answer", stage.own, 1)
    saved = ada.post(here, {"text": "Nu: På gång\nVi vet.", "version": 0}, **JSON)
    late = ada.post(here, {"text": "Nu: Uppnått\nAnnat.", "version": 0}, **JSON)

    assert (saved.status_code, saved.json()["state"]) == (HTTPStatus.OK, "saved")
    assert saved.json()["saved"].startswith("Sparat ")
    assert (late.status_code, late.json()["state"]) == (HTTPStatus.CONFLICT, "conflict")
    assert late.json()["text"] == "Nu: På gång\nVi vet."
    assert AgreedAnswer.objects.get().present.position == 2


@pytest.mark.parametrize(
    ("other", "said", "button"),
    [
        ("ada", "Du har sparat ett annat svar i en annan flik under tiden.", "Ta det andra svaret"),
        ("ben", "En kollega har sparat ett annat svar under tiden.", "Ta kollegans"),
    ],
)
def test_a_conflict_says_whose_the_other_answer_is(
    stage: Stage, visitor: Visitor, other: str, said: str, button: str
) -> None:
    data = form_of(stage.own, comment_1="Här.")
    stage.agree(stage.own, comment="Där.", by=stage.world.people[other])
    html = page(visitor("ada").post(url("agree", stage.own), data)).split("<template")[0]

    assert said in html
    assert [one for one in ("Ta det andra svaret", "Ta kollegans") if one in html] == [button]
    assert "Här." in html
    assert "Där." in html


@pytest.mark.parametrize("text", ["", "Nu: Kanske\nx", "Nu: På gång", "x" * 100])
def test_a_crafted_answer_is_refused(stage: Stage, visitor: Visitor, text: str) -> None:
    here = url("agree_answer", stage.own, 1)
    answer = visitor("ada").post(here, {"text": text, "version": "x"}, **JSON)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not AgreedAnswer.objects.exists()


def test_what_is_new_since_the_page_came(stage: Stage, visitor: Visitor) -> None:
    stage.agree(stage.own, number=2, comment="Nytt.")
    state = visitor("ben").get(url("agreed_state", stage.own) + "?har=" + ".".join("0" * 11)).json()

    assert "text" not in state["answers"][0]
    assert state["answers"][1]["text"] == "Nu: På gång\nNytt."
    assert state["locked"] == ""


def test_after_handing_in_what_was_written_is_given_back(stage: Stage, visitor: Visitor) -> None:
    data = form_of(stage.own, comment_1="Ännu ett ord.")
    stage.hand_in()
    answer = visitor("ben").post(url("agree", stage.own), data)

    assert answer.status_code == HTTPStatus.CONFLICT
    assert "redan inlämnad" in page(answer)
    assert "Ännu ett ord." in page(answer)


# --- Handing in ---------------------------------------------------------------------------


def test_what_it_means_is_said_before_the_button(stage: Stage, visitor: Visitor) -> None:
    stage.fill(stage.own)
    html = page(visitor("ada").get(url("submit_assessment", stage.own)))

    assert "allmän handling" in html
    assert "De andra i gruppen kan det inte." in html
    assert canary("VR") in html


def test_an_incomplete_one_has_no_button(stage: Stage, visitor: Visitor) -> None:
    stage.agree(stage.own)
    html = page(visitor("ada").get(url("submit_assessment", stage.own)))

    assert "behöver ett svar innan ni kan lämna in" in html
    assert "#svar-2" in html
    assert ">Lämna in</button>" not in html


def test_handing_in_by_the_button(stage: Stage, visitor: Visitor) -> None:
    ada, stamp = visitor("ada"), stage.fill(stage.own).stamp
    stale = ada.post(url("submit_assessment", stage.own), {"stamp": "gammal"})
    assert stale.status_code == HTTPStatus.CONFLICT

    for _ in range(2):  # a double click
        answer = ada.post(url("submit_assessment", stage.own), {"stamp": stamp})
        submitted = SubmittedAssessment.objects.get()
        assertRedirects(answer, reverse("submitted_assessment", args=[submitted.key]))
    html = page(ada.get(answer["Location"]))

    assert "Kvitto" in html
    assert "PDF:en skapas" in html
    assert "Av 11 påståenden står 0 på Saknas, 11 på På gång och 0 på Uppnått." in html
    assert canary("VR") in html


def test_peers_read_nothing_of_it(stage: Stage, visitor: Visitor) -> None:
    submitted = stage.hand_in()
    here = reverse("submitted_assessment", args=[submitted.key])

    assert canary("VR") in page(visitor("cleo").get(here))
    assert visitor("dan").get(here).status_code == HTTPStatus.NOT_FOUND
