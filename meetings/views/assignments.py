"""An assignment: the own draft, or what was handed in, and what the others have shared."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from cohorts.models import Function
from cohorts.queries import holders
from cohorts.rules import is_under_way
from cohorts.visiting import Visit
from exchange_portal.access import gate
from exchange_portal.pages.models import PageText
from exchange_portal.pages.queries import text
from meetings.actions import Refused, Written
from meetings.forms import AnswerRow, DraftForm
from meetings.models import Assignment
from meetings.queries import drafts, words
from meetings.queries.drafts import Draft, Place
from meetings.queries.handed_in import HandedIn, handed_in
from meetings.queries.page_files import PageFiles, files_on_page
from meetings.views.assignment_files import follow

BESIDE = 5  # answers of the others that stand beside the own draft


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """What could not be done, and every text that was sent with it."""

    refusal: Refused | None = None
    unsaved: Sequence[Written] = ()
    file_errors: Sequence[tuple[str, str]] = ()  # the file's name, and what is wrong with it


NONE = Trouble()


@gate(Assignment)
def assignment(request: Visit, assignment: Assignment) -> HttpResponse:
    return show(request, assignment)


def show(
    request: Visit,
    assignment: Assignment,
    *,
    form: DraftForm | None = None,
    trouble: Trouble = NONE,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """The page of an assignment, as it is for this visitor today."""
    place = drafts.place(assignment, request.user, request.now)
    if place is None:
        return follow(request, assignment, status=status)
    most = None if "alla" in request.GET else BESIDE
    seen = handed_in(assignment, place.participation, most=most)
    files = files_on_page(assignment, seen.submission, latest=seen.latest)
    whole = _draft(assignment, place, seen, files)
    context = _context(request, place, whole, seen) | {"trouble": trouble, "files": files}
    if not _is_open(request, assignment, seen):
        return render(request, "meetings/assignment_closed.html", context, status=status)
    form = form or DraftForm(whole)
    context |= {"form": form, "rows": _rows(request, form), "law": text(PageText.Slug.DRAFT)}
    return render(request, "meetings/assignment.html", context, status=status)


def _draft(assignment: Assignment, place: Place, seen: HandedIn, files: PageFiles) -> Draft:
    return drafts.draft_of(
        assignment,
        place.participation,
        submission=seen.submission,
        versions=len(seen.own),
        files=files.draft,
    )


def _is_open(request: Visit, assignment: Assignment, seen: HandedIn) -> bool:
    is_locked = seen.latest is not None and seen.latest.returned_at is None
    is_time = assignment.has_opened(request.now) and is_under_way(
        assignment.cohort.round, request.now
    )
    return is_time and not is_locked


def _context(request: Visit, place: Place, whole: Draft, seen: HandedIn) -> dict[str, Any]:
    assignment, now = whole.assignment, request.now
    coordinators = []
    if not place.coordinates:
        coordinators = list(holders(place.participation, now, role=Function.Role.COORDINATOR))
    return {
        "assignment": assignment,
        "belonging": words.belonging(assignment),
        "place": place,
        "draft": whole,
        "seen": seen,
        "standing": words.standing(assignment, seen.latest, now),
        "time_left": words.time_left(assignment, now),
        "has_opened": assignment.has_opened(now),
        "coordinators": coordinators,
        "duration": words.duration(assignment.minutes),
    }


def _rows(request: Visit, form: DraftForm) -> list[tuple[AnswerRow, str]]:
    """Each answer, and the word on who saved it when."""
    return [(row, words.saved(row.answer, request.user, request.now)) for row in form.rows()]
