"""Leaders who have not answered, and coordinators of institutions that have not handed in. The beat
asks; asking again gives no more notices."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from cohorts import reminders
from cohorts.models import Function, Holding
from cohorts.reminders import Reminder, latest_rule, near
from selfassessment import events
from selfassessment.models import Assessment, SubmittedAssessment
from selfassessment.queries.asked import finished
from selfassessment.rules import CALLED


def remind(*, now: datetime) -> None:
    reminders.remind(due(now), now=now)


def due(now: datetime) -> list[Reminder]:
    """One for each assessment and person: whoever leads and coordinates gets one mail of both."""
    speaking = {
        one: latest_rule(one.participation.cohort.round, one.due_on, now) for one in _nearing(now)
    }
    answered = finished(one for one in speaking if one.is_answering)
    holdings = _holdings(speaking, now)
    found = [
        Reminder(
            kind=events.REMINDER,
            about=f"{one.key}",
            recipient=holding.user,
            day=one.due_on,
            days_before=days_before,
            data={"assessment": one.pk},
        )
        for one, days_before in speaking.items()
        for holding in holdings
        if one.due_on is not None
        and days_before is not None
        and holding.seat.participation_id == one.participation_id
        and _has_to(holding, one, answered)
    ]
    return list({reminder.once: reminder for reminder in found}.values())


def _has_to(holding: Holding, assessment: Assessment, answered: set[tuple[int, int]]) -> bool:
    """Whether there is something left for the seat's holder to do."""
    role = holding.seat.function.role
    if role == Function.Role.COORDINATOR:
        return True
    waits = assessment.is_answering and role in CALLED and not holding.is_stand_in
    return waits and (assessment.pk, holding.user_id) not in answered


def _nearing(now: datetime) -> Iterable[Assessment]:
    """Open ones, neither handed in nor withdrawn, whose last day no rule is too far from."""
    handed_in = SubmittedAssessment.objects.filter(assessment=OuterRef("pk"))
    return (
        Assessment.objects.opened(now)
        .filter(~Exists(handed_in), withdrawn_at=None, due_on__range=near(now))
        .with_origin()
        .prefetch_related("participation__cohort__round__reminder_rules")
    )


def _holdings(assessments: Iterable[Assessment], now: datetime) -> list[Holding]:
    acting = Holding.objects.acting(now)
    return list(
        Holding.objects.current(now)
        .filter(
            Q(seat__function__role__in=CALLED, is_stand_in=False)
            | Q(seat__function__role=Function.Role.COORDINATOR, pk__in=acting.values("pk")),
            user__is_active=True,
            seat__participation__in={one.participation_id for one in assessments},
        )
        .select_related("user", "seat__function")
    )
