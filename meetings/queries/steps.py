"""The assignments of groups as steps of the round, for the agency's people. Only versions that were
handed in are asked for, never drafts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import JSONArray
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.models import Participation
from exchange_portal.phrased import ask
from exchange_portal.ui.steps import Cell, Place, Step, address_of
from exchange_portal.ui.texts import marked, short_day
from meetings.models import Assignment, Meeting, SubmittedVersion
from meetings.queries.words import belonging, standing

TEXTS = ("pk", "key", "cohort_id", "title_sv", "title_en", "phase")
OWN = (*TEXTS, "opens_on", "opens_days_before", "due_on")
MEETING = ("meeting__held_on", "meeting__number", "meeting__kind")
ANSWER = ("participation", "owes", "latest")


@dataclass(frozen=True)
class Latest:
    """What an institution handed in last; of the time only that there is one counts here."""

    returned_at: datetime | None


NOT_OWED = Cell("–")  # of a mentor, that hands in if it likes


def steps(participations: Iterable[int], now: datetime) -> list[tuple[int, Step]]:
    """With the id of its cohort each assignment of the participations' cohorts, and where each of
    the participations (ids, such as the reader runs) is with it."""
    found: dict[int, tuple[Assignment, Step]] = {}
    told: dict[tuple[int, bool, bool, bool], Cell] = {}  # the same words stand in many cells
    address = address_of("staff_submitted")
    for row in ask(_pairs, participations):
        pk, own, owes, latest = row[0], *row[-len(ANSWER) :]
        version, returned_at = latest or (None, None)
        if pk not in found:
            assignment = _assignment(row)
            found[pk] = assignment, _step(assignment)
        assignment, step = found[pk]
        how = (pk, version is None, returned_at is None, owes)
        if how not in told:
            handed_in = Latest(returned_at) if version else None
            is_asked = owes or handed_in
            told[how] = _cell(assignment, handed_in, step.url, now) if is_asked else NOT_OWED
        cell = told[how]
        step.cells[own] = cell.leading_to(address(UUID(version))) if version else cell
    return [(assignment.cohort_id, step) for assignment, step in found.values()]


def _pairs(participations: list[int]) -> QuerySet[Assignment, tuple[Any, ...]]:
    """Assignment by assignment, institution by institution."""
    handed_in = SubmittedVersion.objects.filter(
        submission__assignment=OuterRef("pk"), submission__participation=OuterRef("participation")
    )
    # Both at once: a subquery for each takes the database twice as long.
    latest = handed_in.order_by("-number").annotate(told=JSONArray("key", "returned_at"))
    return (
        Assignment.objects.annotate(participation=F("cohort__participations"))
        .filter(participation__in=participations)
        .annotate(
            owes=Case(
                When(cohort__participations__role=Participation.Role.MENTOR, then=Value(False)),
                default=Value(True),
            ),
            latest=Subquery(latest.values("told")[:1]),
        )
        .order_by()
        .values_list(*OWN, *MEETING, *ANSWER)
    )


def _assignment(row: tuple[Any, ...]) -> Assignment:
    """Enough of it to be put into words."""
    held_on, number, kind = row[len(OWN) : -len(ANSWER)]
    meeting = None if number is None else Meeting(held_on=held_on, number=number, kind=kind)
    return Assignment(meeting=meeting, **dict(zip(OWN, row, strict=False)))


def _step(assignment: Assignment) -> Step:
    title = marked(assignment, "title")
    is_preparation = assignment.phase == Assignment.Phase.PREPARATION
    return Step(
        place=_place(assignment),
        name=title if is_preparation else belonging(assignment),
        about=_("Förberedelse") if is_preparation else title,
        due_on=assignment.due_on,
        url=f"{reverse('staff_submissions')}?uppgift={assignment.key.hex}",
        missing_url=reverse("missing_assignment", args=[assignment.key]),
        whose=_("Samordnaren lämnar in"),
        cells={},
    )


def _place(assignment: Assignment) -> Place:
    due_on, meeting = assignment.due_on or date.max, assignment.meeting
    if meeting is None or assignment.phase == Assignment.Phase.PREPARATION:
        return Place(False, due_on, pk=assignment.pk)
    return Place(
        is_after_preparation=True,
        day=meeting.held_on or date.max,
        number=meeting.number,
        kind=meeting.kind,
        is_after_meeting=assignment.phase == Assignment.Phase.AFTER,
        due_on=due_on,
        pk=assignment.pk,
    )


def _cell(assignment: Assignment, latest: Latest | None, url: str, now: datetime) -> Cell:
    if latest is None and not assignment.has_opened(now):
        if assignment.opens_on is None:
            return Cell(_("Inget datum än"))
        return Cell(_("Öppnar %(day)s") % {"day": short_day(assignment.opens_on)})
    how = standing(assignment, latest, now)
    is_missing = latest is None or latest.returned_at is not None
    own_url = reverse("assignment", args=[assignment.key])
    return Cell(how.label, how.status, url, is_missing, own_url)
