"""A leader answers: one statement at a time, alone."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cohorts.visiting import Visit, by_its_reader
from exchange_portal.access import gate
from exchange_portal.by_script import wants_json
from selfassessment import actions
from selfassessment.actions import AnsweredElsewhere, Refused, Withdrawn
from selfassessment.forms import number_from
from selfassessment.links import ANSWER
from selfassessment.models import Assessment, Statement
from selfassessment.queries import asked, words
from selfassessment.queries.agreed import FEWEST
from selfassessment.queries.asked import Own
from selfassessment.rules import may_close, may_rate
from selfassessment.views.withdrawn import unless_withdrawn


@gate(Assessment, rule=may_rate, by_link=ANSWER)
@unless_withdrawn
def answering(request: Visit, assessment: Assessment) -> HttpResponse:
    """Who sees what, before the first question; and from where one goes on."""
    if not (assessment.is_answering and assessment.has_opened(request.now)):
        return redirect("assessment", assessment.key)
    own = asked.own(assessment, request.user)
    if not own.remaining:
        return redirect("rated", assessment.key)
    context = _context(request, assessment, own) | {"next": own.remaining[0]}
    return render(request, "selfassessment/answering.html", context)


@gate(Assessment, rule=may_rate, methods=["GET", "POST"], by_link=ANSWER)
@by_its_reader
@unless_withdrawn
def rate(request: Visit, assessment: Assessment, number: int) -> HttpResponse:
    """One statement. Each choice is a button that saves it and goes on."""
    own = asked.own(assessment, request.user)
    statement = own.asked.statement(number)
    if statement is None:
        raise Http404
    refusal = None
    if request.method == "POST":
        try:
            _save(request, assessment, statement)
        except Withdrawn:
            raise
        except Refused as refused:
            refusal = refused
        own = asked.own(assessment, request.user)
        if wants_json(request):
            return _reply(request, assessment, own, statement, refusal)
        if refusal is None:
            return redirect(_onwards(assessment, own, statement))
    return _question(request, assessment, own, statement, refusal)


@gate(Assessment, rule=may_rate, by_link=ANSWER)
@unless_withdrawn
def rated(request: Visit, assessment: Assessment) -> HttpResponse:
    """All that was chosen, to be looked through and changed; and whether one is done."""
    return _rated(request, assessment)


@gate(Assessment, rule=may_rate, methods=["POST"], by_link=ANSWER)
@by_its_reader
@unless_withdrawn
def finish(request: Visit, assessment: Assessment) -> HttpResponse:
    """«Jag är klar». Pressed twice, it is said once."""
    try:
        actions.finish(assessment, by=request.user, now=request.now)
    except Withdrawn:
        raise
    except Refused as refusal:
        assessment.refresh_from_db(fields=["closed_at", "closed_by"])
        return _rated(request, assessment, refusal)
    return redirect("rated", assessment.key)


def _rated(request: Visit, assessment: Assessment, refusal: Refused | None = None) -> HttpResponse:
    own = asked.own(assessment, request.user)
    context = _context(request, assessment, own) | {
        "rows": [(one, own.rating(one), own.is_answered(one)) for one in own.asked.statements],
        "is_done": asked.has_finished(assessment, request.user),
        "refusal": refusal,
    }
    status = HTTPStatus.CONFLICT if refusal else HTTPStatus.OK
    return render(request, "selfassessment/rated.html", context, status=status)


def _save(request: Visit, assessment: Assessment, statement: Statement) -> None:
    level = next((one for one in actions.LEVELS if one in request.POST), "")
    if not level:
        raise actions.UnknownStep
    actions.rate(
        assessment,
        statement=statement,
        level=level,
        position=number_from(request.POST[level]),
        version=number_from(request.POST.get("version", "")),
        by=request.user,
        now=request.now,
    )


def _question(
    request: Visit, assessment: Assessment, own: Own, statement: Statement, refusal: Refused | None
) -> HttpResponse:
    rating = own.rating(statement)
    context = _context(request, assessment, own) | {
        "statement": statement,
        "rating": rating,
        "saved": words.own_saved(rating, request.now),
        "refusal": refusal,
        "before": own.asked.statement(statement.number - 1),
        "after": own.asked.statement(statement.number + 1),
    }
    status = HTTPStatus.CONFLICT if refusal else HTTPStatus.OK
    return render(request, "selfassessment/rate.html", context, status=status)


def _reply(
    request: Visit,
    assessment: Assessment,
    own: Own,
    statement: Statement,
    refusal: Refused | None,
) -> JsonResponse:
    """What the page needs to go on from this choice, once it is committed."""
    rating, here = own.rating(statement), reverse("rate", args=[assessment.key, statement.number])
    next_url = _onwards(assessment, own, statement)
    reply = {
        "message": str(refusal) if refusal else "",
        "version": rating.version if rating else 0,
        "present": rating.present.position if rating and rating.present else None,
        "wanted": rating.wanted.position if rating and rating.wanted else None,
        "saved": words.own_saved(rating, request.now),
        "next": "" if next_url.startswith(here) else next_url,
    }
    is_other = isinstance(refusal, AnsweredElsewhere)
    wrong = HTTPStatus.CONFLICT if is_other else HTTPStatus.UNPROCESSABLE_ENTITY
    return JsonResponse(reply, status=wrong if refusal else HTTPStatus.OK)


def _onwards(assessment: Assessment, own: Own, statement: Statement) -> str:
    """The same statement until it is whole; then the next one, and after the last all of them. One
    that is changed when all are answered leads back there."""
    if not own.is_answered(statement):
        return reverse("rate", args=[assessment.key, statement.number]) + "#vill"
    after = own.asked.statement(statement.number + 1)
    if after is None or not own.remaining:
        return reverse("rated", args=[assessment.key])
    return reverse("rate", args=[assessment.key, after.number])


def _context(request: Visit, assessment: Assessment, own: Own) -> dict[str, Any]:
    return {
        "assessment": assessment,
        "instrument": assessment.instrument_version.instrument,
        "version": assessment.instrument_version,
        "own": own,
        "count": len(own.asked.statements),
        "fewest": FEWEST,
        "coordinates": may_close(request.user, assessment, request.now),
    }
