"""Parts of an assessment as the coordinator and colleagues meet them."""

from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertRedirects

from exchange_portal.outbox.models import Notice
from selfassessment import events
from selfassessment.models import AgreedAnswer, Part
from selfassessment.queries.parts import stamp_of
from tests.selfassessment.asking import JSON, Visitor, page, url
from tests.selfassessment.conftest import Stage
from tests.selfassessment.test_common_pages import form_of
from tests.selfassessment.test_parts import divide, standing


def chosen(stage: Stage, *codes: str) -> dict[str, str]:
    """What the form sends: a function for each area, "" for everybody."""
    seats = {f"area_{place}": code for place, code in enumerate(codes, start=1)}
    keys = {name: code and str(stage.world.seat("VR", code).key) for name, code in seats.items()}
    return keys | {"stamp": stamp_of(stage.own)}


def test_the_coordinator_divides_what_is_proposed(stage: Stage, visitor: Visitor) -> None:
    ada, here = visitor("ada"), url("assessment_parts", stage.own)
    html = page(ada.get(here))
    planning, core = (stage.world.seat("VR", code).key for code in ("planning", "core_activity"))
    for key in (planning, core):
        assert html.count(f'<option value="{key}" selected>') == 1
    assert "Ekonomi" in html
    assert "platsen är tom" in html
    assert "Dan" not in html

    data = chosen(stage, "core_activity", "", "planning")
    for _press in range(2):
        assertRedirects(ada.post(here, data), here)
    assert standing(stage) == [(1, "core_activity", False), (3, "planning", False)]
    html = page(ada.get(here))
    assert "0 av 2 delar är klara." in html
    assert html.count("Inte klar än") == 2


def test_another_division_meanwhile_and_bad_input_are_refused(
    stage: Stage, visitor: Visitor
) -> None:
    ada, here = visitor("ada"), url("assessment_parts", stage.own)
    data = chosen(stage, "planning", "", "")
    divide(stage, None, "core_activity", None)
    answer = ada.post(here, data)
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "Delarna har delats upp på nytt" in page(answer)
    assert f'name="stamp" value="{stamp_of(stage.own)}"' in page(answer)
    assert standing(stage) == [(2, "core_activity", False)]

    foreign = str(stage.world.seat("Forte", "coordinator").key)
    for bad in ({"area_1": foreign}, {"area_1": "x"}):
        assert ada.post(here, chosen(stage, "", "", "") | bad).status_code == 422
    assert standing(stage) == [(2, "core_activity", False)]


def test_one_opens_only_ones_part(stage: Stage, visitor: Visitor) -> None:
    divide(stage, "planning", "core_activity", "planning")
    stage.agree(stage.own, 4, comment="Majas ord.", by=stage.world.maja)
    ben, here = visitor("ben"), url("assessment", stage.own)
    html = page(ben.get(here))

    assert "Majas ord." not in html
    assert ["pastaende-1" in html, "pastaende-4" in html, "pastaende-8" in html] == [
        True,
        False,
        True,
    ]
    assert html.count("Din del.") == 2
    assert "Granska och lämna in" not in html
    state = ben.get(url("agreed_state", stage.own) + "?har=" + ".".join("0" * 7)).json()
    numbers = [one["question"] for one in state["answers"]]
    assert numbers == ["1", "2", "3", "8", "9", "10", "11"]
    assert state["locked"] == ""
    assert ben.get(url("agreed_state", stage.own) + "?har=" + ".".join("0" * 11)).json()["locked"]
    mine = ben.post(url("agree_answer", stage.own, 1), {"text": "Nu: På gång\n", "version": 0})
    other = ben.post(
        url("agree_answer", stage.own, 4), {"text": "Nu: Saknas\nBens.", "version": 1}, **JSON
    )
    assert (mine.status_code, other.status_code) == (HTTPStatus.OK, HTTPStatus.NOT_FOUND)
    assert "Majas ord." not in other.content.decode()
    assert AgreedAnswer.objects.get(statement__number=4).comment == "Majas ord."

    html = page(visitor("hedda").get(here))
    assert "Kollegor svarar på var sin del" in html
    assert "pastaende-" not in html
    html = page(visitor("ada").get(here))
    assert "Majas ord." in html
    assert "0 av 3 delar är klara." in html


def test_a_page_with_as_many_answers_of_another_part_saves_no_more(
    stage: Stage, visitor: Visitor
) -> None:
    divide(stage, "core_activity", "planning", "core_activity")
    ben, have = visitor("ben"), ".".join("0" * 4)
    here = url("agreed_state", stage.own) + f"?har={have}&pa=4.5.6.7"
    assert ben.get(here).json()["locked"] == ""

    divide(stage, "core_activity", "core_activity", "planning")

    assert "Delarna är uppdelade på nytt" in ben.get(here).json()["locked"]


def test_what_was_written_in_a_part_that_went_is_shown_again(
    stage: Stage, visitor: Visitor
) -> None:
    data = form_of(stage.own, present_1="2", comment_1="Bens egna ord.", present_4="1")
    divide(stage, "core_activity", None, None)
    answer = visitor("ben").post(url("agree", stage.own), data)

    assert answer.status_code == HTTPStatus.CONFLICT
    assert "Bens egna ord." in page(answer)
    assert "Någon annan hos er svarar på den delen nu" in page(answer)
    saved = AgreedAnswer.objects.filter(present__isnull=False)
    assert [one.statement.number for one in saved] == [4]


def test_my_part_is_ready(stage: Stage, visitor: Visitor) -> None:
    divide(stage, "planning", None, None)
    ben = visitor("ben")
    data = form_of(stage.own, present_1="2", present_2="2", sedan="klar")
    answer = ben.post(url("agree", stage.own), data)
    assert answer.status_code == HTTPStatus.CONFLICT
    assert 'href="#svar-3"' in page(answer)
    assert AgreedAnswer.objects.filter(present__isnull=False).count() == 2

    data = form_of(stage.own, present_3="2", sedan="klar")
    for _press in range(2):
        assertRedirects(ben.post(url("agree", stage.own), data), url("assessment", stage.own))
    assert standing(stage) == [(1, "planning", True)]
    html = page(visitor("ada").get(url("submit_assessment", stage.own)))
    assert "Delar som inte är klara" not in html


def test_handing_in_says_what_is_not_ready(stage: Stage, visitor: Visitor) -> None:
    divide(stage, "planning", "core_activity", None)
    html = page(visitor("ada").get(url("submit_assessment", stage.own)))
    told = html[html.index("Delar som inte är klara") : html.index("Det här lämnar ni in")]
    assert told.count("Inte klar än") == 2
    assert stage.hand_in().content["areas"][0]["answers"][0]["number"] == 1
    assertRedirects(
        visitor("ada").get(url("assessment_parts", stage.own)),
        url("assessment", stage.own),
        fetch_redirect_response=False,
    )


def test_reminding_and_showing_from_the_page(stage: Stage, visitor: Visitor) -> None:
    ada, here = visitor("ada"), url("assessment_parts", stage.own)
    ada.post(url("show_parts", stage.own))
    stage.own.refresh_from_db()
    assert stage.own.parts_shown_at is None
    divide(stage, "planning", "core_activity", None)
    whom = {"person": [stage.world.ben.pk, stage.world.dan.pk, "x", "9" * 30]}
    for _press in range(2):
        assertRedirects(ada.post(url("ask_for_parts", stage.own), whom), here)
    asked = Notice.objects.filter(kind=events.PART_ASKED)
    assert [one.recipient.name for one in asked] == ["Ben Åkesson"]
    assert "Har fått en påminnelse i dag" in page(ada.get(here))

    for _press in range(2):
        assertRedirects(ada.post(url("show_parts", stage.own)), here)
    assert "Ada Lind visade alla delar" in page(ada.get(here))
    assert "pastaende-1" in page(visitor("hedda").get(url("assessment", stage.own)))


@pytest.mark.parametrize("who", ["ada", "ben"])
def test_as_many_queries_however_many_parts(stage: Stage, visitor: Visitor, who: str) -> None:
    client = visitor(who)
    names = ["assessment"] if who == "ben" else ["assessment", "assessment_parts"]
    counts = []
    for codes in (("planning", None, None), ("planning", "core_activity", "planning")):
        Part.objects.all().delete()
        divide(stage, *codes)
        for name in names:
            client.get(url(name, stage.own))
            with CaptureQueriesContext(connection) as context:
                client.get(url(name, stage.own))
            counts.append((name, len(context)))
    assert counts[: len(names)] == counts[len(names) :]
