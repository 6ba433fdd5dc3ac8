"""What institutions have not handed in though it was due, from every room, for those who run them.
Of what was handed in only that it was counts here."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, F, IntegerField, QuerySet, Value, Window
from django.db.models.functions import RowNumber
from django.utils.timezone import localdate

from cohorts.models import Charge
from exchange_portal.collation import swedish
from meetings.queries import handed_in as meetings
from selfassessment.queries import for_staff as selfassessment

ASSIGNMENT, ASSESSMENT = "assignment", "assessment"
COLUMNS = (
    "kind",
    "own_key",
    "group",
    "group_key",
    "institution",
    "due",
    "own_title_sv",
    "own_title_en",
    "own_phase",
    "meeting_kind",
    "meeting_number",
    "own_code",
    "turn",
    "count",
)


@dataclass(frozen=True)
class Late:
    """One thing that one institution has not handed in."""

    kind: str
    key: UUID
    group: str
    group_key: UUID
    institution: str
    due_on: date
    title_sv: str
    title_en: str
    phase: str  # of an assignment, as are these
    meeting_kind: str | None
    meeting_number: int | None
    code: str  # of an assessment's instrument
    turn: int  # its place among those of its kind
    count: int  # how many there are of its kind

    def days_left(self, now: datetime) -> int:
        return (self.due_on - localdate(now)).days


def late(charge: Charge, now: datetime, *, most: int) -> tuple[list[Late], int]:
    """Some of it, the latest first, and how much it is in all; in the cohorts of the charge, and
    outside rounds. One query: both kinds come by turns, so that of each there is the first, which
    knows how many they are."""
    found = [Late(*row) for row in charge.ask(_both, now, most=2 * most)]
    found.sort(key=lambda one: (one.due_on, one.kind, one.turn))
    return found[:most], sum(one.count for one in found if one.turn == 1)


def _both(charge: Charge, *, now: datetime, most: int) -> QuerySet[Any]:
    assignments = _of_meetings(meetings.late(charge, now))
    assessments = _of_assessments(selfassessment.late(charge, now))
    both: QuerySet[Any] = assignments.union(assessments, all=True)
    return both.order_by("turn", "kind")[:most]


def _of_meetings(pairs: QuerySet[Any]) -> QuerySet[Any]:
    return _told(
        pairs,
        ASSIGNMENT,
        group=F("cohort__name"),
        group_key=F("cohort__key"),
        own_title_sv=F("title_sv"),
        own_title_en=F("title_en"),
        own_phase=F("phase"),
        meeting_kind=F("meeting__kind"),
        meeting_number=F("meeting__number"),
        own_code=Value(""),
    )


def _of_assessments(rows: QuerySet[Any]) -> QuerySet[Any]:
    title = "instrument_version__instrument__title"
    return _told(
        rows,
        ASSESSMENT,
        group=F("participation__cohort__name"),
        group_key=F("participation__cohort__key"),
        own_title_sv=F(f"{title}_sv"),
        own_title_en=F(f"{title}_en"),
        own_phase=Value(""),
        meeting_kind=Value(None, output_field=CharField()),
        meeting_number=Value(None, output_field=IntegerField()),
        own_code=F("instrument_version__instrument__key"),
    )


def _told(rows: QuerySet[Any], kind: str, **facts: Any) -> QuerySet[Any]:
    first = Window(RowNumber(), order_by=["due_on", "pk", swedish("institution")])
    counted = {"turn": first, "count": Window(Count("*"))}
    told: QuerySet[Any] = rows.order_by().annotate(
        kind=Value(kind), own_key=F("key"), due=F("due_on"), **facts, **counted
    )
    return told.values_list(*COLUMNS)
