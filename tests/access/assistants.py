"""Asta is the assistant of the head of Vetenskapsrådet; once before she was too, for a while."""

from uuid import UUID

from cohorts import actions
from cohorts.models import Assistant
from meetings.models import Meeting
from tests.access.thing import MISSING, Thing
from tests.personas import World

ASSISTING = {"asta": "Vetenskapsrådet"}  # the institution whose name she reads


def assistants(world: World, meeting: Meeting | None) -> list[Thing]:
    assert meeting is not None
    session = meeting.sessions.get().key
    before = _name(world)
    actions.end_assistant(before, by=world.ada, now=world.now)
    return [
        _thing("former", before, session),
        _thing("asta", _name(world), session),
        MISSING,
    ]


def _name(world: World) -> Assistant:
    return actions.name_assistant(
        world.hedda.holdings.get(),
        name="Asta Ros",
        email="asta@vr.example",
        by=world.ada,
        now=world.now,
    )


def _thing(name: str, one: Assistant, session: UUID) -> Thing:
    return Thing(name, one.key, "Grupp 2", "VR", arguments={"session": session})
