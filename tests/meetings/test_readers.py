"""A page with a draft saves for the person it was made for, and for nobody who came after."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from tests.meetings.conftest import Stage


@pytest.mark.parametrize("route", ["save_answer", "save_draft", "add_file", "draft_state"])
def test_a_page_that_was_made_for_someone_else_saves_nothing(
    stage: Stage, visitor, route: str
) -> None:
    """Dan has logged in where Ada's page is open: her words are not put into Forte's draft."""
    stage.write("Fortes egen text", at=stage.forte, by=stage.world.dan)
    question = stage.assignment.questions.get(number=1)
    keys = [stage.assignment.key] + ([question.key] if route == "save_answer" else [])
    sent = {
        "vem": str(stage.world.ada.key),
        "text": "VR:s text",
        "version": "1",
        f"svar-{question.key}": "VR:s text",
        f"version-{question.key}": "1",
    }
    dan, address = visitor("dan"), reverse(route, args=keys)
    ask = dan.get if route == "draft_state" else dan.post
    by_script = ask(address, sent, headers={"Accept": "application/json"})

    assert by_script.status_code == HTTPStatus.UNAUTHORIZED
    if route == "save_draft":
        by_form = dan.post(address, sent, headers={"Sec-Fetch-Site": "same-origin"})
        assert by_form.status_code == HTTPStatus.FORBIDDEN
        assert "VR:s text" in by_form.content.decode()
    assert stage.draft(stage.forte).answers[0].text == "Fortes egen text"
