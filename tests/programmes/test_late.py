"""What needs the agency's people: self-assessments that are late, beside tasks."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertNumQueries

from cohorts.models import Cohort, rights_of
from exchange_portal.ui.texts import day_of_month
from meetings.models import Assignment
from programmes import late
from selfassessment.models import Assessment
from tests.personas import World, login
from tests.programmes.test_board import fill_every_seat
from tests.programmes.test_home import heading, page, words
from tests.selfassessment.conftest import Stage, build_stage, own_storage

__all__ = ["own_storage"]  # a fixture


@pytest.fixture
def stage(begun: World, own_storage: Any) -> Stage:
    """Three institutions have not handed in the management group's, and one of them, in the same
    group, not its preconditions either; no seat is vacant."""
    stage = build_stage(begun)
    fill_every_seat(begun, but=("", ""))
    Assessment.objects.update(due_on=begun.days(-2))
    return stage


def test_those_of_the_own_groups(client: Client, stage: Stage) -> None:
    html = page(client, stage.world.cleo)
    title = stage.vr.instrument_version.instrument.title_sv
    day = day_of_month(stage.world.days(-2))

    assert heading(html) == "Tre saker behöver dig"
    for name in ("Vetenskapsrådet", "Forte"):
        late = f"{name} har inte lämnat in: {title} Grupp 2, självskattning. Sista dag var {day}."
        assert f"{late} Försenad 2 dagar" in words(html)
    assert f"{reverse('staff_assessments')}?grupp={stage.world.group2.key}" in html
    assert "Kriminalvården" not in words(html)
    board = client.get(reverse("staff_board"), {"grupp": str(stage.world.group2.key)})
    assert board.context["needs"].heading == "Tre saker behöver dig"


def test_what_is_handed_in_or_is_not_late_needs_nobody(client: Client, stage: Stage) -> None:
    stage.hand_in()
    Assessment.objects.filter(pk=stage.management["Forte"].pk).update(due_on=stage.world.today)

    assert heading(page(client, stage.world.cleo)) == "En sak behöver dig"
    Assessment.objects.update(due_on=None)
    assert heading(page(client, stage.world.cleo)) == "Inget behöver dig just nu"


def test_a_round_that_is_over_needs_nobody(client: Client, stage: Stage) -> None:
    stage.world.round.ends_on = stage.world.days(-1)
    stage.world.round.save(update_fields=["ends_on"])

    assert heading(page(client, stage.world.cleo)) == "Inget behöver dig just nu"


def test_what_leaders_and_colleagues_answer_changes_nothing(client: Client, stage: Stage) -> None:
    before = words(page(client, stage.world.cleo))
    stage.answer_all(stage.world.ben)
    assert words(page(client, stage.world.cleo)) == before
    stage.close()
    stage.fill(stage.vr)
    assert words(page(client, stage.world.cleo)) == before


def test_the_latest_of_both_kinds_come_first(stage: Stage) -> None:
    """Of each room some are asked for; which of them are shown is a matter of their days."""
    world = stage.world
    charge = rights_of(world.cleo, world.now).charge
    Assignment.objects.filter(cohort=world.group2).update(due_on=world.days(-3))
    some, count = late.late(charge, world.now, most=4)
    assert [one.kind for one in some] == ["assignment"] * 4
    assert count == 7

    Assessment.objects.update(due_on=world.days(-4))
    some, count = late.late(charge, world.now, most=4)
    assert [one.kind for one in some] == ["assessment"] * 3 + ["assignment"]
    assert count == 7
    some, count = late.late(charge, world.now, most=1)
    assert ([one.kind for one in some], count) == (["assessment"], 7)


@pytest.mark.parametrize("rows", [1, 3])
def test_one_query_for_both(client: Client, stage: Stage, rows: int) -> None:
    Assessment.objects.exclude(
        pk__in=[one.pk for one in list(stage.management.values())[:rows]]
    ).update(due_on=None)
    login(client, stage.world.gun)
    client.get(reverse("home"))

    with assertNumQueries(12):
        client.get(reverse("home"))


def test_outside_rounds_is_on_min_sida_and_on_a_board_of_its_own(
    client: Client, stage: Stage
) -> None:
    world = stage.world
    Cohort.objects.filter(pk=world.group1.pk).update(round=None, kind=Cohort.Kind.NETWORK)

    assert "Kriminalvården har inte lämnat in" in words(page(client, world.gun))
    board = {one: client.get(reverse("staff_board"), {"omgang": one}) for one in ("", "utan")}
    told = {one: words(answer.content.decode()) for one, answer in board.items()}
    assert "Kriminalvården har inte lämnat in" not in told[""]
    assert "Forte har inte lämnat in" in told[""]
    assert "Kriminalvården har inte lämnat in" in told["utan"]
    assert "Forte har inte lämnat in" not in told["utan"]
