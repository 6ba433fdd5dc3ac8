"""What the agency changes of what it has asked: the last day, and whether it is asked at all. It is
told nothing by it: whether anyone has begun makes no difference to what happens."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from cohorts.models import Function, User
from cohorts.queries import holders
from cohorts.rules import is_under_way
from exchange_portal.audit import trail
from exchange_portal.characters import plain
from exchange_portal.outbox import queue
from selfassessment import events
from selfassessment.actions.refusals import (
    DatesOutOfOrder,
    DayHasPassed,
    NobodyLeft,
    ReasonMissing,
    TooLong,
)
from selfassessment.models import Assessment, SubmittedAssessment

MAX_REASON = 2_000  # characters


@transaction.atomic
def change_last_day(
    assessments: Iterable[Assessment], *, due_on: date | None, by: User, now: datetime
) -> list[Assessment]:
    """Another last day, or none, for those that are asked still; which got it. Saying the same day
    again changes and tells nothing."""
    asked = [one for one in _left(assessments) if one.withdrawn_at is None]
    if due_on is not None and any(due_on < one.opens_on for one in asked):
        raise DatesOutOfOrder
    if due_on is not None and due_on < localdate(now):
        raise DayHasPassed
    changed = [one for one in asked if one.due_on != due_on]
    for one in changed:
        one.due_on = due_on
        one.save(update_fields=["due_on"])
        trail.record(events.CHANGED, about=one, by=by, now=now, fields=["due_on"])
        day = due_on.isoformat() if due_on else None
        _tell(events.NEW_LAST_DAY, one, by, now, due_on=day)
    return changed


@transaction.atomic
def withdraw(
    assessments: Iterable[Assessment], *, reason: str, by: User, now: datetime
) -> list[Assessment]:
    """Ask no longer. What was answered stays where it is and is shown to nobody. Pressed twice,
    it is withdrawn once, for the first reason."""
    reason = plain(reason).strip()
    if not reason:
        raise ReasonMissing
    if len(reason) > MAX_REASON:
        raise TooLong(len(reason), MAX_REASON)
    changed = [one for one in _left(assessments) if one.withdrawn_at is None]
    for one in changed:
        one.withdrawn_at, one.withdrawn_by, one.withdrawn_reason = now, by, reason
        _save_withdrawal(one)
        trail.record(events.WITHDRAWN, about=one, by=by, now=now)
        _tell(events.WITHDRAWAL, one, by, now)
    return changed


@transaction.atomic
def restore(assessments: Iterable[Assessment], *, by: User, now: datetime) -> list[Assessment]:
    """Ask again what was withdrawn: everything is as it was. Pressed twice, it is restored once."""
    changed = [one for one in _left(assessments) if one.withdrawn_at is not None]
    for one in changed:
        one.withdrawn_at, one.withdrawn_by, one.withdrawn_reason = None, None, ""
        _save_withdrawal(one)
        trail.record(events.RESTORED, about=one, by=by, now=now)
        _tell(events.RESTORATION, one, by, now)
    return changed


def _left(assessments: Iterable[Assessment]) -> list[Assessment]:
    """Those that are not handed in, locked for this transaction as they are for every action."""
    keys = [one.pk for one in assessments]
    rows = Assessment.objects.select_for_update(of=["self"]).with_origin().order_by("pk")
    locked = list(rows.filter(pk__in=keys))
    copies = SubmittedAssessment.objects.filter(assessment__in=keys)
    handed_in = set(copies.values_list("assessment", flat=True))
    left = [one for one in locked if one.pk not in handed_in]
    if not left:
        raise NobodyLeft
    return left


def _save_withdrawal(assessment: Assessment) -> None:
    assessment.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])


def _tell(kind: str, assessment: Assessment, by: User, now: datetime, **facts: Any) -> None:
    """A mail to coordinators who have seen it: what has not opened yet nobody has."""
    participation = assessment.participation
    if not (assessment.has_opened(now) and is_under_way(participation.cohort.round, now)):
        return
    for person in holders(participation, now, role=Function.Role.COORDINATOR):
        queue.notify(
            kind,
            recipient=person,
            once=f"{kind}:{assessment.key}:{now.isoformat()}:{person.pk}",
            data={"assessment": assessment.pk, "by": by.pk, "at": now.isoformat(), **facts},
            now=now,
        )
