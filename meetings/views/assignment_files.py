"""An assignment for those who run its group: what was asked, the files beside it, and where the
answers are."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.visiting import Visit
from exchange_portal.access import gate
from exchange_portal.files.actions import FileRefused
from exchange_portal.files.delivery import deliver
from exchange_portal.files.forms import received
from meetings import actions
from meetings.actions import Refused
from meetings.forms import AssignmentFileForm
from meetings.models import Assignment, AssignmentFile
from meetings.queries import words
from meetings.queries.assignment_files import same_beside_others, same_in_other_groups
from meetings.queries.page_files import files_on_page
from meetings.rules import may_attach, may_withdraw


@gate(Assignment, rule=may_attach, methods=["GET", "POST"])
def assignment_files(request: Visit, assignment: Assignment) -> HttpResponse:
    """The page for those who run the group. A file that is sent twice lies there once."""
    if request.method != "POST":
        return follow(request, assignment)
    others = _others(request, assignment)
    form = AssignmentFileForm(others, request.POST, request.FILES)
    if form.is_valid():
        try:
            added = actions.add_assignment_file(
                assignment,
                also=others if form.cleaned_data["everywhere"] else (),
                upload=form.cleaned_data["upload"],
                by=request.user,
                now=request.now,
            )
        except (Refused, FileRefused) as refusal:
            form.add_error("upload", str(refusal))
        else:
            address = reverse("assignment_files", args=[assignment.key])
            return received(request, _added(added), address)
    return follow(request, assignment, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@gate(AssignmentFile)
def assignment_file(request: Visit, beside: AssignmentFile) -> HttpResponseBase:
    return deliver(beside.file, request)


@gate(AssignmentFile, rule=may_withdraw, methods=["GET", "POST"])
def withdraw_assignment_file(request: Visit, beside: AssignmentFile) -> HttpResponse:
    """Asks first, and whether to take it away in the other groups as well."""
    others = list(same_beside_others(beside, request.user, request.now))
    if request.method == "POST":
        also = others if "overallt" in request.POST else ()
        actions.withdraw_assignment_file(beside, also=also, by=request.user, now=request.now)
        said = _("Filen «%(name)s» är borttagen.") % {"name": beside.file.original_name}
        messages.success(request, said)
        return redirect("assignment_files", beside.assignment.key)
    context = {"beside": beside, "assignment": beside.assignment, "others": others}
    return render(request, "meetings/withdraw_assignment_file.html", context)


def follow(
    request: Visit,
    assignment: Assignment,
    form: AssignmentFileForm | None = None,
    *,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """For those without a seat in the group: what was asked, and where the answers are."""
    context = {
        "assignment": assignment,
        "belonging": words.belonging(assignment),
        "questions": assignment.questions.order_by("number"),
        "beside": files_on_page(assignment, for_staff=True).beside,
        "form": form or AssignmentFileForm(_others(request, assignment)),
    }
    return render(request, "meetings/assignment_of_others.html", context, status=status)


def _others(request: Visit, assignment: Assignment) -> list[Assignment]:
    return list(same_in_other_groups(assignment, request.user, request.now))


def _added(added: list[AssignmentFile]) -> str:
    name = {"name": added[0].file.original_name}
    if len(added) == 1:
        return _("Filen «%(name)s» är tillagd.") % name
    return _("Filen «%(name)s» är tillagd i %(count)s grupper.") % {**name, "count": len(added)}
