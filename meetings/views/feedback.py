"""One version for the agency's people: reading it, commenting on it, returning it. That a draft
exists shows nowhere here."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.visiting import Visit
from exchange_portal.access import gate
from exchange_portal.files.delivery import deliver
from exchange_portal.files.forms import received
from meetings import actions
from meetings.actions import Refused
from meetings.copies import copy_of
from meetings.forms import CommentForm, ReturnForm
from meetings.models import Comment, FeedbackFile, SubmittedVersion
from meetings.queries import words
from meetings.queries.feedback import attempts
from meetings.queries.handed_in import files_of, versions_beside, was_late
from meetings.rules import may_comment, may_follow, may_return, may_withdraw_comment
from meetings.views.handing_in import pdf_of


@gate(SubmittedVersion, rule=may_follow)
def staff_submitted(request: Visit, version: SubmittedVersion) -> HttpResponse:
    return _show(request, version)


@gate(SubmittedVersion, rule=may_return, methods=["POST"])
def staff_return(request: Visit, version: SubmittedVersion) -> HttpResponse:
    """Send it back for completion. Pressed twice, it is sent back once."""
    form = ReturnForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            actions.return_for_completion(
                version, **form.cleaned_data, by=request.user, now=request.now
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            said = _("Inlämningen är tillbakaskickad. Samordnaren får ett mejl.")
            return received(request, said, _address(version))
    return _show(request, version, returning=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@gate(SubmittedVersion, rule=may_comment, methods=["POST"])
def staff_comment(request: Visit, version: SubmittedVersion) -> HttpResponse:
    """Say something of it without returning it. Pressed twice, it is said once."""
    form = CommentForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            actions.comment_on(version, **form.cleaned_data, by=request.user, now=request.now)
        except Refused as refusal:
            form.refuse(form.at_fault(refusal), refusal)
        else:
            said = _("Kommentaren är skickad. Samordnaren får ett mejl.")
            return received(request, said, _address(version))
    return _show(request, version, commenting=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@gate(Comment, rule=may_withdraw_comment, methods=["GET", "POST"])
def withdraw_comment(request: Visit, comment: Comment) -> HttpResponse:
    """Asks first: what is withdrawn does not come back."""
    if request.method == "POST":
        actions.withdraw_comment(comment, by=request.user, now=request.now)
        said = _("Kommentaren är tillbakatagen. Institutionen ser att den har funnits.")
        messages.success(request, said)
        return redirect(_address(comment.version))
    copy = copy_of(comment.version)
    context = {"comment": comment, "copy": copy, "address": _address(comment.version)}
    return render(request, "meetings/withdraw_comment.html", context)


@gate(FeedbackFile)
def feedback_file(request: Visit, one: FeedbackFile) -> HttpResponseBase:
    return deliver(one.file, request)


def _address(version: SubmittedVersion) -> str:
    return reverse("staff_submitted", args=[version.key])


def _show(
    request: Visit,
    version: SubmittedVersion,
    *,
    returning: ReturnForm | None = None,
    commenting: CommentForm | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    history = attempts(versions_beside(version), for_staff=True)
    here = next(one for one in history if one.version.pk == version.pk)
    is_newest = here is history[0]
    context = {
        "version": version,
        "copy": copy_of(version),
        "history": history,
        "here": here,
        "is_newest": is_newest,
        "can_return": is_newest and version.returned_at is None,
        **_facts(request, version),
        "returning": returning or ReturnForm(),
        "commenting": commenting or CommentForm(),
    }
    return render(request, "meetings/staff_submitted.html", context, status=status)


def _facts(request: Visit, version: SubmittedVersion) -> dict[str, Any]:
    assignment = version.submission.assignment
    return {
        "files": files_of(version),
        "standing": words.standing(assignment, version, request.now),
        "belonging": words.belonging(assignment),
        "was_late": was_late(version),
        **pdf_of(request, version),
    }
