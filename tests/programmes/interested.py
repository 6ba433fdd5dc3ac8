"""Institutions that want to take part, by the actions; and what staff decide about them."""

from typing import Any
from uuid import uuid4

from programmes import actions
from programmes.actions import Decision
from programmes.models import ExpressionOfInterest
from tests.personas import World

WHY = "Vi vill lära av dem som har kommit längre."
TOLD: dict[str, Any] = {
    "institution_name": "Boverket",
    "kind": "agency",
    "size": "2",
    "activity": "regional",
    "stage": "1",
    "why": WHY,
    "head_knows": True,
    "contact_name": "Bo Verk",
    "contact_role": "HR-chef",
    "contact_email": "bo.verk@boverket.example",
}


def express(world: World, name: str = "Boverket", **changes: Any) -> ExpressionOfInterest:
    """Confirmed, by the actions."""
    given = TOLD | {"institution_name": name, **changes}
    interest = actions.express_interest(
        world.programme, told=given, form_key=uuid4(), language="sv", now=world.now
    )
    return actions.confirm_interest(interest.key, now=world.now)


def admit(world: World, name: str, **changes: Any) -> ExpressionOfInterest:
    return actions.decide_interest(
        express(world, name, **changes),
        decision=Decision(state="admitted", reason="Välkomna.", name=name, short_name=name[:20]),
        version=0,
        by=world.gun,
        now=world.now,
    )


def decision(**changes: str) -> dict[str, str]:
    return {
        "state": "admitted",
        "institution": "ny",
        "name": "Boverket",
        "short_name": "BOV",
        "reason": "Ni passar bra i en grupp om samhällsplanering.",
        "version": "0",
        **changes,
    }
