"""What the agency is told, and asking a group."""

from http import HTTPStatus

import pytest
from django.urls import reverse
from pytest_django.asserts import assertNumQueries, assertRedirects

from selfassessment.models import Assessment
from tests.selfassessment.asking import Visitor, page
from tests.selfassessment.conftest import PRECONDITIONS, Stage, open_for, version_of


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
