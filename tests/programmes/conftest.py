"""The small world with meetings and an assignment in each group, as in a round that has begun."""

from datetime import time

import pytest
from django.test import Client

from cohorts.models import Cohort, Function
from meetings import actions
from meetings.models import Assignment, Meeting
from programmes.models import TemplateVersion
from tests.personas import World, login
from tests.programmes.starting import THIRD, institution, version_of

MORNING = (time(9), time(12))


@pytest.fixture
def begun(world: World) -> World:
    """Each group has a kick-off in nine days, a second meeting without a date, and one thing to
    hand in in two days."""
    for cohort in (world.group1, world.group2):
        kickoff = plan(world, cohort, 1, days=9)
        plan(world, cohort, 2, days=None)
        ask(world, cohort, kickoff, days=2)
    return world


def plan(world: World, cohort: Cohort, number: int, *, days: int | None) -> Meeting:
    meeting = actions.plan_meeting(
        cohort,
        kind=Meeting.Kind.KICKOFF if number == 1 else Meeting.Kind.THEMED,
        number=number,
        theme_sv=f"Tema {number}",
        held_on=None if days is None else world.days(days),
        by=None,
        now=world.now,
    )
    if days is not None:
        actions.add_session(
            meeting,
            starts_at=MORNING[0],
            ends_at=MORNING[1],
            audience=Function.objects.filter(round=cohort.round),
            by=None,
            now=world.now,
        )
    return meeting


def ask(
    world: World, cohort: Cohort, meeting: Meeting, *, days: int, title: str = "Beskriv ert läge"
) -> Assignment:
    return actions.set_assignment(
        cohort,
        meeting=meeting,
        phase=Assignment.Phase.BEFORE,
        title_sv=title,
        instructions_sv="Skriv kort.",
        due_on=world.days(days),
        minutes=90,
        questions=[actions.QuestionText(prompt_sv="Hur ser det ut?")],
        by=None,
        now=world.now,
    )


@pytest.fixture
def jim(world: World) -> TemplateVersion:
    """A template, and institutions of a third group."""
    for name in THIRD:
        institution(world, name)
    return version_of("jim-plus", "2021")


@pytest.fixture
def gun(client: Client, world: World) -> Client:
    return login(client, world.gun)
