"""An assessment as its institution sees it: who has answered, and the answers it agrees on."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cohorts.asking import asked_in_words, is_id
from cohorts.models import Function
from cohorts.queries import holders
from cohorts.rules import is_under_way
from cohorts.visiting import Visit, by_its_reader
from exchange_portal.access import gate
from exchange_portal.characters import plain
from exchange_portal.pages.models import PageText
from exchange_portal.pages.queries import text
from selfassessment import actions
from selfassessment.actions import Choice, Conflict, Refused, Withdrawn
from selfassessment.forms import AgreedForm, number_from, text_of
from selfassessment.models import AgreedAnswer, Assessment
from selfassessment.queries import words
from selfassessment.queries.agreed import FEWEST, Answer, Draft, answer_of, draft, spreads
from selfassessment.queries.asked import asked, latest_of, respondents, waiting_for
from selfassessment.rules import is_called, may_agree, may_close, may_submit
from selfassessment.views.withdrawn import unless_withdrawn


@gate(Assessment)
def assessment(request: Visit, assessment: Assessment) -> HttpResponse:
    """The page for this visitor today: to follow, to answer, to agree, to read."""
    submitted = latest_of(assessment)
    if submitted is not None:
        return redirect("submitted_assessment", submitted.key)
    user, now = request.user, request.now
    round = assessment.participation.cohort.round
    is_open = assessment.has_opened(now) and assessment.withdrawn_at is None
    if not (is_open and is_under_way(round, now)):
        return _page(request, assessment, "closed")
    if assessment.is_answering and may_close(user, assessment, now):
        return show_respondents(request, assessment)
    if assessment.is_answering and is_called(user, assessment, now):
        return redirect("answering", assessment.key)
    if assessment.is_answering or not may_agree(user, assessment, now):
        return _page(request, assessment, "waiting")
    return show(request, AgreedForm(draft(assessment)))


@gate(Assessment, rule=may_close, methods=["POST"])
@unless_withdrawn
def close_answering(request: Visit, assessment: Assessment) -> HttpResponse:
    try:
        actions.close_answering(assessment, by=request.user, now=request.now)
    except Withdrawn:
        raise
    except Refused as refusal:
        return show_respondents(request, assessment, refusal)
    messages.success(request, _("Svaren är stängda. Nu kan ni enas om ett gemensamt svar."))
    return redirect("assessment", assessment.key)


@gate(Assessment, rule=may_close, methods=["POST"])
@unless_withdrawn
def ask_respondents(request: Visit, assessment: Assessment) -> HttpResponse:
    """A mail to leaders who have not answered. Pressed twice, it is sent once."""
    chosen = {int(one) for one in request.POST.getlist("person") if is_id(one)}
    try:
        count = actions.ask_respondents(assessment, people=chosen, by=request.user, now=request.now)
    except Withdrawn:
        raise
    except Refused as refusal:
        if assessment.is_answering:
            return show_respondents(request, assessment, refusal)
        messages.error(request, str(refusal))
    else:
        messages.success(request, asked_in_words(count))
    return redirect("assessment", assessment.key)


@gate(Assessment, rule=may_close, methods=["POST"])
@unless_withdrawn
def reopen_answering(request: Visit, assessment: Assessment) -> HttpResponse:
    try:
        actions.reopen_answering(assessment, by=request.user, now=request.now)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Svaren är öppna igen. Ledningsgruppen kan svara och ändra."))
    return redirect("assessment", assessment.key)


@gate(Assessment, rule=may_agree, methods=["POST"])
@by_its_reader
def agree_answer(request: Visit, assessment: Assessment, number: int) -> HttpResponse:
    """Autosave: one answer, acknowledged when it is committed."""
    try:
        row = actions.agree(
            assessment,
            choice=_choice(request, assessment, number),
            by=request.user,
            now=request.now,
        )
    except Conflict as conflict:
        reply = _told(request, assessment, conflict.answer, with_text=True)
        return JsonResponse(reply | {"state": "conflict"}, status=HTTPStatus.CONFLICT)
    except Refused as refusal:
        reply = {"state": "refused", "message": str(refusal)}
        return JsonResponse(reply, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return JsonResponse(_told(request, assessment, row) | {"state": "saved"})


@gate(Assessment, rule=may_agree, methods=["POST"])
@by_its_reader
def agree(request: Visit, assessment: Assessment) -> HttpResponse:
    """The whole form at once, and where to go next."""
    form = AgreedForm(draft(assessment), request.POST, given_up=request.POST.get("ta", ""))
    try:
        refused = actions.agree_all(
            assessment, choices=form.choices(), by=request.user, now=request.now
        )
    except Refused as refusal:
        context = {"refusal": refusal, "unsaved": form.choices()}
        return _page(request, assessment, "closed", context, status=HTTPStatus.CONFLICT)
    if refused:
        again = form.again(draft(assessment), refused)
        return show(request, again, status=HTTPStatus.CONFLICT)
    if request.POST.get("sedan") == "granska":
        return redirect("submit_assessment", assessment.key)
    messages.success(request, _("Svaren är sparade."))
    return redirect("assessment", assessment.key)


@gate(Assessment, rule=may_agree)
@by_its_reader
def agreed_state(request: Visit, assessment: Assessment) -> HttpResponse:
    """What has become of the answers since the page was loaded; `har` names its versions."""
    if assessment.withdrawn_at is not None:
        locked = str(actions.Withdrawn())
        nothing: dict[str, Any] = {"answers": [], "files": "", "locked": locked}
        return JsonResponse(nothing | {"token": get_token(request)})
    whole, submitted = draft(assessment), latest_of(assessment)
    known = request.GET.get("har", "").split(".")
    have = [number_from(one) for one in known]

    def row(place: int, answer: Answer) -> dict[str, Any]:
        has_it = place < len(have) and have[place] == answer.version
        return _reply(request, whole, answer, with_text=not has_it) | {
            "question": str(answer.statement.number)
        }

    reply = {
        "token": get_token(request),
        "answers": [row(place, one) for place, one in enumerate(whole.answers)],
        "files": "",
        "locked": str(actions.HandedIn(submitted)) if submitted else "",
    }
    return JsonResponse(reply)


def show(request: Visit, form: AgreedForm, *, status: int = HTTPStatus.OK) -> HttpResponse:
    """The answers that the institution agrees on."""
    whole = form.draft
    assessment = whole.assessment
    found = spreads(assessment, whole.asked) if assessment.is_of_management else {}
    context = {
        "draft": whole,
        "steps": whole.asked.steps,
        "rows": form.rows(request.user, request.now, found),
        "parts": whole.parts,
        "has_errors": bool(form.refused),
        "fewest": FEWEST,
        "may_reopen": may_close(request.user, assessment, request.now),
        "is_all_hidden": bool(found) and all(one.is_hidden for one in found.values()),
        "law": text(PageText.Slug.DRAFT),
        "answered": len(whole.answers) - len(whole.missing),
    }
    return _page(request, assessment, "agree", context, status=status)


def show_respondents(
    request: Visit, assessment: Assessment, refusal: Refused | None = None
) -> HttpResponse:
    called = respondents(assessment, request.now)
    waiting = waiting_for(assessment, called, request.now)
    context = {
        "refusal": refusal,
        "respondents": called,
        "waiting": waiting,
        "can_ask": not all(one.is_reminded for one in waiting),
        "done": sum(person.is_done for person in called),
        "is_called": is_called(request.user, assessment, request.now),
        "fewest": FEWEST,
    }
    status = HTTPStatus.CONFLICT if refusal else HTTPStatus.OK
    return _page(request, assessment, "respondents", context, status=status)


def _page(
    request: Visit,
    assessment: Assessment,
    name: str,
    context: dict[str, Any] | None = None,
    *,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    own = assessment.participation
    common = {
        "assessment": assessment,
        "instrument": assessment.instrument_version.instrument,
        "version": assessment.instrument_version,
        "has_opened": assessment.has_opened(request.now),
        "coordinates": may_submit(request.user, assessment, request.now),
        "coordinators": holders(own, request.now, role=Function.Role.COORDINATOR),
        "time_left": words.time_left(assessment, request.now),
    }
    page = f"selfassessment/{name}.html"
    return render(request, page, common | (context or {}), status=status)


def _choice(request: Visit, assessment: Assessment, number: int) -> Choice:
    whole = asked(assessment.instrument_version)
    statement = whole.statement(number)
    if statement is None:
        raise Http404
    written = words.read(
        plain(request.POST.get("text", "")),
        whole.steps,
        asks_wanted=whole.version.asks_wanted,
    )
    if written is None:
        raise actions.UnknownStep
    present, wanted, comment = written
    version = number_from(request.POST.get("version", ""))
    return Choice(
        statement=statement, present=present, wanted=wanted, comment=comment, version=version
    )


def _told(
    request: Visit, assessment: Assessment, row: AgreedAnswer, *, with_text: bool = False
) -> dict[str, Any]:
    whole = asked(assessment.instrument_version)
    draft_now = Draft(assessment=assessment, asked=whole, answers=())
    answer = answer_of(whole, row.statement, row)
    return _reply(request, draft_now, answer, with_text=with_text)


def _reply(request: Visit, whole: Draft, answer: Answer, *, with_text: bool) -> dict[str, Any]:
    """What the page needs to go on from this answer: see `AgreedForm`."""
    written = text_of(answer, asks_wanted=whole.asks_wanted)
    reply = {
        "version": answer.version,
        "start": written,
        "saved": words.saved(answer, request.user, request.now),
        "own": answer.saved_by is not None and answer.saved_by.pk == request.user.pk,
    }
    return reply | {"text": written} if with_text else reply
