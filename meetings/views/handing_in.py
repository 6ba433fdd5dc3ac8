"""Handing in, the receipt, and reading what has been handed in."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from cohorts.rules import belongs_to
from cohorts.visiting import Visit
from cohorts.words import cohort_in_sentence
from exchange_portal.access import gate
from exchange_portal.files.delivery import deliver
from exchange_portal.pages.models import PageText
from exchange_portal.pages.queries import text
from meetings import actions, documents
from meetings.actions import Refused
from meetings.copies import copy_of
from meetings.models import Assignment, Sharing, SubmittedFile, SubmittedVersion
from meetings.queries import drafts, words
from meetings.queries.drafts import Draft
from meetings.queries.feedback import attempts
from meetings.queries.handed_in import (
    files_of,
    latest_of,
    readers,
    versions_beside,
    was_late,
)
from meetings.rules import may_have_made, may_submit


@gate(Assignment, rule=may_submit, methods=["GET", "POST"])
def submit(request: Visit, assignment: Assignment) -> HttpResponse:
    """What it means, who reads it, what is handed in; and then the deed."""
    place = drafts.place(assignment, request.user, request.now)
    if place is None:  # the seat ended between the rule and here
        raise Http404
    own, refusal = place.participation, None
    if request.method == "POST":
        try:
            stamp = request.POST.get("stamp", "")
            version = actions.submit(
                assignment, participation=own, stamp=stamp, by=request.user, now=request.now
            )
            return redirect("submitted", version.key)
        except Refused as refused:
            refusal = refused
    latest = latest_of(assignment, own)
    if latest is not None and latest.returned_at is None:
        return redirect("submitted", latest.key)
    return _review(request, drafts.draft(assignment, own), refusal)


@gate(SubmittedVersion)
def submitted(request: Visit, version: SubmittedVersion) -> HttpResponse:
    """The receipt for those who handed in; for others of the group a page to read."""
    assignment = version.submission.assignment
    place = drafts.place(assignment, request.user, request.now)
    is_own = place is not None and place.participation.pk == version.submission.participation_id
    versions = versions_beside(version)
    history = attempts(versions, for_staff=False) if is_own else []
    context = {
        "version": version,
        "assignment": assignment,
        "copy": copy_of(version),
        "files": files_of(version),
        "is_own": is_own,
        "history": history,
        "here": next((one for one in history if one.version.pk == version.pk), None),
        "newest": versions[0] if is_own or versions[0].sharing == Sharing.COHORT else version,
        "was_late": was_late(version),
        "belonging": words.belonging(assignment),
        **pdf_of(request, version),
    }
    return render(request, "meetings/submitted.html", context)


@gate(SubmittedVersion)
def submitted_pdf(request: Visit, version: SubmittedVersion) -> HttpResponseBase:
    """The PDF; while it is being made, the page that says so."""
    if version.pdf is None:
        return redirect("submitted", version.key)
    return deliver(version.pdf, request)


@gate(SubmittedVersion)
def submitted_pdf_state(request: Visit, version: SubmittedVersion) -> HttpResponse:
    context = {"version": version, **pdf_of(request, version)}
    return render(request, "meetings/pdf_state.html", context)


@gate(SubmittedVersion, rule=may_have_made, methods=["POST"])
def submitted_pdf_again(request: Visit, version: SubmittedVersion) -> HttpResponse:
    """Pressed twice, it is made once."""
    actions.make_pdf_again(version, by=request.user, now=request.now)
    is_own = belongs_to(request.user, version.submission.participation, request.now)
    return redirect("submitted" if is_own else "staff_submitted", version.key)


@gate(SubmittedFile)
def submitted_file(request: Visit, submitted_file: SubmittedFile) -> HttpResponseBase:
    return deliver(submitted_file.file, request)


def pdf_of(request: Visit, version: SubmittedVersion) -> dict[str, Any]:
    """How it is with the PDF, and whether the reader may try again."""
    state = documents.pdf_state(version)
    may_try = state == "failed" and may_have_made(request.user, version, request.now)
    return {"pdf_state": state, "may_try_again": may_try}


def _review(request: Visit, whole: Draft, refusal: Refused | None) -> HttpResponse:
    assignment = whole.assignment
    context = {
        "assignment": assignment,
        "draft": whole,
        "refusal": refusal,
        "readers": readers(assignment, whole.participation),
        "is_complete": not (whole.missing or whole.is_empty or whole.stopped),
        "is_late": assignment.is_late(request.now),
        "belonging": words.belonging(assignment),
        "cohort": cohort_in_sentence(assignment.cohort),
        "law": text(PageText.Slug.HANDING_IN),
    }
    status = HTTPStatus.CONFLICT if refusal else HTTPStatus.OK
    return render(request, "meetings/review.html", context, status=status)
