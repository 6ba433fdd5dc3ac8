"""Coordinators, of assignments that their institution has not handed in."""

from collections.abc import Iterable
from datetime import datetime

from cohorts.models import Function, Holding, Participation
from cohorts.reminders import Reminder, latest_rule, near
from meetings import events
from meetings.models import Assignment, SubmittedVersion


def due(now: datetime) -> list[Reminder]:
    """Each institution's own, also for someone who coordinates two of the same cohort."""
    speaking = {one: latest_rule(one.cohort.round, one.due_on, now) for one in _nearing(now)}
    handed_in = set(
        SubmittedVersion.objects.filter(
            submission__assignment__in=speaking, returned_at=None
        ).values_list("submission__assignment", "submission__participation")
    )
    holdings = _coordinators(speaking, now)
    return [
        Reminder(
            kind=events.REMINDER,
            about=f"{one.key}:{holding.seat.participation_id}",
            recipient=holding.user,
            day=one.due_on,
            days_before=days_before,
            data={"assignment": one.pk, "participation": holding.seat.participation_id},
        )
        for one, days_before in speaking.items()
        for holding in holdings
        if one.due_on is not None
        and days_before is not None
        and holding.seat.participation.cohort_id == one.cohort_id
        and (one.pk, holding.seat.participation_id) not in handed_in
    ]


def _nearing(now: datetime) -> Iterable[Assignment]:
    """Open ones whose last day no rule is too far from."""
    return (
        Assignment.objects.opened(now)
        .filter(due_on__range=near(now))
        .select_related("cohort__round")
        .prefetch_related("cohort__round__reminder_rules")
    )


def _coordinators(assignments: Iterable[Assignment], now: datetime) -> list[Holding]:
    return list(
        Holding.objects.acting(now)
        .filter(
            user__is_active=True,
            seat__function__role=Function.Role.COORDINATOR,
            seat__participation__cohort__in={one.cohort_id for one in assignments},
            seat__participation__in=Participation.objects.owing(),
        )
        .select_related("user", "seat__participation")
    )
