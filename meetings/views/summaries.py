"""What a group has shared at a meeting, question by question, on a page and as a PDF."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from cohorts.visiting import Visit
from exchange_portal.access import gate
from exchange_portal.files.delivery import deliver
from meetings import actions, documents
from meetings.actions import Refused
from meetings.models import Meeting, MeetingSummary, SubmittedVersion
from meetings.queries import words
from meetings.queries.together import fingerprint_of, shared_at, together
from meetings.rules import is_of_cohort


@gate(Meeting, rule=is_of_cohort)
def meeting_summary(request: Visit, meeting: Meeting) -> HttpResponse:
    versions = shared_at(meeting)
    context = {
        "meeting": meeting,
        "name": words.meeting_name(meeting),
        "parts": together(versions),
        **_pdf(meeting, versions),
    }
    return render(request, "meetings/summary.html", context)


@gate(Meeting, rule=is_of_cohort, methods=["GET", "POST"])
def meeting_summary_pdf(request: Visit, meeting: Meeting) -> HttpResponseBase:
    """The PDF of what is shared now. A POST asks for it; until it is made, a GET leads to the page
    that says so."""
    if request.method == "POST":
        try:
            actions.ask_for_summary(meeting, by=request.user, now=request.now)
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("meeting_summary", meeting.key)
    summary = _summary(meeting, shared_at(meeting))
    if summary is None or summary.pdf is None:
        return redirect("meeting_summary", meeting.key)
    return deliver(summary.pdf, request)


@gate(Meeting, rule=is_of_cohort)
def meeting_summary_pdf_state(request: Visit, meeting: Meeting) -> HttpResponse:
    context = {"meeting": meeting, **_pdf(meeting, shared_at(meeting))}
    return render(request, "meetings/summary_pdf_state.html", context)


def _pdf(meeting: Meeting, versions: list[SubmittedVersion]) -> dict[str, Any]:
    summary = _summary(meeting, versions)
    return {"summary": summary, "pdf_state": documents.summary_pdf_state(summary)}


def _summary(meeting: Meeting, versions: list[SubmittedVersion]) -> MeetingSummary | None:
    """The one of these copies; when somebody shares more, it is another."""
    asked = MeetingSummary.objects.filter(meeting=meeting, fingerprint=fingerprint_of(versions))
    return asked.select_related("pdf").first()
