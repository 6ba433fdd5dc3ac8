"""What a template holds, or what a round started from it will hold, as one reads it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.models import Institution
from exchange_portal.holidays import off_day
from exchange_portal.ui.texts import full_day
from meetings.models import Meeting
from meetings.models.assignments import days_before
from programmes.actions import Group, Start
from programmes.actions.starting import in_preparation
from programmes.calendar import Line, lines
from programmes.models import (
    AssignmentPlan,
    FunctionPlan,
    MeetingPlan,
    SessionPlan,
    TemplateVersion,
)

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
class Outline:
    """A template as it is read before it is chosen."""

    version: TemplateVersion
    functions: list[FunctionPlan]
    reminders: str
    preparation: list[Task]
    days: list[Day]


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
        self.tasks: Tasks = {}
        tasks = version.assignments.order_by("position")
        for task in tasks.prefetch_related("questions") if with_questions else tasks:
            self.tasks.setdefault(task.meeting_id, []).append(task)

    @property
    def reminders(self) -> str:
        """In the reader's language."""
        return _reminders(self.reminder_days)

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
            Task(plan=one, when=_in_preparation(one)) for one in plans.tasks.get(None, [])
        ],
        days=plans.days({}),
    )


def ahead_of(version: TemplateVersion, start: Start) -> Ahead:
    plans = plans_of(version)
    return Ahead(
        functions=plans.functions,
        reminders=plans.reminders,
        sum=_sum(plans, start),
        preparation=[
            Task(plan=one, when=_days_of(*in_preparation(one, start)))
            for one in plans.tasks.get(None, [])
        ],
        groups=[_group(plans, one) for one in start.groups],
    )


def _group(plans: Plans, group: Group) -> GroupAhead:
    count = len(group.institutions) * len(plans.functions)
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
        "seats": institutions * len(plans.functions),
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
    opens_on = days_before(held_on, plan.opens_days_before)
    due_on = days_before(held_on, plan.due_days_before)
    if due_on is not None:
        return _days_of(opens_on, due_on)
    words = {
        "opens": _from_meeting(plan.opens_days_before or 0),
        "due": _from_meeting(plan.due_days_before),
    }
    if plan.opens_days_before is None:
        return _("Sista dag %(due)s.") % words
    return _("Öppnar %(opens)s. Sista dag %(due)s.") % words


def _from_meeting(days: int) -> str:
    if days == 0:
        return _("samma dag som träffen")
    if days > 0:
        words = ngettext("en dag före träffen", "%(days)s dagar före träffen", days)
    else:
        words = ngettext("en dag efter träffen", "%(days)s dagar efter träffen", -days)
    return words % {"days": abs(days)}


def _in_preparation(plan: AssignmentPlan) -> str:
    days = plan.due_days_before
    words = ngettext(
        "Sista dag en dag innan förberedelsen slutar.",
        "Sista dag %(days)s dagar innan förberedelsen slutar.",
        days,
    )
    return words % {"days": days}


def _days_of(opens_on: date | None, due_on: date) -> str:
    if opens_on is None:
        return _("Sista dag %(due)s.") % {"due": full_day(due_on)}
    days = {"opens": full_day(opens_on), "due": full_day(due_on)}
    return _("Öppnar %(opens)s. Sista dag %(due)s.") % days


def _reminders(days: Iterable[int]) -> str:
    """«3 dagar före sista dagen. På sista dagen.»"""
    words = [
        ngettext("En dag före sista dagen.", "%(days)s dagar före sista dagen.", one)
        % {"days": one}
        if one
        else _("På sista dagen.")
        for one in days
    ]
    return " ".join(words)
