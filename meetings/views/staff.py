"""What has been handed in, for the agency's people. That a draft exists shows nowhere here."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cohorts.rules import is_agency_staff
from exchange_portal.access import gate
from exchange_portal.ui.paging import page_of
from meetings import actions
from meetings.actions import Refused
from meetings.forms import ReturnForm
from meetings.frozen import Frozen
from meetings.models import Assignment, SubmittedVersion
from meetings.queries import words
from meetings.queries.handed_in import (
    cohort_of,
    cohorts_to_choose,
    expected,
    files_of,
    rows,
    versions_beside,
    was_late,
)
from meetings.rules import may_follow, may_return
from meetings.views.handing_in import pdf_of
from meetings.views.visit import Visit


@gate(rule=is_agency_staff)
def staff_submissions(request: Visit) -> HttpResponse:
    """Institution for institution: what has been handed in, and what has not."""
    user, now = request.user, request.now
    assignment = _key(request, "uppgift")
    cohort = _key(request, "grupp") or cohort_of(user, now, assignment)
    page = page_of(request, expected(user, now, cohort=cohort, assignment=assignment))
    context = {
        "page": page,
        "rows": rows(page, now),
        "cohorts": cohorts_to_choose(user, now),
        "cohort": cohort,
        "assignments": _assignments(request, cohort),
        "assignment": assignment,
    }
    return render(request, "meetings/staff_submissions.html", context)


@gate(SubmittedVersion, rule=may_follow)
def staff_submitted(request: Visit, version: SubmittedVersion) -> HttpResponse:
    return _show(request, version, ReturnForm())


@gate(SubmittedVersion, rule=may_return, methods=["POST"])
def staff_return(request: Visit, version: SubmittedVersion) -> HttpResponse:
    """Send it back for completion. Pressed twice, it is sent back once."""
    form = ReturnForm(request.POST)
    if form.is_valid():
        try:
            comment = form.cleaned_data["comment"]
            actions.return_for_completion(
                version, comment=comment, by=request.user, now=request.now
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("Inlämningen är tillbakaskickad. Samordnaren får ett mejl.")
            )
            return redirect("staff_submitted", version.key)
    return _show(request, version, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _show(
    request: Visit, version: SubmittedVersion, form: ReturnForm, status: int = HTTPStatus.OK
) -> HttpResponse:
    versions = versions_beside(version)
    is_newest = versions[0].pk == version.pk
    context = {
        "version": version,
        "copy": Frozen.from_content(version.content),
        "files": files_of(version),
        "versions": versions,
        "is_newest": is_newest,
        "can_return": is_newest and version.returned_at is None,
        "standing": words.standing(version.submission.assignment, version, request.now),
        "belonging": words.belonging(version.submission.assignment),
        "was_late": was_late(version),
        **pdf_of(request, version),
        "form": form,
    }
    return render(request, "meetings/staff_submitted.html", context, status=status)


def _key(request: Visit, name: str) -> UUID | None:
    """A key from the address; anything else counts as none."""
    try:
        return UUID(request.GET.get(name, ""))
    except ValueError:
        return None


def _assignments(request: Visit, cohort: UUID | None) -> list[Assignment]:
    """To choose among once a group is chosen."""
    if cohort is None:
        return []
    asked = Assignment.objects.visible_to(request.user, request.now).opened(request.now)
    return list(asked.filter(cohort__key=cohort).order_by("-due_on", "pk"))
