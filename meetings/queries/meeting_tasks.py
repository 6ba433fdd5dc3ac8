"""What there is to do before and after a meeting, and where the reader's institution is with it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet
from django.utils.translation import gettext as _

from exchange_portal.phrased import ask
from meetings.models import Assignment, Meeting
from meetings.queries import words
from meetings.queries.drafts import Place
from meetings.queries.words import Standing


@dataclass(frozen=True, kw_only=True)
class Task:
    """An assignment before or after the meeting, and where the own institution is with it."""

    assignment: Assignment
    belonging: str
    standing: Standing | None  # None to those without an institution here, and to mentors


@dataclass(frozen=True)
class Latest:
    """Of what was handed in last."""

    returned_at: datetime | None


def tasks_of(meeting: Meeting, place: Place | None, now: datetime) -> list[Task]:
    """For those without an institution there: what is asked, and nothing more."""
    if place is None:
        asked = meeting.assignments.order_by("due_on", "pk")
        return [_task(one, None) for one in asked]
    versions = ask(_own_versions, [meeting.pk], [place.participation.pk])
    newest = {one.pk: one for one in versions}
    for one in newest.values():
        one.meeting = meeting
    owes = place.participation.owes
    return [_task(one, _standing(one, now, owes=owes)) for one in newest.values()]


def _task(assignment: Assignment, standing: Standing | None) -> Task:
    belonging = words.belonging(assignment)
    return Task(assignment=assignment, belonging=belonging, standing=standing)


def _standing(assignment: Any, now: datetime, *, owes: bool) -> Standing | None:
    if not owes and not assignment.number:
        return None
    if not assignment.has_opened(now):
        return Standing(_("Har inte öppnat"), "quiet")
    latest = Latest(assignment.returned_at) if assignment.number else None
    return words.standing(assignment, latest, now)


def _own_versions(meeting: list[int], place: list[int]) -> QuerySet[Assignment]:
    """Each assignment once for every version of the place's, the newest last."""
    own = Q(submissions__participation__in=place)
    return (
        Assignment.objects.filter(meeting__in=meeting)
        .annotate(
            own=FilteredRelation("submissions", condition=own),
            number=F("own__versions__number"),
            returned_at=F("own__versions__returned_at"),
        )
        .order_by("due_on", "pk", "own__versions__number")
    )
