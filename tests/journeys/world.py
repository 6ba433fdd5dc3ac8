"""What the journeys start from: the world of `tests.personas`, with meetings and an assignment.

Built inside the running portal's own database, by `manage.py shell`, through actions alone.
"""

import json
from datetime import datetime, time
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

if TYPE_CHECKING:
    from cohorts.models import Cohort
    from meetings.models import Assignment, Meeting
    from tests.personas import World

BUILD = "from tests.journeys.world import build; build()"
LOG_IN = "from tests.journeys.world import log_everybody_in; log_everybody_in()"
TITLE = "Beskriv hur ni arbetar i dag"
QUESTIONS = ("Vilka problem ser ni?", "Hur arbetar ni med dem?", "Vad vill ni ha hjälp med?")


def build() -> None:
    """Prints the keys of what was made, as JSON."""
    from tests.personas import build_world

    now = timezone.now()
    world = build_world(now)
    print(json.dumps({name: _ask(world, cohort, now) for name, cohort in _groups(world).items()}))


def log_everybody_in() -> None:
    """Prints a session key for each person, as JSON by address: for tests that are not of login."""
    from django.test import Client

    from cohorts.models import User

    keys = {}
    for user in User.objects.all():
        client = Client()
        client.force_login(user)
        keys[user.email] = client.cookies[settings.SESSION_COOKIE_NAME].value
    print(json.dumps(keys))


def _groups(world: "World") -> dict[str, "Cohort"]:
    return {"group1": world.group1, "group2": world.group2}


def _ask(world: "World", cohort: "Cohort", now: datetime) -> str:
    """A kick-off in nine days, and what to hand in before it, in two. The assignment's key."""
    from cohorts.models import Function
    from meetings import actions
    from meetings.models import Meeting

    kickoff = actions.plan_meeting(
        cohort,
        kind=Meeting.Kind.KICKOFF,
        number=1,
        theme_sv="Inriktning",
        held_on=world.days(9),
        place="Digitalt",
        by=None,
        now=now,
    )
    actions.add_session(
        kickoff,
        starts_at=time(9),
        ends_at=time(12),
        audience=Function.objects.filter(round=cohort.round),
        by=None,
        now=now,
    )
    return str(_assignment(world, kickoff, now).key)


def _assignment(world: "World", kickoff: "Meeting", now: datetime) -> "Assignment":
    from meetings import actions
    from meetings.models import Assignment, Sharing

    return actions.set_assignment(
        kickoff.cohort,
        meeting=kickoff,
        phase=Assignment.Phase.BEFORE,
        title_sv=TITLE,
        instructions_sv="Skriv kort, tillsammans.",
        due_on=world.days(2),
        minutes=90,
        sharing=Sharing.COHORT,
        questions=[
            actions.QuestionText(prompt_sv=prompt, is_required=prompt != QUESTIONS[-1])
            for prompt in QUESTIONS
        ],
        by=None,
        now=now,
    )
