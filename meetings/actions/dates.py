"""What follows when a meeting gets a date, another date, or none."""

from datetime import date, datetime

from cohorts import actions as cohorts
from cohorts.models import User
from exchange_portal.audit import trail
from exchange_portal.outbox import queue
from meetings import events
from meetings.actions.telling import tell_of_date
from meetings.models import Assignment, Meeting
from meetings.queries.dates import moves, told, told_once
from meetings.queries.guests import access_until


def follow_date(meeting: Meeting, *, was_on: date | None, by: User | None, now: datetime) -> None:
    """Move what hangs on the date, and tell those who are called. Within an action that has locked
    the meeting and changed its date."""
    meeting.date_version += 1
    meeting.save(update_fields=["date_version"])
    until_on = access_until(meeting, meeting.held_on)
    cohorts.move_guests(meeting.scope, until_on=until_on, by=by, now=now)
    hanging = Assignment.objects.select_for_update().filter(meeting=meeting).order_by("pk")
    for move in moves(hanging, meeting.held_on):
        assignment, changed = move.assignment, move.changed
        if changed:
            assignment.opens_on, assignment.due_on = move.opens_on, move.due_on
            assignment.save(update_fields=changed)
            trail.record(
                events.ASSIGNMENT_CHANGED, about=assignment, by=by, now=now, fields=changed
            )
    scope = meeting.scope
    cohorts.follow_meeting(scope, was_on=was_on, held_on=meeting.held_on, by=by, now=now)
    for person in told(meeting, was_on=was_on, held_on=meeting.held_on, now=now):
        queue.notify(
            events.MEETING_DATED,
            recipient=person,
            once=told_once(meeting, person),
            data={
                "meeting": meeting.pk,
                "date_version": meeting.date_version,
                "had_date": was_on is not None,
            },
            now=now,
        )
    tell_of_date(meeting, was_on=was_on, held_on=meeting.held_on, now=now)
