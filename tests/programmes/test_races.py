"""The same button pressed several times at once, on a database that lets that happen."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection, connections

from cohorts.models import Cohort, Round
from exchange_portal.outbox.models import Message, Notice
from meetings import events
from meetings.models import Meeting
from programmes import actions
from tests.personas import World
from tests.programmes.interested import TOLD
from tests.programmes.starting import THIRD, chosen, group, version_of

pytestmark = [
    pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer at a time anyway"),
    pytest.mark.django_db(transaction=True),
]
PRESSES = 4


def test_one_round_however_often_it_is_pressed(world: World) -> None:
    version, token, gate = version_of("jim-plus", "2021"), uuid4(), Barrier(PRESSES)
    choice = chosen(world, groups=[group(world, "Grupp 3", *THIRD)])

    def press(_number: int) -> Round:
        gate.wait()
        try:
            return actions.start_round(
                version, start=choice, token=token, by=world.gun, now=world.now
            )
        finally:
            connections.close_all()

    with ThreadPoolExecutor(PRESSES) as pool:
        rounds = set(pool.map(press, range(PRESSES)))

    assert len(rounds) == 1
    assert Cohort.objects.filter(round__in=rounds).count() == 1


def test_one_date_however_often_it_is_pressed(begun: World) -> None:
    meeting, gate = Meeting.objects.get(cohort=begun.group2, number=1), Barrier(PRESSES)

    def press(_number: int) -> bool:
        gate.wait()
        try:
            day, version = begun.days(30), meeting.date_version
            return actions.set_date(
                meeting, held_on=day, version=version, by=begun.cleo, now=begun.now
            )[1]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(PRESSES) as pool:
        outcomes = list(pool.map(press, range(PRESSES)))

    meeting.refresh_from_db()
    assert outcomes.count(True) == 1
    assert meeting.date_version == 1
    assert Notice.objects.filter(kind=events.MEETING_DATED).count() == 4  # ada, ben, hedda, dan


def test_one_network_and_one_interest_however_often_they_are_sent(world: World) -> None:
    key, by = uuid4(), {"by": world.gun, "now": world.now}
    members = [world.institutions["VR"], world.institutions["KV"]]
    named = {"name": "Lärosätesnätverket", "kind": "network", "institutions": members}
    told = {"told": TOLD, "form_key": key, "language": "sv", "now": world.now}

    networks = at_once(lambda: actions.start_network(contact=world.cleo, **named, **by))  # type: ignore[arg-type]
    interests = at_once(lambda: actions.express_interest(world.programme, **told))  # type: ignore[arg-type]

    assert (len(networks), len(interests)) == (1, 1)
    assert Message.objects.filter(to_address=TOLD["contact_email"]).count() == 1


def at_once(deed: Callable[[], object]) -> set[object]:
    gate = Barrier(PRESSES)

    def press(_number: int) -> object:
        gate.wait()
        try:
            return deed()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(PRESSES) as pool:
        return set(pool.map(press, range(PRESSES)))
