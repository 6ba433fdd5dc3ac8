"""Meetings, their sessions, and what institutions are asked to do."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Max, Model

from cohorts.models import Cohort, Function, Scope, User
from exchange_portal.audit import trail
from meetings import events
from meetings.actions.dates import follow_date
from meetings.actions.refusals import ElsewhereFunction, ElsewhereMeeting
from meetings.models import Assignment, Meeting, Question, Session, Sharing
from meetings.models.assignments import days_before


@dataclass(frozen=True, kw_only=True)
class QuestionText:
    """A question as it is worded."""

    prompt_sv: str
    prompt_en: str = ""
    hint_sv: str = ""
    hint_en: str = ""
    is_required: bool = True


@transaction.atomic
def plan_meeting(
    cohort: Cohort,
    *,
    kind: str,
    number: int,
    theme_sv: str,
    theme_en: str = "",
    held_on: date | None = None,
    place: str = "",
    link: str = "",
    by: User | None,
    now: datetime,
) -> Meeting:
    """A meeting, with or without a date, and the scope that rights and shares point at."""
    meeting = Meeting.objects.create(
        cohort=cohort,
        scope=Scope.objects.create(kind=Scope.Kind.MEETING, cohort=cohort),
        kind=kind,
        number=number,
        theme_sv=theme_sv,
        theme_en=theme_en,
        held_on=held_on,
        place=place,
        link=link,
    )
    trail.record(events.MEETING_PLANNED, about=meeting, by=by, now=now)
    return meeting


@transaction.atomic
def change_meeting(meeting: Meeting, *, by: User | None, now: datetime, **changes: Any) -> Meeting:
    """New words, place, link or date. A new date, place or link is a change in everyone's calendar.
    What hangs on the date moves with it, and those who are called are told. Answers to invitations
    stay, for the date that they were given for."""
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    was_on = meeting.held_on
    changed = write(meeting, changes)
    if {"held_on", "place", "link", "theme_sv"} & set(changed):
        for session in Session.objects.select_for_update().filter(meeting=meeting):
            session.sequence += 1
            session.save(update_fields=["sequence"])
    if changed:
        trail.record(events.MEETING_CHANGED, about=meeting, by=by, now=now, fields=changed)
    if "held_on" in changed:
        follow_date(meeting, was_on=was_on, by=by, now=now)
    return meeting


@transaction.atomic
def add_session(
    meeting: Meeting,
    *,
    starts_at: time,
    ends_at: time,
    audience: Iterable[Function],
    zone: str = "Europe/Stockholm",
    by: User | None,
    now: datetime,
) -> Session:
    called = _called(meeting, audience)
    session = Session.objects.create(
        meeting=meeting, starts_at=starts_at, ends_at=ends_at, zone=zone
    )
    session.audience.set(called)
    trail.record(events.SESSION_ADDED, about=session, by=by, now=now)
    return session


@transaction.atomic
def change_session(
    session: Session,
    *,
    audience: Iterable[Function] | None = None,
    by: User | None,
    now: datetime,
    **changes: Any,
) -> Session:
    session = Session.objects.select_for_update().get(pk=session.pk)
    changed = write(session, changes)
    if audience is not None:
        called = _called(session.meeting, audience)
        if set(called) != set(session.audience.all()):
            session.audience.set(called)
            changed.append("audience")
    if changed:
        session.sequence += 1
        session.save(update_fields=["sequence"])
        trail.record(events.SESSION_CHANGED, about=session, by=by, now=now, fields=changed)
    return session


@transaction.atomic
def set_assignment(
    cohort: Cohort,
    *,
    phase: str,
    title_sv: str,
    instructions_sv: str,
    meeting: Meeting | None = None,
    title_en: str = "",
    instructions_en: str = "",
    opens_on: date | None = None,
    due_on: date | None = None,
    opens_days_before: int | None = None,
    due_days_before: int | None = None,
    minutes: int = 60,
    sharing: str = Sharing.COHORT,
    questions: Sequence[QuestionText] = (),
    by: User | None,
    now: datetime,
) -> Assignment:
    """Something for every institution of the cohort to do, with its questions in order."""
    _check_meeting(meeting, cohort.pk)
    held_on = meeting.held_on if meeting else None
    hangs = {"opens_days_before": opens_days_before, "due_days_before": due_days_before}
    assignment = Assignment.objects.create(
        cohort=cohort,
        meeting=meeting,
        phase=phase,
        title_sv=title_sv,
        title_en=title_en,
        instructions_sv=instructions_sv,
        instructions_en=instructions_en,
        opens_on=opens_on or days_before(held_on, opens_days_before),
        due_on=due_on or days_before(held_on, due_days_before),
        minutes=minutes,
        sharing=sharing,
        **hangs,
    )
    _add_questions(assignment, questions)
    trail.record(events.ASSIGNMENT_SET, about=assignment, by=by, now=now)
    return assignment


@transaction.atomic
def change_assignment(
    assignment: Assignment, *, by: User | None, now: datetime, **changes: Any
) -> Assignment:
    """New words, dates, time or sharing. What has been handed in keeps its own terms. A date that
    hung on the meeting's hangs on it still, by as many days as there are now."""
    assignment = Assignment.objects.select_for_update().get(pk=assignment.pk)
    _check_meeting(changes.get("meeting"), assignment.cohort_id)
    changed = write(assignment, changes | _hanging(assignment, changes))
    if changed:
        trail.record(events.ASSIGNMENT_CHANGED, about=assignment, by=by, now=now, fields=changed)
    return assignment


@transaction.atomic
def add_question(
    assignment: Assignment, *, text: QuestionText, by: User | None, now: datetime
) -> Question:
    """One question more, last. Questions are never taken away: whether that could be done would
    tell if anyone has begun to answer."""
    assignment = Assignment.objects.select_for_update().get(pk=assignment.pk)
    last = assignment.questions.aggregate(last=Max("number"))["last"] or 0
    question = Question.objects.create(assignment=assignment, number=last + 1, **asdict(text))
    trail.record(events.QUESTION_ADDED, about=question, by=by, now=now)
    return question


@transaction.atomic
def change_question(
    question: Question, *, by: User | None, now: datetime, **changes: Any
) -> Question:
    question = Question.objects.select_for_update().get(pk=question.pk)
    changed = write(question, changes)
    if changed:
        trail.record(events.QUESTION_CHANGED, about=question, by=by, now=now, fields=changed)
    return question


def _add_questions(assignment: Assignment, texts: Sequence[QuestionText]) -> None:
    Question.objects.bulk_create(
        Question(assignment=assignment, number=number, **asdict(text))
        for number, text in enumerate(texts, start=1)
    )


def _called(meeting: Meeting, audience: Iterable[Function]) -> list[Function]:
    """Functions of the meeting's own round, or of its cohort outside rounds."""
    called = list(audience)
    if not all(function.belongs_to(meeting.cohort) for function in called):
        raise ElsewhereFunction
    return called


def _hanging(assignment: Assignment, changes: dict[str, Any]) -> dict[str, int | None]:
    """How dates that hung on the meeting's hang on it after the changes."""
    meeting: Meeting | None = changes.get("meeting", assignment.meeting)
    held_on = meeting.held_on if meeting else None
    hanging: dict[str, int | None] = {}
    for what in ("opens", "due"):
        field = f"{what}_days_before"
        day: date | None = changes.get(f"{what}_on", getattr(assignment, f"{what}_on"))
        waits = meeting is not None and held_on is None and day is None
        if getattr(assignment, field) is not None and not waits:
            hanging[field] = (held_on - day).days if held_on and day else None
    return hanging


def _check_meeting(meeting: Meeting | None, cohort_id: int) -> None:
    if meeting is not None and meeting.cohort_id != cohort_id:
        raise ElsewhereMeeting


def write(thing: Model, changes: dict[str, Any]) -> list[str]:
    """Write what differs; the names of those fields."""
    changed = [name for name, value in changes.items() if getattr(thing, name) != value]
    for name in changed:
        setattr(thing, name, changes[name])
    if changed:
        thing.save(update_fields=changed)
    return changed
