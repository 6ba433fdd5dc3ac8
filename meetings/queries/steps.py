"""The assignments of groups as steps of the round, for the agency's people. Only versions that were
handed in are asked for, never drafts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import JSONArray
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.models import Participation
from exchange_portal.phrased import ask
from exchange_portal.ui.steps import NOT_OWED, Cell, Place, Step, address_of
from exchange_portal.ui.texts import marked, short_day
from meetings.models import Assignment, Meeting, SubmittedVersion
from meetings.queries.words import belonging, standing

OWN = ("pk", "key", "cohort_id")
ASKED = (  # of the assignment; with `MEETING` all that is said of it
    "title_sv",
    "title_en",
    "phase",
    "opens_on",
    "opens_days_before",
    "due_on",
)
MEETING = ("meeting__held_on", "meeting__number", "meeting__kind")
ANSWER = ("participation", "owes", "latest")

ADDRESSES = ("missing_assignment", "assignment", "staff_submitted")


@dataclass(frozen=True)
class Latest:
    """What an institution handed in last; of the time only that there is one counts here."""

    returned_at: datetime | None


@dataclass(frozen=True)
class Said:
    """What is said of assignments that ask the same on the same days, as those of a round's groups
    do: put into words once."""

    assignment: Assignment
    name: str
    about: str
    whose: str
    place: Place
    cells: dict[tuple[bool, bool, bool], Cell]


def steps(participations: Iterable[int], now: datetime) -> list[tuple[int, Step]]:
    """With the id of its cohort each assignment of the participations' cohorts, and where each of
    the participations (ids, such as the reader runs) is with it."""
    found: dict[int, tuple[int, Said, Step, str]] = {}
    said: dict[tuple[Any, ...], Said] = {}
    all_of_it = f"{reverse('staff_submissions')}?uppgift="
    missing, own_page, version_page = map(address_of, ADDRESSES)
    for row in ask(_pairs, participations):
        (pk, key, cohort), asked = row[: len(OWN)], row[len(OWN) : -len(ANSWER)]
        place, owes, latest = row[-len(ANSWER) :]
        if pk not in found:
            if asked not in said:
                said[asked] = _said(asked)
            url = f"{all_of_it}{key.hex}"
            step = _step(said[asked], pk, url=url, missing_url=missing(key))
            found[pk] = cohort, said[asked], step, own_page(key)
        _cohort, words, step, own_url = found[pk]
        version, returned_at = latest or (None, None)
        cell = _cell(words, version, returned_at, now, owes=owes)
        if cell.status:
            url = version_page(version) if version else step.url
            cell = cell.leading_to(url, own_url)
        step.cells[place] = cell
    return [(cohort, step) for cohort, _said, step, _own in found.values()]


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
        .values_list(*OWN, *ASKED, *MEETING, *ANSWER)
    )


def _said(asked: tuple[Any, ...]) -> Said:
    """Enough of an assignment to be put into words, and the words."""
    held_on, number, kind = asked[len(ASKED) :]
    meeting = None if number is None else Meeting(held_on=held_on, number=number, kind=kind)
    assignment = Assignment(meeting=meeting, **dict(zip(ASKED, asked, strict=False)))
    title = marked(assignment, "title")
    is_preparation = assignment.phase == Assignment.Phase.PREPARATION
    return Said(
        assignment=assignment,
        name=title if is_preparation else belonging(assignment),
        about=_("Förberedelse") if is_preparation else title,
        whose=_("Samordnaren lämnar in"),
        place=_place(assignment),
        cells={},
    )


def _step(said: Said, pk: int, *, url: str, missing_url: str) -> Step:
    return Step(
        place=said.place._replace(pk=pk),
        name=said.name,
        about=said.about,
        due_on=said.assignment.due_on,
        url=url,
        missing_url=missing_url,
        whose=said.whose,
        cells={},
    )


def _place(assignment: Assignment) -> Place:
    due_on, meeting = assignment.due_on or date.max, assignment.meeting
    if meeting is None or assignment.phase == Assignment.Phase.PREPARATION:
        return Place(False, due_on)
    return Place(
        is_after_preparation=True,
        day=meeting.held_on or date.max,
        number=meeting.number,
        kind=meeting.kind,
        is_after_meeting=assignment.phase == Assignment.Phase.AFTER,
        due_on=due_on,
    )


def _cell(
    said: Said, version: str | None, returned_at: datetime | None, now: datetime, *, owes: bool
) -> Cell:
    """Without addresses, which each has its own of."""
    how = (version is None, returned_at is None, owes)
    if how not in said.cells:
        handed_in = Latest(returned_at) if version else None
        is_asked = owes or handed_in
        said.cells[how] = _worded(said.assignment, handed_in, now) if is_asked else NOT_OWED
    return said.cells[how]


def _worded(assignment: Assignment, latest: Latest | None, now: datetime) -> Cell:
    if latest is None and not assignment.has_opened(now):
        if assignment.opens_on is None:
            return Cell(_("Inget datum än"))
        return Cell(_("Öppnar %(day)s") % {"day": short_day(assignment.opens_on)})
    how = standing(assignment, latest, now)
    is_missing = latest is None or latest.returned_at is not None
    return Cell(how.label, how.status, is_missing=is_missing)
