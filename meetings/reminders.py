"""Who is to be reminded of what, now. The beat asks; asking again gives no more notices."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import get_default_timezone, localdate

from cohorts.models import Function, Holding, Participation, ReminderRule, User
from exchange_portal.outbox import queue
from exchange_portal.outbox.models import Notice
from meetings import events
from meetings.models import Assignment, SubmittedVersion

MORNING = time(7)  # in Stockholm; nobody is reminded at night


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """One person, reminded once of one due date by one rule. A moved due date is a new one."""

    assignment: Assignment
    participation: Participation
    recipient: User
    due_on: date
    days_before: int

    @property
    def once(self) -> str:
        return (
            f"{events.REMINDER}:{self.assignment.key}:{self.recipient.pk}"
            f":{self.due_on.isoformat()}:{self.days_before}"
        )


def due(now: datetime) -> list[Reminder]:
    """For each assignment the latest rule whose day has come, for each coordinator of those who
    have not handed in. After an outage nobody gets the reminders of two rules at once."""
    near = {one.pk: (one, _latest_rule(one, now)) for one in _nearing(now)}
    handed_in = set(
        SubmittedVersion.objects.filter(
            submission__assignment__in=near, returned_at=None
        ).values_list("submission__assignment", "submission__participation")
    )
    holdings = _coordinators((one for one, _ in near.values()), now)
    return [
        Reminder(
            assignment=one,
            participation=holding.seat.participation,
            recipient=holding.user,
            due_on=one.due_on,
            days_before=days_before,
        )
        for one, days_before in near.values()
        for holding in holdings
        if one.due_on is not None
        and days_before is not None
        and holding.seat.participation.cohort_id == one.cohort_id
        and (one.pk, holding.seat.participation_id) not in handed_in
    ]


@transaction.atomic
def remind(*, now: datetime) -> None:
    """Write the notices that are due and not yet written."""
    waiting = {reminder.once: reminder for reminder in due(now)}
    known = Notice.objects.filter(once__in=waiting).values_list("once", flat=True)
    for once in waiting.keys() - set(known):
        reminder = waiting[once]
        queue.notify(
            events.REMINDER,
            recipient=reminder.recipient,
            once=once,
            data={
                "assignment": reminder.assignment.pk,
                "participation": reminder.participation.pk,
                "due_on": reminder.due_on.isoformat(),
                "days_before": reminder.days_before,
            },
            now=now,
        )


def _nearing(now: datetime) -> Iterable[Assignment]:
    """Open assignments whose due date no rule is too far from."""
    today = localdate(now)
    furthest = ReminderRule.objects.aggregate(days=Max("days_before"))["days"] or 0
    return (
        Assignment.objects.opened(now)
        .under_way(now)
        .filter(due_on__range=(today, today + timedelta(days=furthest)))
        .select_related("cohort__round")
        .prefetch_related("cohort__round__reminder_rules")
    )


def _latest_rule(assignment: Assignment, now: datetime) -> int | None:
    """Days before of the rule that speaks today; None when none has come yet."""
    round, due_on = assignment.cohort.round, assignment.due_on
    if round is None or due_on is None:
        return None
    come = [
        rule.days_before
        for rule in round.reminder_rules.all()
        if _morning(due_on - timedelta(days=rule.days_before)) <= now
    ]
    return min(come, default=None)


def _morning(day: date) -> datetime:
    return datetime.combine(day, MORNING, get_default_timezone())


def _coordinators(assignments: Iterable[Assignment], now: datetime) -> list[Holding]:
    return list(
        Holding.objects.current(now)
        .filter(
            seat__function__role=Function.Role.COORDINATOR,
            seat__participation__cohort__in={one.cohort_id for one in assignments},
        )
        .select_related("user", "seat__participation")
    )
