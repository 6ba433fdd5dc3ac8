"""Assignments of a template, new or changed, as a running round may take them in."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from cohorts.models import Cohort, Round
from meetings import actions as meetings
from meetings.actions import QuestionText
from meetings.models import Assignment, Meeting
from meetings.models.assignments import days_before
from programmes.actions.planned_days import in_days
from programmes.actions.standing import Document, Standing, Step, by_hand
from programmes.differences import Difference, meeting_identity
from programmes.models import AssignmentOrigin

TEXTS = ("title_sv", "title_en", "instructions_sv", "instructions_en", "minutes", "sharing")
QUESTION = ("prompt_sv", "prompt_en", "hint_sv", "hint_en", "is_required")


def assignment_steps(change: Difference, at: Standing) -> Iterator[Step]:
    for cohort in at.cohorts:
        assignment = at.assignments.get((cohort.pk, change.identity))
        if change.becomes is None:
            if assignment is not None:
                words = _("Det som finns i omgången tas inte bort härifrån.")
                yield Step(cohort=cohort, words=words)
        elif assignment is not None:
            if not _is_so(assignment, change.becomes, at):
                yield Step(cohort=cohort, **_changed_assignment(change, at, assignment))
        elif change.was is None:
            yield Step(cohort=cohort, **_new_assignment(change, at, cohort))
        else:
            yield Step(cohort=cohort, words=_("Uppgiften finns inte i gruppen."))


def _new_assignment(change: Difference, at: Standing, cohort: Cohort) -> dict[str, Any]:
    becomes = change.becomes
    meeting = at.meetings.get((cohort.pk, becomes["meeting"]))
    if becomes["meeting"] and meeting is None:
        return {"words": _("Ta in träffen först.")}
    _opens_on, due_on = _days(becomes, meeting, at.round)
    if due_on is not None and due_on < at.today:
        return {"words": _("Sista dagen har redan passerat.")}
    return {"deed": partial(_set_assignment, cohort, change, meeting, at.round)}


def _set_assignment(
    cohort: Cohort, change: Difference, meeting: Meeting | None, round: Round, **act: Any
) -> None:
    becomes = change.becomes
    opens_on, due_on = _days(becomes, meeting, round)
    hangs = ("opens_days_before", "due_days_before") if meeting else ()
    made = meetings.set_assignment(
        cohort,
        phase=becomes["phase"],
        meeting=meeting,
        opens_on=opens_on,
        due_on=due_on,
        questions=[QuestionText(**one) for one in becomes["questions"]],
        **{name: becomes[name] for name in (*TEXTS, *hangs)},
        **act,
    )
    AssignmentOrigin.objects.create(assignment=made, code=change.identity)


def _changed_assignment(change: Difference, at: Standing, assignment: Assignment) -> dict[str, Any]:
    becomes = change.becomes
    meeting = assignment.meeting
    identity = meeting_identity(meeting.kind, meeting.number) if meeting else ""
    if assignment.pk in at.handed_in:
        return {"words": _("Någon har redan lämnat in. Uppgiften ändras inte.")}
    if at.may_have_begun(assignment):
        return {"words": _("Uppgiften har öppnat, så någon kan ha börjat. Den ändras inte.")}
    if identity != becomes["meeting"] or assignment.phase != becomes["phase"]:
        return {"words": _("Uppgiften hör till en annan träff eller ett annat skede nu.")}
    if assignment.questions.count() > len(becomes["questions"]):
        return {"words": _("Frågor tas inte bort härifrån.")}
    _opens_on, due_on = _days(becomes, meeting, at.round)
    if due_on is not None and due_on < at.today:
        return {"words": _("Den nya sista dagen har redan passerat.")}
    words = by_hand(assignment, change.was, TEXTS)
    return {"deed": partial(_change_assignment, assignment, becomes, at.round), "words": words}


def _change_assignment(assignment: Assignment, becomes: Document, round: Round, **act: Any) -> None:
    opens_on, due_on = _days(becomes, assignment.meeting, round)
    changes = {name: becomes[name] for name in TEXTS} | {"opens_on": opens_on, "due_on": due_on}
    if assignment.meeting is not None:
        changes |= {name: becomes[name] for name in ("opens_days_before", "due_days_before")}
    meetings.change_assignment(assignment, **changes, **act)
    questions = list(assignment.questions.order_by("number"))
    for place, one in enumerate(becomes["questions"]):
        if place < len(questions):
            meetings.change_question(questions[place], **one, **act)
        else:
            meetings.add_question(assignment, text=QuestionText(**one), **act)


def _is_so(assignment: Assignment, becomes: Document, at: Standing) -> bool:
    questions = sorted(assignment.questions.all(), key=lambda one: one.number)
    days = _days(becomes, assignment.meeting, at.round)
    asked = [{name: getattr(one, name) for name in QUESTION} for one in questions]
    return (
        all(getattr(assignment, name) == becomes[name] for name in TEXTS)
        and (assignment.opens_on, assignment.due_on) == days
        and asked == becomes["questions"]
        and assignment.phase == becomes["phase"]
    )


def _days(becomes: Document, meeting: Meeting | None, round: Round) -> tuple[Any, Any]:
    """When it opens and is due; nothing while its meeting has no date."""
    opens, due = becomes["opens_days_before"], becomes["due_days_before"]
    if meeting is None:
        return in_days(opens, due, round)
    return days_before(meeting.held_on, opens), days_before(meeting.held_on, due)
