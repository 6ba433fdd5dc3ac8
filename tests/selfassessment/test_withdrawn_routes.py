"""Every door to an assessment that is withdrawn: no answer comes out, and nothing is written."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from exchange_portal.outbox.models import Notice
from selfassessment import actions
from selfassessment.models import AgreedAnswer, Assessment, Finish, Rating, SubmittedAssessment
from tests.access.routes import Route, all_routes
from tests.selfassessment.asking import JSON, Visitor, url
from tests.selfassessment.conftest import Stage

AGREED = "Vi enades om det här."
PEOPLE = ("ada", "ben", "hedda")
ANSWERS = (AGREED, "Så svarade", 'aria-pressed="true"', '"present": 2', "Tack för dina svar")


def doors() -> Iterator[tuple[Route, str]]:
    for route in all_routes():
        model, _rule, methods = getattr(route.view, "gate", (None, None, frozenset()))
        if model is Assessment:
            yield from ((route, method) for method in sorted(methods - {"HEAD", "OPTIONS"}))


DOORS = [pytest.param(*door, id=f"{door[0].name}-{door[1]}") for door in doors()]


def test_there_are_doors() -> None:
    assert {("rate", "POST"), ("submit_assessment", "GET"), ("close_answering", "POST")} <= {
        (route.name, method) for route, method in doors()
    }


def everything() -> list[Any]:
    rows: list[Any] = [Rating, AgreedAnswer, Finish, Assessment, SubmittedAssessment, Notice]
    return [list(one.objects.order_by("pk").values()) for one in rows]


def filled(stage: Stage, *, is_closed: bool) -> None:
    for person in ("ben", "hedda", "maja"):
        stage.choose_all(stage.world.people[person], 2, 4)
    stage.finish(stage.world.hedda)
    if is_closed:
        stage.close()
    stage.agree(stage.own, comment=AGREED)
    if is_closed:
        stage.agree(stage.vr, comment=AGREED)


@pytest.mark.parametrize("is_closed", [False, True])
@pytest.mark.parametrize(("route", "method"), DOORS)
def test_no_answer_comes_out(
    stage: Stage, visitor: Visitor, route: Route, method: str, is_closed: bool
) -> None:
    filled(stage, is_closed=is_closed)
    actions.withdraw([stage.vr, stage.own], reason="Fel.", by=stage.world.cleo, now=stage.now)
    before = everything()
    number = [1] if "number" in route.path else []
    data = {"present": 3, "version": 1, "stamp": "", "person": [stage.world.ben.pk]}
    for assessment in (stage.vr, stage.own):
        address = url(route.name, assessment, *number)
        for who in PEOPLE:
            for header in ({}, JSON):
                browser = visitor(who)
                ask = browser.get if method == "GET" else browser.post
                text = ask(address, data if method == "POST" else None, **header).content.decode()
                assert [one for one in ANSWERS if one in text] == [], (who, header)
                assert everything() == before


def withdrawing(stage: Stage) -> AbstractContextManager[None]:
    """Withdraws when a view has come as far as to lock the assessment."""
    row = Assessment.objects.filter(pk=stage.vr.pk, withdrawn_at=None)

    def first(execute: Any, sql: str, *rest: Any) -> Any:
        if "FOR UPDATE" in sql and "selfassessment_assessment" in sql:
            row.update(withdrawn_at=stage.now, withdrawn_by=stage.world.cleo)
        return execute(sql, *rest)

    return connection.execute_wrapper(first)


@pytest.mark.parametrize(
    ("name", "who", "is_closed"),
    [
        ("rate", "hedda", False),
        ("finish_answering", "ben", False),
        ("close_answering", "ada", False),
        ("ask_respondents", "ada", False),
        ("reopen_answering", "ada", True),
        ("submit_assessment", "ada", True),
    ],
)
def test_withdrawn_in_the_middle_of_a_press(
    stage: Stage, visitor: Visitor, name: str, who: str, is_closed: bool
) -> None:
    filled(stage, is_closed=is_closed)
    number = [1] if name == "rate" else []
    data = {"present": 3, "version": 2, "stamp": "", "person": [stage.world.ben.pk]}
    with withdrawing(stage):
        answer = visitor(who).post(url(name, stage.vr, *number), data)

    assertRedirects(answer, url("assessment", stage.vr), fetch_redirect_response=False)
    (message,) = get_messages(answer.wsgi_request)
    assert str(message) == str(actions.Withdrawn())
    assert not SubmittedAssessment.objects.exists()


def test_a_script_is_told_in_the_middle_of_a_press(stage: Stage, visitor: Visitor) -> None:
    filled(stage, is_closed=False)
    with withdrawing(stage):
        answer = visitor("hedda").post(
            url("rate", stage.vr, 1), {"present": 3, "version": 2}, **JSON
        )

    assert answer.status_code == 422
    told = answer.json()
    assert told.pop("message") == str(actions.Withdrawn())
    assert told == {"version": 0, "present": None, "wanted": None, "saved": "", "next": ""}


def test_the_last_day_that_it_has_already_is_not_said_to_be_changed(
    stage: Stage, visitor: Visitor
) -> None:
    cleo, data = visitor("cleo"), {"due_on": stage.world.days(20), "whom": "en"}
    here = reverse("change_last_day", args=[stage.vr.key])
    for said in ("Sista dagen är ändrad.", "Inget ändrades. Den dagen gäller redan"):
        assert said in cleo.post(here, data, follow=True).content.decode()
