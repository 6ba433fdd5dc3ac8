"""An assessment as its institution sees it: who has answered, and the answers it agrees on."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cohorts.asking import asked_in_words, is_id
from cohorts.models import Function
from cohorts.queries import holders
from cohorts.rules import is_under_way
from cohorts.visiting import Visit, by_its_reader
from exchange_portal.access import gate
from exchange_portal.pages.models import PageText
from exchange_portal.pages.queries import text
from selfassessment import actions
from selfassessment.actions import Choice, NotYourPart, PartIncomplete, Refused, Withdrawn
from selfassessment.forms import AgreedForm
from selfassessment.models import Assessment
from selfassessment.queries import words
from selfassessment.queries.agreed import FEWEST, Spread, draft, draft_for, spreads
from selfassessment.queries.asked import latest_of, respondents, waiting_for
from selfassessment.queries.parts import given
from selfassessment.rules import is_called, may_agree, may_close, may_divide, may_submit
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
    return show(request, AgreedForm(draft_for(assessment, user, now)))


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
def agree(request: Visit, assessment: Assessment) -> HttpResponse:
    """The whole form at once, and where to go next."""
    form = AgreedForm(draft(assessment), request.POST, given_up=request.POST.get("ta", ""))
    choices = form.choices()
    try:
        refused = actions.agree_all(assessment, choices=choices, by=request.user, now=request.now)
    except Refused as refusal:
        return _unsaved(request, assessment, refusal, choices)
    gone = next((one for one in refused.values() if isinstance(one, NotYourPart)), None)
    if gone is not None:
        unsaved = [one for one in choices if one.statement in refused]
        return _unsaved(request, assessment, gone, unsaved)
    if refused:
        again = form.again(draft_for(assessment, request.user, request.now), refused)
        return show(request, again, status=HTTPStatus.CONFLICT)
    if request.POST.get("sedan") == "granska":
        return redirect("submit_assessment", assessment.key)
    if request.POST.get("sedan") == "klar":
        return _finish_parts(request, assessment)
    messages.success(request, _("Svaren är sparade."))
    return redirect("assessment", assessment.key)


def _unsaved(
    request: Visit, assessment: Assessment, refusal: Refused, unsaved: list[Choice]
) -> HttpResponse:
    context = {"refusal": refusal, "unsaved": unsaved}
    return _page(request, assessment, "closed", context, status=HTTPStatus.CONFLICT)


def _finish_parts(request: Visit, assessment: Assessment) -> HttpResponse:
    """«Min del är klar», when what was written is saved. Pressed twice, it is said once."""
    try:
        actions.finish_parts(assessment, by=request.user, now=request.now)
    except PartIncomplete as refusal:
        form = AgreedForm(draft_for(assessment, request.user, request.now))
        return show(request, form, left=refusal, status=HTTPStatus.CONFLICT)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        said = _("Din del är klar. Samordnaren ser det. Du kan ändra tills allt lämnas in.")
        messages.success(request, said)
    return redirect("assessment", assessment.key)


def show(
    request: Visit,
    form: AgreedForm,
    *,
    left: PartIncomplete | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """The answers that the institution agrees on, as far as the reader is to see them."""
    whole = form.draft
    assessment = whole.assessment
    if not whole.answers:
        return _page(request, assessment, "waiting")
    found = spreads(assessment, whole.asked) if assessment.is_of_management else {}
    context = _parts(request, form, found) | {
        "draft": whole,
        "steps": whole.asked.steps,
        "left": left,
        "has_errors": bool(form.refused),
        "fewest": FEWEST,
        "may_reopen": may_close(request.user, assessment, request.now),
        "is_all_hidden": bool(found) and all(one.is_hidden for one in found.values()),
        "law": text(PageText.Slug.DRAFT),
    }
    return _page(request, assessment, "agree", context, status=status)


def _parts(request: Visit, form: AgreedForm, found: Mapping[int, Spread]) -> dict[str, Any]:
    """Each row with the part that it lies in, how far the areas are, and whose parts there are."""
    whole = form.draft
    parts = given(whole.parts, request.now)
    by_area = {one.area.pk: one for one in parts}
    rows = form.rows(request.user, request.now, found)
    return {
        "rows": [(one, by_area.get(one.answer.statement.area_id)) for one in rows],
        "areas": whole.areas,
        "answered": len(whole.answers) - len(whole.missing),
        "parts": parts,
        "ready": sum(one.is_done for one in parts),
        "own_parts": [one for one in parts if one.is_own],
        "may_divide": may_divide(request.user, whole.assessment, request.now),
    }


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
