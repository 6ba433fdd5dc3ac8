"""A published version as the document that a file of it holds: its rows, read back."""

import json
from functools import lru_cache
from typing import Any

from cohorts.models import Programme
from programmes.models import AssignmentPlan, MeetingPlan, TemplateVersion
from programmes.template_file import SCHEMA_VERSION, written
from programmes.template_file.shape import ASSESSMENT, FUNCTION, MEETING, QUESTION, assignment

type Document = dict[str, Any]

ASSIGNMENT = assignment(())


def empty_document(programme: Programme, label: str) -> Document:
    """Of a version that begins from nothing; months and reminders as they often are."""
    return {
        "format": SCHEMA_VERSION,
        "programme": programme.slug,
        "label": label,
        "preparation_months": 3,
        "exchange_months": 12,
        "needs_top_management": False,
        "reminder_days": [14, 7, 1],
        "functions": [],
        "preparation": [],
        "meetings": [],
        "assessments": [],
    }


def document_of(version: TemplateVersion) -> Document:
    """A published version never changes: the database is asked once in a process."""
    if version.state == TemplateVersion.State.PUBLISHED:
        document: Document = json.loads(_published(version.pk))
        return document
    return _read(version)


@lru_cache(maxsize=64)
def _published(version: int) -> str:
    row = TemplateVersion.objects.select_related("template__programme").get(pk=version)
    return written(_read(row))


def _read(version: TemplateVersion) -> Document:
    tasks: dict[int | None, list[Document]] = {}
    for task in version.assignments.prefetch_related("questions").order_by("position"):
        tasks.setdefault(task.meeting_id, []).append(_assignment(task))
    meetings = version.meetings.prefetch_related("sessions__audience")
    asked = version.assessments.select_related("instrument").order_by("position")
    return {
        "format": SCHEMA_VERSION,
        "programme": version.template.programme.slug,
        "label": version.label,
        "preparation_months": version.preparation_months,
        "exchange_months": version.exchange_months,
        "needs_top_management": version.needs_top_management,
        "reminder_days": [one.days_before for one in version.reminders.order_by("-days_before")],
        "functions": [
            _plain(one, FUNCTION.fields) for one in version.functions.order_by("position")
        ],
        "preparation": tasks.get(None, []),
        "meetings": [_meeting(one, tasks.get(one.pk, [])) for one in sorted(meetings, key=_turn)],
        "assessments": [
            {**_plain(one, ASSESSMENT.fields), "instrument": one.instrument.key} for one in asked
        ],
    }


def _meeting(plan: MeetingPlan, tasks: list[Document]) -> Document:
    sessions = sorted(plan.sessions.all(), key=lambda one: (one.starts_at, one.pk))
    return {
        **_plain(plan, MEETING.fields),
        "sessions": [
            {
                "starts_at": f"{one.starts_at:%H:%M}",
                "ends_at": f"{one.ends_at:%H:%M}",
                "audience": [
                    called.code
                    for called in sorted(one.audience.all(), key=lambda each: each.position)
                ],
            }
            for one in sessions
        ],
        "assignments": tasks,
    }


def _assignment(plan: AssignmentPlan) -> Document:
    questions = sorted(plan.questions.all(), key=lambda one: one.number)
    return {
        **_plain(plan, ASSIGNMENT.fields),
        "questions": [_plain(one, QUESTION.fields) for one in questions],
    }


def _plain(row: Any, names: Any) -> Document:
    rows_of_their_own = {"sessions", "assignments", "questions", "audience"}
    return {name: None if name in rows_of_their_own else getattr(row, name) for name in names}


def _turn(plan: MeetingPlan) -> tuple[int, bool]:
    return plan.number, not plan.is_for_coordinators
