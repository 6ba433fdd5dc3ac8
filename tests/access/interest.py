"""Expressions of interest, one confirmed and one not, with words that stand nowhere else."""

from typing import Any
from uuid import uuid4

from programmes import actions
from programmes.models import ExpressionOfInterest
from tests.access.thing import Thing, word
from tests.personas import World

READERS: dict[tuple[str, str, str], set[str]] = {
    ("interest", "confirmed", "why"): {"gun"},
    ("interest", "unconfirmed", "why"): set(),
}
TOLD: dict[str, Any] = {
    "institution_name": "Boverket",
    "kind": "agency",
    "size": "2",
    "activity": "regional",
    "stage": "1",
    "head_knows": True,
    "contact_name": "Bo Verk",
    "contact_role": "HR-chef",
    "contact_email": "bo.verk@boverket.example",
}


def interests(world: World) -> list[Thing]:
    made = {name: _express(world, name) for _, name, _ in READERS}
    actions.confirm_interest(made["confirmed"].key, now=world.now)
    return [Thing(name, one.key) for name, one in made.items()]


def _express(world: World, name: str) -> ExpressionOfInterest:
    return actions.express_interest(
        world.programme,
        told=TOLD | {"why": f"Vi vill lära oss {word('interest', name, 'why')}."},
        form_key=uuid4(),
        language="sv",
        now=world.now,
    )
