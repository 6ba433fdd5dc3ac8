"""Whoever stands in for a leader does not answer for them, and agrees with the others."""

from typing import Any

from django.urls import reverse

from cohorts import actions as cohorts
from selfassessment import reminders
from selfassessment.models import Rating
from selfassessment.queries import todos
from selfassessment.queries.asked import respondents
from selfassessment.rules import is_called, may_agree, may_rate
from tests.selfassessment.conftest import Stage


def stand_in(stage: Stage, code: str) -> Any:
    return cohorts.name_stand_in(
        stage.world.seat("VR", code),
        user=stage.world.nils,
        from_on=stage.world.today,
        until_on=stage.world.days(30),
        by=stage.world.cleo,
        now=stage.now,
    )


def test_a_leaders_stand_in_rates_nothing_and_sees_no_answer(stage: Stage, visitor) -> None:
    stage.rate(stage.world.hedda, 2)
    stand_in(stage, "head")
    nils, now = stage.world.nils, stage.now

    rights = [rule(nils, stage.vr, now) for rule in (is_called, may_rate, may_agree)]
    assert rights == [False, False, True]
    assert not Rating.objects.visible_to(nils, now).exists()
    assert Rating.objects.visible_to(stage.world.hedda, now).count() == 1
    for name in ("answering", "rated"):
        assert visitor("nils").get(reverse(name, args=[stage.vr.key])).status_code == 403
    assert visitor("hedda").get(reverse("answering", args=[stage.vr.key])).status_code == 200
    names = [one.name for one in respondents(stage.vr, now)]
    assert ("Nils Holm" in names, "Hedda Öberg" in names) == (False, True)
    asked = {todo.told().url for todo in todos.todo(nils, now)}
    assert reverse("answering", args=[stage.vr.key]) not in asked


def test_the_reminders_go_to_whoever_does_the_work(stage: Stage) -> None:
    """A leader is reminded also while away; a coordinator is not."""
    for code in ("head", "coordinator"):
        if code == "coordinator":
            cohorts.end_holding(
                stage.world.nils.holdings.get(),
                until_on=stage.world.today,
                by=None,
                now=stage.now,
            )
        stand_in(stage, code)
        told = {one.recipient.name for one in reminders.due(stage.noon(6))}
        found = {"Hedda Öberg", "Ada Lind", "Nils Holm"} & told
        assert (code, found) == (
            code,
            {"Hedda Öberg", "Nils Holm" if code == "coordinator" else "Ada Lind"},
        )
