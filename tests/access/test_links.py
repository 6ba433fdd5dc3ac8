"""The matrix of someone who has come by a link from a mail: some pages of one thing, and for all
the rest they are nobody."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from cohorts import actions
from meetings.links import COME
from meetings.models import Meeting
from preparation.links import CONFIRM
from selfassessment.links import ANSWER
from selfassessment.models import Assessment
from tests.access.asking import as_answer, ask, leaked, told
from tests.access.standing import NOBODY, Answer
from tests.access.test_matrix import MADE_UP, cells
from tests.access.thing import Thing, Things
from tests.access.things import build
from tests.personas import World

OPEN = {
    ANSWER: {"answering", "rate", "rated", "finish_answering"},
    COME: {"invitation", "invitation_calendar"},
    CONFIRM: {"confirm_by_link"},
}


def an_assessment(world: World, things: Things) -> Thing:
    managements = Assessment.objects.get(
        participation=world.participations["VR"],
        instrument_version__instrument__bearer="management_group",
    )
    return next(one for one in things.assessments if one.key == managements.key)


def a_meeting(world: World, things: Things) -> Thing:
    """The one that others have answered with a comment, and guests visit not."""
    shared = Meeting.objects.get(cohort=world.group2, sessions__attendances__user=world.ada)
    return next(one for one in things.meetings if one.key == shared.key)


def a_participation(world: World, things: Things) -> Thing:
    """For which somebody else has confirmed."""
    place = world.participations["VR"]
    return next(one for one in things.participations if one.key == place.key)


def come_by_link(world: World, purpose: str, thing: object) -> Client:
    client = Client()
    opened = actions.open_link(
        world.hedda,
        purpose=purpose,
        thing=thing,  # type: ignore[arg-type]
        until_on=world.days(3),
        secret="a browser's",
        has_begun=False,
        now=world.now,
    )
    session = client.session
    session["link"] = opened.pk
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key or ""
    return client


@pytest.mark.parametrize(
    ("purpose", "find"),
    [(ANSWER, an_assessment), (COME, a_meeting), (CONFIRM, a_participation)],
    ids=[ANSWER, COME, CONFIRM],
)
def test_every_cell(world: World, purpose: str, find: Callable[[World, Things], Thing]) -> None:
    things = build(world)
    own = find(world, things)
    client = come_by_link(world, purpose, own.key)
    wrong, leaks, let_in = [], [], set()
    for cell in cells(NOBODY, things):
        response = ask(client, cell.method, cell.address)
        is_open = cell.route in OPEN[purpose] and cell.thing is own
        got = as_answer(response)
        if got is Answer.IN:
            let_in.add(cell.route)
        if got is not (Answer.IN if is_open else Answer.LOGIN):
            wrong.append(f"{cell}: {got}")
        if cell.route not in MADE_UP:
            who = "hedda" if is_open else NOBODY
            leaks += [f"{cell}: {words}" for words in leaked(response, who)]
            leaks += [f"{cell}: {words}" for words in told(response)]

    assert wrong == []
    assert leaks == []
    assert let_in == OPEN[purpose]
