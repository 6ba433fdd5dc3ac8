"""What the agency is told, and asking a group."""

from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertNumQueries, assertRedirects

from cohorts.models import rights_of
from selfassessment import actions
from selfassessment.models import Assessment
from selfassessment.models.asking import OF_THE_INSTITUTION
from selfassessment.queries.for_staff import asked_of, late, latest_asked
from tests.selfassessment.asking import Visitor, page
from tests.selfassessment.conftest import MANAGEMENT, PRECONDITIONS, Stage, open_for, version_of


def test_the_list_knows_only_what_was_handed_in(stage: Stage, visitor: Visitor) -> None:
    stage.fill(stage.own)
    before = page(visitor("cleo").get(reverse("staff_assessments")))
    stage.answer_all(stage.world.hedda)
    stage.close()
    stage.agree(stage.vr)
    after = page(visitor("cleo").get(reverse("staff_assessments")))

    assert before.count("Inte inlämnad") == after.count("Inte inlämnad") == 3
    assert "Kriminalvården" not in before
    assert "Hedda" not in after


def test_a_group_is_asked_once(stage: Stage, visitor: Visitor) -> None:
    version = version_of("planering-och-uppfoljning")
    data = {
        "cohort": stage.world.group2.key,
        "version": version.pk,
        "opens_on": stage.world.today,
        "due_on": stage.world.days(20),
    }
    for _ in range(2):
        answer = visitor("cleo").post(reverse("open_assessments"), data)
        assertRedirects(answer, reverse("staff_assessments"))
    assert Assessment.objects.filter(instrument_version=version).count() == 4


@pytest.mark.parametrize(
    ("field", "value"),
    [("cohort", "group1"), ("cohort", "x"), ("opens_on", "9999-12-31"), ("due_on", "2001-01-01")],
)
def test_a_wrong_form_opens_nothing(stage: Stage, visitor: Visitor, field: str, value: str) -> None:
    data = {
        "cohort": stage.world.group2.key,
        "version": version_of("planering-och-uppfoljning").pk,
        "opens_on": stage.world.today,
    }
    data[field] = stage.world.group1.key if value == "group1" else value
    before = Assessment.objects.count()
    answer = visitor("cleo").post(reverse("open_assessments"), data)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert Assessment.objects.count() == before


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_the_list_do_not_grow(stage: Stage, visitor: Visitor, rows: int) -> None:
    for number in range(rows):
        open_for(stage.world, "VR", PRECONDITIONS, opens_on=stage.world.days(-10 - number))
    gun = visitor("gun")
    gun.get(reverse("staff_assessments"))  # that the second factor is there is remembered

    with assertNumQueries(6):
        gun.get(reverse("staff_assessments"))


# --- The board ----------------------------------------------------------------------------------


def cells(answer: Any) -> dict[str, dict[str, str]]:
    """By institution and instrument."""
    (table,) = answer.context["tables"]
    return {
        row.institution: {str(name): cell.label for name, cell in row.cells} for row in table.rows
    }


def board(browser: Client) -> Any:
    return browser.get(reverse("staff_board"))


def test_the_board_tells_of_each_instrument(stage: Stage, visitor: Visitor) -> None:
    """Of the one that was asked first, and of an institution that is asked again."""
    copy = stage.hand_in(stage.own)
    open_for(stage.world, "VR", PRECONDITIONS, opens_on=stage.world.days(3), due_on=None)
    open_for(stage.world, "Forte", PRECONDITIONS, due_on=stage.world.days(-2))
    answer = board(visitor("cleo"))
    shown = cells(answer)
    again = shown["Vetenskapsrådet"].pop("Förutsättningar (2)")

    assert again.startswith("Öppnar ")
    assert shown["Vetenskapsrådet"] == {
        "Förutsättningar": "Inlämnad",
        "Förändringspotential och ambitionsnivå": "Inte inlämnad",
    }
    assert shown["Forte"] == {
        "Förutsättningar": "Försenad 2 dagar",
        "Förändringspotential och ambitionsnivå": "Inte inlämnad",
        "Förutsättningar (2)": "Inte öppnad",
    }
    assert set(shown["Formas"].values()) == {"Inte öppnad"}
    assert f'href="{reverse("submitted_assessment", args=[copy.key])}">Inlämnad' in answer.text


def test_what_is_withdrawn_is_told_on_the_board_and_is_not_late(
    stage: Stage, visitor: Visitor
) -> None:
    Assessment.objects.filter(pk=stage.own.pk).update(due_on=stage.world.days(-2))
    assert late(rights_of(stage.world.cleo, stage.now).charge, stage.now).count() == 1
    actions.withdraw([stage.own], reason="Fel.", by=stage.world.cleo, now=stage.now)
    answer = board(visitor("cleo"))

    assert late(rights_of(stage.world.cleo, stage.now).charge, stage.now).count() == 0
    assert cells(answer)["Vetenskapsrådet"]["Förutsättningar"] == "Återkallad"
    here = reverse("asked_assessment", args=[stage.own.key])
    assert f'href="{here}">Återkallad' in answer.text


def test_the_board_knows_only_what_was_handed_in(stage: Stage, visitor: Visitor) -> None:
    before = cells(board(visitor("cleo")))
    stage.fill(stage.own)
    stage.answer_all(stage.world.hedda)
    stage.close()
    stage.agree(stage.vr)

    assert cells(board(visitor("cleo"))) == before


def test_how_far_an_institution_is_is_not_even_fetched(stage: Stage) -> None:
    """Neither for the list nor for those who are missing (see docs/adr/0505)."""
    everything = set(OF_THE_INSTITUTION)
    listed = asked_of(stage.world.cleo, stage.now)
    missing = latest_asked(stage.world.group2, MANAGEMENT, stage.now)

    assert {one.pk for one in missing} < {one.pk for one in listed}
    for one in [*listed, *missing]:
        assert {"closed_at", "reopened_at"} < one.get_deferred_fields()
        assert one.get_deferred_fields() == {name.replace("_by", "_by_id") for name in everything}
