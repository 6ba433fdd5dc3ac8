"""The matrix of someone who has come by a link from a mail: four pages of one thing, and for all
the rest they are nobody."""

from django.conf import settings
from django.test import Client

from cohorts import actions
from selfassessment.links import ANSWER
from selfassessment.models import Assessment
from tests.access.asking import as_answer, ask, leaked, told
from tests.access.standing import NOBODY, Answer
from tests.access.test_matrix import MADE_UP, cells
from tests.access.things import build
from tests.personas import World

OPEN = {"answering", "rate", "rated", "finish_answering"}


def come_by_link(world: World, thing: object) -> Client:
    client = Client()
    opened = actions.open_link(
        world.hedda,
        purpose=ANSWER,
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


def test_every_cell(world: World) -> None:
    things = build(world)
    managements = Assessment.objects.get(
        participation=world.participations["VR"],
        instrument_version__instrument__bearer="management_group",
    )
    (own,) = [one for one in things.assessments if one.key == managements.key]
    client = come_by_link(world, own.key)
    wrong, leaks, let_in = [], [], set()
    for cell in cells(NOBODY, things):
        response = ask(client, cell.method, cell.address)
        is_open = cell.route in OPEN and cell.thing is own
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
    assert let_in == OPEN
