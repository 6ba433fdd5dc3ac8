"""Handing in, the receipt, and reading what has been handed in."""

from http import HTTPStatus

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from cohorts.rules import belongs_to
from cohorts.visiting import Visit
from exchange_portal.access import gate
from exchange_portal.files.delivery import deliver
from exchange_portal.pages.models import PageText
from exchange_portal.pages.queries import text
from selfassessment import actions, documents
from selfassessment.actions import Refused, Withdrawn
from selfassessment.copies import copy_of
from selfassessment.models import Assessment, SubmittedAssessment
from selfassessment.queries.agreed import draft_for
from selfassessment.queries.asked import latest_of
from selfassessment.queries.parts import given
from selfassessment.rules import may_submit
from selfassessment.summary import summary_of
from selfassessment.views.withdrawn import unless_withdrawn


@gate(Assessment, rule=may_submit, methods=["GET", "POST"])
@unless_withdrawn
def submit(request: Visit, assessment: Assessment) -> HttpResponse:
    """What it means, who reads it, what is handed in; and then the deed."""
    refusal = None
    if request.method == "POST":
        try:
            stamp = request.POST.get("stamp", "")
            done = actions.submit(assessment, stamp=stamp, by=request.user, now=request.now)
            return redirect("submitted_assessment", done.key)
        except Withdrawn:
            raise
        except Refused as refused:
            refusal = refused
    submitted = latest_of(assessment)
    if submitted is not None:
        return redirect("submitted_assessment", submitted.key)
    if assessment.is_answering and refusal is None:
        return redirect("assessment", assessment.key)
    return _review(request, assessment, refusal)


@gate(SubmittedAssessment)
def submitted(request: Visit, submitted: SubmittedAssessment) -> HttpResponse:
    """The receipt and the summary for those who handed in; for the agency the summary."""
    copy = copy_of(submitted)
    context = {
        "submitted": submitted,
        "copy": copy,
        "summary": summary_of(copy),
        "is_own": belongs_to(request.user, submitted.assessment.participation, request.now),
        "pdf_state": documents.pdf_state(submitted),
    }
    return render(request, "selfassessment/submitted.html", context)


@gate(SubmittedAssessment)
def submitted_pdf(request: Visit, submitted: SubmittedAssessment) -> HttpResponseBase:
    """The PDF; while it is being made, the page that says so."""
    if submitted.pdf is None:
        return redirect("submitted_assessment", submitted.key)
    return deliver(submitted.pdf, request)


@gate(SubmittedAssessment)
def submitted_pdf_state(request: Visit, submitted: SubmittedAssessment) -> HttpResponse:
    context = {"submitted": submitted, "pdf_state": documents.pdf_state(submitted)}
    return render(request, "selfassessment/pdf_state.html", context)


@gate(SubmittedAssessment, methods=["POST"])
def submitted_pdf_again(request: Visit, submitted: SubmittedAssessment) -> HttpResponse:
    """Whoever reads it may have the PDF made, when that failed. Pressed twice, it is made once."""
    actions.make_pdf_again(submitted, by=request.user, now=request.now)
    return redirect("submitted_assessment", submitted.key)


def _review(request: Visit, assessment: Assessment, refusal: Refused | None) -> HttpResponse:
    whole = draft_for(assessment, request.user, request.now)
    context = {
        "assessment": assessment,
        "instrument": assessment.instrument_version.instrument,
        "draft": whole,
        "not_ready": [one for one in given(whole.parts, request.now) if not one.is_done],
        "refusal": refusal,
        "law": text(PageText.Slug.HANDING_IN),
    }
    status = HTTPStatus.CONFLICT if refusal else HTTPStatus.OK
    return render(request, "selfassessment/review.html", context, status=status)
