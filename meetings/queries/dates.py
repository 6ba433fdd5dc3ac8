"""What a new date for a meeting does: which dates move with it, and who is told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from cohorts.models import Engagement, User
from exchange_portal.collation import sort_key
from meetings import events
from meetings.models import Assignment, Meeting, SubmittedVersion
from meetings.models.assignments import days_before
from meetings.queries.calling import called, holdings_for


@dataclass(frozen=True, kw_only=True)
class Move:
    """An assignment of the meeting, with the dates that it gets."""

    assignment: Any  # as `of_meeting` gives it
    opens_on: date | None
    due_on: date | None

    @property
    def changed(self) -> list[str]:
        """The names of the fields that get another date."""
        names = ("opens_on", "due_on")
        return [one for one in names if getattr(self, one) != getattr(self.assignment, one)]


def moves(assignments: Iterable[Assignment], held_on: date | None) -> list[Move]:
    """What hangs on the meeting's date gets its dates from it; the rest keeps its own. Nothing
    opens after a last day that stays where it is."""
    return [_move(one, held_on) for one in assignments]


def _move(assignment: Assignment, held_on: date | None) -> Move:
    opens_on, due_on = assignment.opens_on, assignment.due_on
    if assignment.opens_days_before is not None:
        opens_on = days_before(held_on, assignment.opens_days_before)
    if assignment.due_days_before is not None:
        due_on = days_before(held_on, assignment.due_days_before)
    if opens_on and due_on:
        opens_on = min(opens_on, due_on)
    return Move(assignment=assignment, opens_on=opens_on, due_on=due_on)


def of_meeting(meeting: Meeting) -> Any:
    """Its assignments, each with how many institutions have `handed_in`. Drafts are not asked
    for."""
    handed_in = (
        SubmittedVersion.objects.newest()
        .filter(submission__assignment=OuterRef("pk"), returned_at=None)
        .order_by()
        .values("submission__assignment")
        .annotate(count=Count("pk"))
    )
    counted = Coalesce(Subquery(handed_in.values("count")), 0, output_field=IntegerField())
    own = Assignment.objects.filter(meeting=meeting).annotate(handed_in=counted)
    return own.order_by("due_days_before", "due_on", "pk").reverse()


def called_on(meeting: Meeting, on: date | None, now: datetime) -> list[User]:
    """Those who are called to one of the meeting's sessions if it is held on that day, and its
    guests, by name."""
    people = {one.user for one in called(holdings_for([meeting], now), meeting, now, on=on)}
    visits = Engagement.objects.current(now).filter(guest__scope=meeting.scope_id)
    people |= {one.user for one in visits.select_related("user") if one.user.is_active}
    return sorted(people, key=lambda one: (sort_key(one.name), one.pk))


def told(
    meeting: Meeting, *, was_on: date | None, held_on: date | None, now: datetime
) -> list[User]:
    """Whom a new date is news to: nobody, when both days have passed."""
    today = localdate(now)
    if all(day is None or day < today for day in (was_on, held_on)):
        return []
    return called_on(meeting, held_on, now)


def told_once(meeting: Meeting, person: User) -> str:
    """The key of the notice that tells a person of the date that the meeting has now."""
    return f"{events.MEETING_DATED}:{meeting.key}:{meeting.date_version}:{person.pk}"
