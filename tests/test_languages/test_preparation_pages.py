"""The pages of the preparation, of questions and of presentations: none mixes the languages."""

from uuid import uuid4

import pytest
from django.urls import reverse

from cohorts import actions as cohorts
from preparation.models import Confirmation
from tests.meetings.conftest import Stage
from tests.preparation.conftest import COURSE, confirm, plan
from tests.test_languages.test_pages import Step, Walker, get

WRITTEN = ["Hur gör vi?", "Så här.", "Vi vill.", "Senare.", *map(str, COURSE.values())]


def steps(stage: Stage) -> list[Step]:
    world = stage.world
    place = world.participations["VR"].key
    own = {
        name: reverse(name, args=[place])
        for name in (
            *("readiness", "confirmation", "course", "say_course", "confirm", "ask_head"),
            *("let_through", "take_back_pass"),
        )
    }
    round = [world.round.key]
    asked = cohorts.ask_contact(
        world.participations["VR"],
        text="Hur gör vi?",
        page="/",
        form_key=uuid4(),
        by=world.ada,
        now=world.now,
    )
    turns = [reverse("presentations", args=[stage.meetings["Grupp 2"].key])]
    lines = "ada@vr.example;2026-01-02\nfel\nada@vr.example;x\neve@kv.example;2026-01-02"
    return [
        *get("ada", *(own[name] for name in ("readiness", "confirmation", "course"))),
        *get("hedda", reverse("home"), own["confirmation"]),
        ("ada", own["ask_head"], {}),
        ("hedda", own["confirm"], {"note": "Vi vill."}),
        ("ada", own["say_course"], {"kind": "taken"}),
        ("ada", own["say_course"], {"kind": "known"}),
        *get("ada", "/fraga/", reverse("asked_question", args=[asked.key]), *turns),
        ("ada", "/fraga/", {"text": ""}),
        *get("cleo", *turns, own["readiness"], own["confirmation"], own["course"]),
        *get("cleo", reverse("staff_readiness"), reverse("staff_questions")),
        ("cleo", own["let_through"], {"reason": ""}),
        ("cleo", own["let_through"], {"reason": "Senare."}),
        ("cleo", own["take_back_pass"], {}),
        ("cleo", reverse("answer_question", args=[asked.key]), {"answer": ""}),
        ("cleo", reverse("plan_preparation", args=round), {"confirm_by": "x"}),
        ("cleo", reverse("import_completions", args=round), {"lines": lines}),
        *get("cleo", reverse("plan_preparation", args=round)),
    ]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_page_mixes_the_languages(stage: Stage, language: str) -> None:
    plan(stage.world, confirm_by=stage.world.days(-1))
    walker = Walker(stage, language)
    walker.names += WRITTEN
    assert walker.wrong(steps(stage)) == {}

    confirm(stage.world, "VR", "hedda")
    receipt = reverse("confirmed", args=[Confirmation.objects.get().key])
    confirmation = reverse("confirmation", args=[stage.world.participations["VR"].key])
    assert walker.wrong([*get("ada", receipt, confirmation), *get("cleo", receipt)]) == {}
