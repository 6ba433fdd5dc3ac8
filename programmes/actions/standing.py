"""A round as it is when changes of its template are offered, and a step of taking one in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cohorts.models import Cohort, Function, Round
from meetings.models import Assignment, Meeting, Session, SubmittedVersion
from programmes.differences import meeting_identity
from programmes.models import AssignmentOrigin

type Document = dict[str, Any]
type Deed = Callable[..., Any]  # called with `by` and `now`


@dataclass(frozen=True, kw_only=True)
class Step:
    """In one group, or in the whole round. Without a deed `words` say why not; with one, what to
    know before."""

    cohort: Cohort | None = None
    deed: Deed | None = None
    words: str = ""

    @property
    def is_possible(self) -> bool:
        """For pages: a template would call the deed itself."""
        return self.deed is not None


class Standing:
    """A round as it is, asked for once."""

    def __init__(self, round: Round, now: datetime) -> None:
        self.round, self.now, self.today = round, now, localdate(now)
        self.cohorts = list(Cohort.objects.filter(round=round).order_by("name", "pk"))
        self.functions = {one.code: one for one in Function.objects.filter(round=round)}
        of_round = {"cohort__in": self.cohorts}
        self.meetings = {
            (one.cohort_id, meeting_identity(one.kind, one.number)): one
            for one in Meeting.objects.filter(**of_round)
        }
        self.sessions: dict[int, list[Session]] = {}
        sessions = Session.objects.filter(meeting__cohort__in=self.cohorts)
        for one in sessions.prefetch_related("audience").order_by("starts_at", "pk"):
            self.sessions.setdefault(one.meeting_id, []).append(one)
        origins = AssignmentOrigin.objects.filter(assignment__cohort__in=self.cohorts)
        self.assignments = {
            (one.assignment.cohort_id, one.code): one.assignment
            for one in origins.select_related("assignment__meeting").prefetch_related(
                "assignment__questions"
            )
        }
        handed_in = SubmittedVersion.objects.filter(submission__assignment__cohort__in=self.cohorts)
        self.handed_in = set(handed_in.values_list("submission__assignment", flat=True))

    def may_have_begun(self, assignment: Assignment) -> bool:
        """It has been open, or something has been handed in."""
        is_open = assignment.has_opened(self.now)
        has_started = self.round.preparation_starts_on <= self.today
        return assignment.pk in self.handed_in or (is_open and has_started)

    def is_held(self, meeting: Meeting) -> bool:
        return meeting.held_on is not None and meeting.held_on <= self.today


def by_hand(row: Any, was: Document | None, names: tuple[str, ...]) -> str:
    """Whether somebody has changed it in the round: that is overwritten."""
    if was is None or all(getattr(row, name) == was[name] for name in names):
        return ""
    return _("Den har ändrats för hand i omgången. Det skrivs över.")
