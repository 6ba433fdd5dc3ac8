"""Heads who have not confirmed, also before the preparation begins, since that is when they are to;
and those who have said nothing of the web course. By the round's rules."""

from datetime import datetime

from django.db.models import Exists, OuterRef

from cohorts import reminders
from cohorts.models import Function, Holding, Participation, User
from cohorts.reminders import Reminder, latest_rule, near
from preparation import events
from preparation.models import Completion, Confirmation

PLAN = "cohort__round__preparation"
ROUND = "seat__participation__cohort__round"


def remind(*, now: datetime) -> None:
    reminders.remind(due(now), now=now)
    reminders.remind(courses_due(now), now=now)


def due(now: datetime) -> list[Reminder]:
    """One for each institution and person who can confirm for it."""
    waiting = {one.pk: one for one in _waiting(now)}
    found = [
        _reminder(waiting[holding.seat.participation_id], holding.user, now)
        for holding in _leading(list(waiting), now)
    ]
    return list({reminder.once: reminder for reminder in found if reminder}.values())


def courses_due(now: datetime) -> list[Reminder]:
    """One for each person in a round, whatever seats they do the work of."""
    said = Completion.objects.filter(round=OuterRef(ROUND), user=OuterRef("user"))
    held = Holding.objects.acting(now).filter(
        ~Exists(said),
        seat__participation__in=Participation.objects.owing(),
        user__is_active=True,
        **{f"{ROUND}__preparation__course_due_on__range": near(now)},
    )
    rows = held.select_related("user", f"{ROUND}__preparation").order_by("pk")
    found = [
        _of_course(one.seat.participation, one.user, now)
        for one in rows.prefetch_related(f"{ROUND}__reminder_rules")
    ]
    first: dict[str, Reminder] = {}
    for reminder in found:
        if reminder is not None:
            first.setdefault(reminder.once, reminder)
    return list(first.values())


def _of_course(place: Participation, person: User, now: datetime) -> Reminder | None:
    round = place.cohort.round
    day = round.preparation.course_due_on if round else None
    days_before = latest_rule(round, day, now, is_ahead=True)
    if round is None or day is None or days_before is None:
        return None
    return Reminder(
        kind=events.COURSE_REMINDER,
        about=f"{round.key}",
        recipient=person,
        day=day,
        days_before=days_before,
        data={"participation": place.pk},
    )


def _reminder(place: Participation, head: User, now: datetime) -> Reminder | None:
    round = place.cohort.round
    day = round.preparation.confirm_by if round else None
    days_before = latest_rule(round, day, now, is_ahead=True)
    if day is None or days_before is None:
        return None
    return Reminder(
        kind=events.REMINDER,
        about=f"{place.key}",
        recipient=head,
        day=day,
        days_before=days_before,
        data={"participation": place.pk},
    )


def _waiting(now: datetime) -> list[Participation]:
    """Not confirmed, with a last day that no rule is too far from."""
    confirmed = Confirmation.objects.standing().filter(participation=OuterRef("pk"))
    return list(
        Participation.objects.owing()
        .filter(~Exists(confirmed), **{f"{PLAN}__confirm_by__range": near(now)})
        .select_related(PLAN)
        .prefetch_related("cohort__round__reminder_rules")
    )


def _leading(places: list[int], now: datetime) -> list[Holding]:
    """Those with the role that confirms: the head's, or the management's in a round without."""
    roles = Function.Role
    heads = Function.objects.filter(round=OuterRef("seat__function__round"), role=roles.HEAD)
    held = Holding.objects.acting(now).filter(user__is_active=True, seat__participation__in=places)
    confirming = held.filter(seat__function__role=roles.HEAD) | held.filter(
        ~Exists(heads), seat__function__role=roles.MANAGEMENT
    )
    return list(confirming.select_related("user", "seat"))
