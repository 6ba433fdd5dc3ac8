"""For an institution's coordinator: who answers which part, who is missing, and showing it all."""

from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cohorts.asking import asked_in_words, is_id
from cohorts.rules import is_under_way
from cohorts.visiting import Visit
from exchange_portal.access import gate
from selfassessment import actions
from selfassessment.actions import DividedMeanwhile, Refused, Withdrawn
from selfassessment.forms import DivideForm
from selfassessment.models import Assessment
from selfassessment.queries import words
from selfassessment.queries.asked import areas_of, latest_of
from selfassessment.queries.parts import (
    given,
    missing_people,
    parts_of,
    proposed,
    seats_to_choose,
    stamp_of,
)
from selfassessment.rules import may_divide
from selfassessment.views.withdrawn import unless_withdrawn


@gate(Assessment, rule=may_divide, methods=["GET", "POST"])
@unless_withdrawn
def parts(request: Visit, assessment: Assessment) -> HttpResponse:
    """«Dela upp». Pressed twice, it is divided once."""
    if not _is_open(assessment, request.now):
        return redirect("assessment", assessment.key)
    if request.method != "POST":
        return _page(request, assessment, _form(request, assessment))
    form = _form(request, assessment, request.POST)
    if not form.is_valid():
        return _page(request, assessment, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    told = {"seats": form.seats(), "stamp": form.cleaned_data["stamp"]}
    try:
        actions.divide(assessment, **told, by=request.user, now=request.now)
    except DividedMeanwhile as refusal:
        again = {**request.POST.dict(), "stamp": stamp_of(assessment)}
        form = _form(request, assessment, again)
        form.add_error(None, str(refusal))
        return _page(request, assessment, form, status=HTTPStatus.CONFLICT)
    except Withdrawn:
        raise
    except Refused as refusal:  # a colleague has handed it in, this very moment
        messages.error(request, str(refusal))
        return redirect("assessment", assessment.key)
    said = _("Uppdelningen är sparad. Den syns på Min sida hos dem som svarar.")
    messages.success(request, said)
    return redirect("assessment_parts", assessment.key)


@gate(Assessment, rule=may_divide, methods=["POST"])
@unless_withdrawn
def ask_for_parts(request: Visit, assessment: Assessment) -> HttpResponse:
    """A mail to those whose part is not ready. Pressed twice, it is sent once."""
    chosen = {int(one) for one in request.POST.getlist("person") if is_id(one)}
    try:
        count = actions.ask_for_parts(assessment, people=chosen, by=request.user, now=request.now)
    except Withdrawn:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, asked_in_words(count))
    return redirect("assessment_parts", assessment.key)


@gate(Assessment, rule=may_divide, methods=["POST"])
@unless_withdrawn
def show_parts(request: Visit, assessment: Assessment) -> HttpResponse:
    """Everyone at work there reads and changes everything from now on."""
    try:
        actions.show_parts(assessment, by=request.user, now=request.now)
    except Withdrawn:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Nu ser alla hos er alla delar."))
    return redirect("assessment_parts", assessment.key)


def _is_open(assessment: Assessment, now: datetime) -> bool:
    is_time = is_under_way(assessment.participation.cohort.round, now)
    return is_time and assessment.has_opened(now) and latest_of(assessment) is None


def _form(request: Visit, assessment: Assessment, data: Any = None) -> DivideForm:
    """With what is so; before anything is divided, with what the instrument proposes."""
    parts = parts_of(assessment, request.user, request.now)
    seats = seats_to_choose(assessment.participation)
    chosen = {one.area.pk: one.seat for one in parts}
    return DivideForm(
        data,
        areas=areas_of(assessment.instrument_version_id),
        seats=seats,
        chosen=chosen or proposed(assessment, seats, request.now),
        stamp=stamp_of(assessment),
        now=request.now,
    )


def _page(
    request: Visit, assessment: Assessment, form: DivideForm, *, status: int = HTTPStatus.OK
) -> HttpResponse:
    missing = missing_people(assessment, request.user, request.now)
    parts = given(parts_of(assessment, request.user, request.now), request.now)
    context = {
        "assessment": assessment,
        "instrument": assessment.instrument_version.instrument,
        "form": form,
        "parts": parts,
        "ready": sum(one.is_done for one in parts),
        "missing": missing,
        "can_ask": not all(one.is_reminded for one in missing),
        "coordinates": True,
        "time_left": words.time_left(assessment, request.now),
    }
    return render(request, "selfassessment/parts.html", context, status=status)
