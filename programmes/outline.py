"""What a template holds, or what a round started from it will hold, as one reads it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.models import Institution
from exchange_portal.holidays import off_day
from meetings.models import Meeting
from meetings.models.assignments import days_before
from programmes.actions import Group, Start
from programmes.actions.planned_days import days_of_assessment, in_preparation
from programmes.calendar import Line, lines
from programmes.models import (
    AssessmentPlan,
    AssignmentPlan,
    FunctionPlan,
    MeetingPlan,
    SessionPlan,
    TemplateVersion,
)
from programmes.planned_words import (
    around_meeting,
    around_preparation,
    assessment_when,
    days_of,
    reminders,
)
from selfassessment.models import Instrument

type Tasks = dict[int | None, list[AssignmentPlan]]  # by the meeting plan's id


@dataclass(frozen=True, kw_only=True)
class Task:
    plan: AssignmentPlan
    when: str  # «Öppnar 28 dagar före träffen. Sista dag 7 dagar före.»


@dataclass(frozen=True, kw_only=True)
class Day:
    """A meeting, and what is done before and after it."""

    line: Line
    off_day: str  # «Det är en lördag.»
    tasks: list[Task]


@dataclass(frozen=True, kw_only=True)
class Questionnaire:
    """A self-assessment, and when it is asked."""

    instrument: Instrument
    when: str


@dataclass(frozen=True, kw_only=True)
class Outline:
    """A template as it is read before it is chosen."""

    version: TemplateVersion
    functions: list[FunctionPlan]
    reminders: str
    preparation: list[Task]
    days: list[Day]
    assessments: list[Questionnaire]


@dataclass(frozen=True, kw_only=True)
class GroupAhead:
    """A group as it will be."""

    name: str
    anchor: Institution | None
    others: list[Institution]
    seats: str
    days: list[Day]


@dataclass(frozen=True, kw_only=True)
class Ahead:
    """A round as it will be; nothing of it is there yet."""

    functions: list[FunctionPlan]
    reminders: str
    sum: str
    preparation: list[Task]
    groups: list[GroupAhead]
    assessments: list[Questionnaire]


def plans_of(version: TemplateVersion, *, with_questions: bool = False) -> "Plans":
    """Of a published version, which never changes, the database is asked once in a process."""
    if version.state == TemplateVersion.State.PUBLISHED:
        return _published(version.pk, with_questions)
    return Plans(version, with_questions=with_questions)


@lru_cache(maxsize=64)
def _published(version: int, with_questions: bool) -> "Plans":
    return Plans(TemplateVersion(pk=version), with_questions=with_questions)


class Plans:
    """The plans of a version, in few questions. Whoever reads them changes nothing in them."""

    def __init__(self, version: TemplateVersion, *, with_questions: bool = False) -> None:
        self.version = version
        self.functions = list(version.functions.order_by("position"))
        days = version.reminders.order_by("-days_before").values_list("days_before", flat=True)
        self.reminder_days = list(days)
        self.meetings: list[MeetingPlan] = []
        self.audiences: dict[SessionPlan, list[FunctionPlan]] = {}
        self._read_meetings()
        asked = version.assessments.select_related("instrument")
        self.assessments = list(asked.order_by("position"))
        self.tasks: Tasks = {}
        tasks = version.assignments.order_by("position")
        for task in tasks.prefetch_related("questions") if with_questions else tasks:
            self.tasks.setdefault(task.meeting_id, []).append(task)

    @property
    def seats(self) -> int:
        """Of each institution."""
        return sum(one.seat_count for one in self.functions)

    @property
    def reminders(self) -> str:
        """In the reader's language."""
        return reminders(self.reminder_days)

    def _read_meetings(self) -> None:
        """Meetings, their sessions and who is called, by one question."""
        kinds = [Meeting.Kind.COORDINATORS, Meeting.Kind.KICKOFF, Meeting.Kind.THEMED]
        functions = {one.pk: one for one in self.functions}
        meetings: dict[int, MeetingPlan] = {}
        called: dict[SessionPlan, set[FunctionPlan]] = {}
        for (
            pk,
            kind,
            number,
            theme_sv,
            theme_en,
            session,
            starts,
            ends,
            function,
        ) in self.version.meetings.order_by("sessions__starts_at", "sessions__pk").values_list(
            *("pk", "kind", "number", "theme_sv", "theme_en"),
            *(f"sessions__{name}" for name in ("pk", "starts_at", "ends_at", "audience")),
        ):
            meetings[pk] = MeetingPlan(
                pk=pk, kind=kind, number=number, theme_sv=theme_sv, theme_en=theme_en
            )
            if function is not None:
                plan = SessionPlan(pk=session, meeting_id=pk, starts_at=starts, ends_at=ends)
                called.setdefault(plan, set()).add(functions[function])
        self.meetings = sorted(
            meetings.values(), key=lambda one: (one.number, kinds.index(Meeting.Kind(one.kind)))
        )
        self.audiences = {one: sorted(those, key=_position) for one, those in called.items()}

    def days(self, dates: dict[int, date]) -> list[Day]:
        """In the order in which they come; `dates` as a group has them."""
        held = {
            one.pk: None if one.is_for_coordinators else dates.get(one.number)
            for one in self.meetings
        }
        audiences: Any = self.audiences
        shown = lines([_as_meeting(one, held[one.pk]) for one in self.meetings], audiences)
        return [
            Day(
                line=line,
                off_day=off_day(line.held_on) if line.held_on else "",
                tasks=[
                    Task(plan=task, when=_when(task, held[one.pk]))
                    for task in self.tasks.get(one.pk, [])
                ],
            )
            for one, line in zip(self.meetings, shown, strict=True)
        ]


def outline_of(version: TemplateVersion) -> Outline:
    plans = plans_of(version, with_questions=True)
    return Outline(
        version=version,
        functions=plans.functions,
        reminders=plans.reminders,
        preparation=[
            Task(plan=one, when=around_preparation(one.opens_days_before, one.due_days_before))
            for one in plans.tasks.get(None, [])
        ],
        days=plans.days({}),
        assessments=[
            Questionnaire(instrument=one.instrument, when=_asked_when(one))
            for one in plans.assessments
        ],
    )


def ahead_of(version: TemplateVersion, start: Start) -> Ahead:
    plans = plans_of(version)
    return Ahead(
        functions=plans.functions,
        reminders=plans.reminders,
        sum=_sum(plans, start),
        preparation=[
            Task(plan=one, when=days_of(*in_preparation(one, start)))
            for one in plans.tasks.get(None, [])
        ],
        groups=[_group(plans, one) for one in start.groups],
        assessments=[
            Questionnaire(instrument=one.instrument, when=days_of(*days_of_assessment(one, start)))
            for one in plans.assessments
        ],
    )


def _group(plans: Plans, group: Group) -> GroupAhead:
    count = len(group.institutions) * plans.seats
    return GroupAhead(
        name=group.name,
        anchor=group.anchor,
        others=list(group.others),
        seats=ngettext("En plats.", "%(count)s platser.", count) % {"count": count},
        days=plans.days(group.dates),
    )


def _sum(plans: Plans, start: Start) -> str:
    """«3 grupper, 13 institutioner, 65 platser, 30 träffar och 36 uppgifter.»"""
    groups = len(start.groups)
    institutions = sum(len(one.institutions) for one in start.groups)
    tasks = Counter(len(those) for those in plans.tasks.values())
    counts = {
        "groups": ngettext("%(n)s grupp", "%(n)s grupper", groups) % {"n": groups},
        "institutions": ngettext("%(n)s institution", "%(n)s institutioner", institutions)
        % {"n": institutions},
        "seats": institutions * plans.seats,
        "meetings": groups * len(plans.meetings),
        "tasks": groups * sum(size * times for size, times in tasks.items()),
    }
    words = _(
        "%(groups)s, %(institutions)s, %(seats)s platser, %(meetings)s träffar och "
        "%(tasks)s uppgifter."
    )
    return words % counts


def _position(plan: FunctionPlan) -> int:
    return plan.position


def _as_meeting(plan: MeetingPlan, held_on: date | None) -> Meeting:
    """For the words that meetings have; never saved."""
    return Meeting(
        pk=plan.pk,
        kind=plan.kind,
        number=plan.number,
        theme_sv=plan.theme_sv,
        theme_en=plan.theme_en,
        held_on=held_on,
    )


def _when(plan: AssignmentPlan, held_on: date | None) -> str:
    due_on = days_before(held_on, plan.due_days_before)
    if due_on is not None:
        return days_of(days_before(held_on, plan.opens_days_before), due_on)
    return around_meeting(plan.opens_days_before, plan.due_days_before)


def _asked_when(plan: AssessmentPlan) -> str:
    return assessment_when(plan.counts_from, plan.opens_days_before, plan.due_days_before)
