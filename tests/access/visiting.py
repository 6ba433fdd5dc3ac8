"""A guest at a meeting, one whose institution visits it no longer, and an institution that is asked
to be a mentor."""

from datetime import datetime
from typing import Any

from cohorts import actions as cohorts
from cohorts.models import Guest
from meetings.models import Meeting
from programmes import actions as programmes
from tests.access.thing import Thing
from tests.personas import World


def visit(world: World, meeting: Meeting | None, now: datetime) -> None:
    """Irma is a guest at a meeting of Cleo's group. Tage was, until Kriminalvården's visit was
    withdrawn."""
    assert meeting is not None
    act: dict[str, Any] = {"by": world.gun, "now": now}
    guest = cohorts.add_guest(meeting.scope, institution=world.agency, until_on=None, **act)
    cohorts.invite_guest([guest], name=world.irma.name, email=world.irma.email, **act)
    kv = world.institutions["KV"]
    withdrawn = cohorts.add_guest(meeting.scope, institution=kv, until_on=None, **act)
    cohorts.invite_guest([withdrawn], name="Tage Frid", email="tage@kv.example", **act)
    cohorts.withdraw_guests([withdrawn], **act)


def offer(world: World) -> Thing:
    """Vinnova, that has done a round, is asked to be a mentor."""
    place = "Vinnova recent"
    made = programmes.offer_mentorship(
        world.participations[place], role="mentor", by=world.gun, now=world.now
    )
    return Thing("offer", made.key, "recent", place)


def is_visited(meeting: Meeting) -> bool:
    return Guest.objects.filter(scope=meeting.scope_id).exists()


def guest(one: Guest) -> Thing:
    """One that was withdrawn is as if there were none."""
    if one.withdrawn_at is not None:
        return Thing("withdrawn guest", one.key)
    return Thing("guest", one.key, one.scope.cohort.name if one.scope.cohort else "")
