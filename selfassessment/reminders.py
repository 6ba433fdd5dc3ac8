"""Leaders who have not answered, those whose part is not ready, and coordinators of institutions
that have not handed in. The beat asks; asking again gives no more notices."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from cohorts import reminders
from cohorts.models import Function, Holding
from cohorts.reminders import Reminder, latest_rule, near
from selfassessment import events
from selfassessment.models import Assessment, Part, SubmittedAssessment
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
    undone = _undone(speaking)
    holdings = _holdings(speaking, {seat for seats in undone.values() for seat in seats}, now)
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
        and (_has_to(holding, one, answered) or _answers_part(holding, undone[one.pk]))
    ]
    return list({reminder.once: reminder for reminder in found}.values())


def _has_to(holding: Holding, assessment: Assessment, answered: set[tuple[int, int]]) -> bool:
    """Whether there is something left for the seat's holder to do."""
    role = holding.seat.function.role
    if role == Function.Role.COORDINATOR:
        return True
    waits = assessment.is_answering and role in CALLED and not holding.is_stand_in
    return waits and (assessment.pk, holding.user_id) not in answered


def _answers_part(holding: Holding, seats: set[int]) -> bool:
    """Whether the seat (of those whose part is not ready) is the holder's to work for."""
    return holding.seat_id in seats and holding.is_acting  # type: ignore[attr-defined]


def _undone(assessments: Collection[Assessment]) -> dict[int, set[int]]:
    """Of each assessment (its id) the seats (ids) that have not said that their part is ready."""
    seats: dict[int, set[int]] = {one.pk: set() for one in assessments}
    shared = [one.pk for one in assessments if not one.is_of_management]
    rows = Part.objects.filter(assessment__in=shared, done_at=None)
    for assessment, seat in rows.values_list("assessment", "seat"):
        seats[assessment].add(seat)
    return seats


def _nearing(now: datetime) -> Iterable[Assessment]:
    """Open ones, neither handed in nor withdrawn, whose last day no rule is too far from."""
    handed_in = SubmittedAssessment.objects.filter(assessment=OuterRef("pk"))
    return (
        Assessment.objects.opened(now)
        .filter(~Exists(handed_in), withdrawn_at=None, due_on__range=near(now))
        .with_origin()
        .prefetch_related("participation__cohort__round__reminder_rules")
    )


def _holdings(assessments: Iterable[Assessment], parts: set[int], now: datetime) -> list[Holding]:
    """Of leaders, of coordinators, and of the seats (ids) that answer `parts`; whether each does
    the work of its seat today (`is_acting`)."""
    is_acting = Q(pk__in=Holding.objects.acting(now).values("pk"))
    return list(
        Holding.objects.current(now)
        .annotate(is_acting=is_acting)
        .filter(
            Q(seat__function__role__in=CALLED, is_stand_in=False)
            | Q(Q(seat__function__role=Function.Role.COORDINATOR) | Q(seat__in=parts), is_acting),
            user__is_active=True,
            seat__participation__in={one.participation_id for one in assessments},
        )
        .select_related("user", "seat__function")
    )
