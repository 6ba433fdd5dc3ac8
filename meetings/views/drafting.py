"""Work in the own draft: saving texts, adding and removing files."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from cohorts.models import Participation
from cohorts.visiting import Visit, by_its_reader
from exchange_portal.access import gate
from exchange_portal.by_script import wants_json
from exchange_portal.files.actions import FileRefused
from exchange_portal.files.delivery import deliver
from meetings import actions
from meetings.actions import Conflict, Refused
from meetings.forms import DraftForm, version_from
from meetings.models import Assignment, DraftAnswer, DraftFile, Question
from meetings.queries import drafts, words
from meetings.queries.drafts import Answer, Draft
from meetings.queries.handed_in import latest_of
from meetings.rules import may_remove, may_write
from meetings.views.assignments import Trouble, show

type FileErrors = list[tuple[str, str]]  # the file's name, and what is wrong with it


@gate(Assignment, rule=may_write, methods=["POST"])
@by_its_reader
def save_answer(request: Visit, assignment: Assignment, question: UUID) -> HttpResponse:
    """Autosave: one text, answered when it is committed."""
    try:
        answer = actions.save_answer(
            assignment,
            participation=_own(request, assignment),
            question=_question(assignment, question),
            text=request.POST.get("text", ""),
            version=version_from(request.POST.get("version", "")),
            by=request.user,
            now=request.now,
        )
    except Conflict as conflict:
        reply = _told(request, conflict.answer) | {
            "state": "conflict",
            "text": conflict.answer.text,
        }
        return JsonResponse(reply, status=HTTPStatus.CONFLICT)
    except Refused as refusal:
        reply = {"state": "refused", "message": str(refusal)}
        return JsonResponse(reply, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return JsonResponse(_told(request, answer) | {"state": "saved"})


@gate(Assignment, rule=may_write, methods=["POST"])
@by_its_reader
def save_draft(request: Visit, assignment: Assignment) -> HttpResponse:
    """The whole form at once: texts, new files, a file to remove, and where to go next."""
    own = _own(request, assignment)
    form = DraftForm(
        drafts.draft(assignment, own), request.POST, given_up=request.POST.get("ta", "")
    )
    try:
        refused = actions.save_answers(
            assignment,
            participation=own,
            written=form.written(),
            by=request.user,
            now=request.now,
        )
        file_errors = _receive(request, assignment, own)
        gone = _remove_asked(request, own)
    except Refused as refusal:
        return _refused(request, assignment, refusal, form)
    if refused or file_errors:
        form = form.again(drafts.draft(assignment, own), refused)
        trouble = Trouble(file_errors=file_errors)
        return show(request, assignment, form=form, trouble=trouble, status=HTTPStatus.CONFLICT)
    return _onwards(request, assignment, said=gone or _("Utkastet är sparat."))


@gate(Assignment, rule=may_write)
@by_its_reader
def draft_state(request: Visit, assignment: Assignment) -> HttpResponse:
    """What has become of the draft since the page was loaded; `har` names the versions it has."""
    own = _own(request, assignment)
    whole = drafts.draft(assignment, own)
    latest = latest_of(assignment, own)
    is_locked = latest is not None and latest.returned_at is None
    reply = {
        "token": get_token(request),
        "answers": _newer(request, whole),
        "files": _files(request, whole),
        "locked": str(actions.HandedIn(latest)) if latest and is_locked else "",
    }
    return JsonResponse(reply)


@gate(Assignment, rule=may_write, methods=["POST"])
@by_its_reader
def add_file(request: Visit, assignment: Assignment) -> HttpResponse:
    own = _own(request, assignment)
    refusal, file_errors = None, []
    try:
        file_errors = _receive(request, assignment, own)
    except Refused as refused:
        refusal = refused
    if wants_json(request):
        return _files_reply(request, assignment, own, refusal, file_errors)
    if refusal or file_errors:
        trouble = Trouble(refusal=refusal, file_errors=file_errors)
        return show(request, assignment, trouble=trouble, status=HTTPStatus.CONFLICT)
    return redirect("assignment", assignment.key)


@gate(DraftFile, rule=may_remove, methods=["POST"])
def remove_file(request: Visit, draft_file: DraftFile) -> HttpResponse:
    submission, refusal, gone = draft_file.submission, None, _gone(draft_file)
    assignment, own = submission.assignment, submission.participation
    try:
        actions.remove_file(draft_file, by=request.user, now=request.now)
    except Refused as refused:
        refusal = refused
    if wants_json(request):
        return _files_reply(request, assignment, own, refusal, [], removed=gone)
    if refusal:
        trouble = Trouble(refusal=refusal)
        return show(request, assignment, trouble=trouble, status=HTTPStatus.CONFLICT)
    messages.success(request, gone)
    return redirect("assignment", assignment.key)


@gate(DraftFile)
def draft_file(request: Visit, draft_file: DraftFile) -> HttpResponseBase:
    return deliver(draft_file.file, request)


def _own(request: Visit, assignment: Assignment) -> Participation:
    place = drafts.place(assignment, request.user, request.now)
    if place is None:  # the seat ended between the rule and here
        raise Http404
    return place.participation


def _question(assignment: Assignment, key: UUID) -> Question:
    try:
        return assignment.questions.get(key=key)
    except Question.DoesNotExist:
        raise Http404 from None


def _receive(request: Visit, assignment: Assignment, own: Participation) -> FileErrors:
    """Each file by itself: one that is refused does not hinder the others."""
    errors: FileErrors = []
    for upload in request.FILES.getlist("filer"):
        try:
            actions.add_file(
                assignment, participation=own, upload=upload, by=request.user, now=request.now
            )
        except (FileRefused, actions.TooManyFiles) as refusal:
            errors.append((upload.name or "", str(refusal)))
    return errors


def _remove_asked(request: Visit, own: Participation) -> str:
    """Remove the file whose button was pressed, if it is one of this institution's; say which."""
    asked = request.POST.get("bort")
    if asked:
        mine = DraftFile.objects.visible_to(request.user, request.now)
        for one in mine.filter(submission__participation=own):
            if str(one.key) == asked:
                actions.remove_file(one, by=request.user, now=request.now)
                return _gone(one)
    return ""


def _gone(draft_file: DraftFile) -> str:
    return _("Filen «%(name)s» är borttagen.") % {"name": draft_file.file.original_name}


def _onwards(request: Visit, assignment: Assignment, *, said: str) -> HttpResponse:
    if request.POST.get("sedan") == "granska":
        return redirect("submit", assignment.key)
    messages.success(request, said)
    return redirect("assignment", assignment.key)


def _refused(
    request: Visit, assignment: Assignment, refusal: Refused, form: DraftForm
) -> HttpResponse:
    """The draft can no longer be changed: say why, and give back what was written."""
    trouble = Trouble(refusal=refusal, unsaved=form.written())
    return show(request, assignment, trouble=trouble, status=HTTPStatus.CONFLICT)


def _told(request: Visit, answer: Answer | DraftAnswer) -> dict[str, Any]:
    """What the page needs to go on from this text: see `DraftForm`."""
    saved = words.saved(answer, request.user, request.now)
    return {
        "version": answer.version,
        "start": drafts.start_of(answer.text),
        "saved": saved,
        "own": answer.saved_by is not None and answer.saved_by.pk == request.user.pk,
    }


def _newer(request: Visit, whole: Draft) -> list[dict[str, Any]]:
    """Each answer's version; also its text when the page has another version of it."""
    known = request.GET.get("har", "").split(".")

    def told(number: int, answer: Answer) -> dict[str, Any]:
        row = _told(request, answer) | {"question": str(answer.question.key)}
        has_it = number < len(known) and version_from(known[number]) == answer.version
        return row if has_it else row | {"text": answer.text}

    return [told(number, answer) for number, answer in enumerate(whole.answers)]


def _files(request: Visit, whole: Draft) -> str:
    return render_to_string("meetings/draft_files.html", {"draft": whole}, request)


def _files_reply(
    request: Visit,
    assignment: Assignment,
    own: Participation,
    refusal: Refused | None,
    file_errors: FileErrors,
    *,
    removed: str = "",
) -> JsonResponse:
    error = str(refusal) if refusal else " ".join(text for _, text in file_errors)
    whole = drafts.draft(assignment, own)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
    reply = {"files": _files(request, whole), "error": error, "removed": "" if error else removed}
    return JsonResponse(reply, status=status)
