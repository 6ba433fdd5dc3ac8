"""The small world, in a round that asks its heads to confirm and its people to take a course."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from preparation import actions
from preparation.actions import Plan
from preparation.models import Confirmation, Preparation
from preparation.queries.confirming import asked
from tests.meetings.conftest import own_storage  # noqa: F401
from tests.personas import World, login

COURSE: dict[str, Any] = {
    "course_name_sv": "Grunderna i jämställdhetsintegrering",
    "course_name_en": "The basics of gender mainstreaming",
    "course_link": "https://kurs.example/grund",
    "course_minutes": 90,
}


@pytest.fixture
def prepared(world: World) -> World:
    plan(world, confirm_by=world.days(5))
    return world


@pytest.fixture
def browser(world: World) -> Any:
    return lambda name: login(Client(), world.people[name])


def plan(world: World, *, confirm_by: date, **other: Any) -> Preparation:
    wanted = COURSE | {"course_due_on": world.days(20)} | other
    return actions.plan_preparation(
        world.round,
        plan=Plan(confirm_by=confirm_by, preparation_hours=16, meeting_hours=60, **wanted),
        by=world.gun,
        now=world.now,
    )


def confirm(
    world: World, place: str, who: str, *, number: int = 1, note: str = "", **other: Any
) -> Confirmation:
    plan = Preparation.objects.get(round=world.round)
    given = {"statements": asked(plan), "now": world.now} | other
    return actions.confirm(
        world.participations[place], note=note, number=number, by=world.people[who], **given
    )
