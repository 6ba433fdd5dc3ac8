"""Who is let in where in the admin, written by hand.

Each model has a thing in Cleo's group (near), one in Paul's (far), or things of no group. Whoever
may look at a model's list and does not see the thing is sent back to the admin's front page, with
the same words as for an id that does not exist.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cohorts.models import Holding
from exchange_portal.outbox.models import Job, Message
from exchange_portal.pages.models import FaultReport, PageText
from meetings.models import Assignment, Meeting, Session
from tests.personas import World

STAFF = frozenset({"cleo", "paul", "gun"})
ADMINISTRATORS = frozenset({"gun"})
NOBODY: frozenset[str] = frozenset()
NEAR, FAR = frozenset({"cleo", "gun"}), frozenset({"paul", "gun"})


@dataclass(frozen=True)
class ModelRule:
    """`things`: what is asked for, and who of those who may look sees it."""

    look: frozenset[str]
    add: frozenset[str]
    change: frozenset[str]
    things: Callable[[World], list[tuple[Any, frozenset[str]]]]


def _in_groups(model: Any, path: str) -> Callable[[World], list[tuple[Any, frozenset[str]]]]:
    def things(world: World) -> list[tuple[Any, frozenset[str]]]:
        near = model.objects.filter(**{path: world.group2}).earliest("pk")
        far = model.objects.filter(**{path: world.group1}).earliest("pk")
        return [(near, NEAR), (far, FAR)]

    return things


def _report(world: World) -> list[tuple[Any, frozenset[str]]]:
    report = FaultReport.objects.create(text="Det går inte.", page="/", reported_at=world.now)
    return [(report, ADMINISTRATORS)]


def _newest(model: Any) -> Callable[[World], list[tuple[Any, frozenset[str]]]]:
    def things(world: World) -> list[tuple[Any, frozenset[str]]]:
        newest = model.objects.order_by("-pk").first()
        return [(newest, ADMINISTRATORS)] if newest else []

    return things


def _message(world: World) -> list[tuple[Any, frozenset[str]]]:
    mail = {"kind": "x", "to_address": "x@y.example", "language": "sv", "subject": "x", "text": "x"}
    message = Message.objects.create(**mail, not_before=world.now, created_at=world.now)
    return [(message, ADMINISTRATORS)]


def _job(world: World) -> list[tuple[Any, frozenset[str]]]:
    """Those that wait are shown to nobody: one may be the inspection of a file in a draft."""
    times = {"not_before": world.now, "created_at": world.now}
    failed = Job.objects.create(kind="x", once="failed", state=Job.State.FAILED, error="x", **times)
    waiting = Job.objects.create(kind="x", once="waiting", **times)
    return [(failed, ADMINISTRATORS), (waiting, NOBODY)]


ADMIN_RULES: dict[str, ModelRule] = {
    "cohorts_institution": ModelRule(
        STAFF,
        ADMINISTRATORS,
        ADMINISTRATORS,
        lambda w: [(w.institutions["VR"], NEAR), (w.institutions["KV"], FAR)],
    ),
    "cohorts_round": ModelRule(STAFF, NOBODY, ADMINISTRATORS, lambda w: [(w.round, STAFF)]),
    "cohorts_cohort": ModelRule(
        STAFF, NOBODY, NOBODY, lambda w: [(w.group2, NEAR), (w.group1, FAR)]
    ),
    "cohorts_participation": ModelRule(
        STAFF,
        NOBODY,
        NOBODY,
        lambda w: [(w.participations["VR"], NEAR), (w.participations["KV"], FAR)],
    ),
    "cohorts_user": ModelRule(
        STAFF, STAFF, NOBODY, lambda w: [(w.ada, NEAR), (w.nils, NEAR), (w.eve, FAR)]
    ),
    "cohorts_holding": ModelRule(
        STAFF, STAFF, STAFF, _in_groups(Holding, "seat__participation__cohort")
    ),
    "cohorts_engagement": ModelRule(
        ADMINISTRATORS,
        ADMINISTRATORS,
        ADMINISTRATORS,
        lambda w: [(w.cleo.engagements.earliest("pk"), ADMINISTRATORS)],
    ),
    "meetings_meeting": ModelRule(STAFF, STAFF, STAFF, _in_groups(Meeting, "cohort")),
    "meetings_session": ModelRule(STAFF, STAFF, STAFF, _in_groups(Session, "meeting__cohort")),
    "meetings_assignment": ModelRule(STAFF, STAFF, STAFF, _in_groups(Assignment, "cohort")),
    "pages_pagetext": ModelRule(ADMINISTRATORS, NOBODY, ADMINISTRATORS, _newest(PageText)),
    "pages_faultreport": ModelRule(ADMINISTRATORS, NOBODY, NOBODY, _report),
    "outbox_message": ModelRule(ADMINISTRATORS, NOBODY, NOBODY, _message),
    "outbox_job": ModelRule(ADMINISTRATORS, NOBODY, NOBODY, _job),
}
# Pages of the whole admin; an app's page is for those who may look at one of its models.
FRONT: dict[str, tuple[dict[str, str], frozenset[str]]] = {
    "admin:index": ({}, STAFF),
    "admin:jsi18n": ({}, STAFF),
    "admin:autocomplete": ({}, NOBODY),
}
