"""What scripts of ours save of the common answers, and are told of them."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _

from cohorts.visiting import Visit, by_its_reader
from exchange_portal.access import gate
from exchange_portal.characters import plain
from selfassessment import actions
from selfassessment.actions import Choice, Conflict, Refused
from selfassessment.forms import number_from, text_of
from selfassessment.models import AgreedAnswer, Assessment
from selfassessment.queries import words
from selfassessment.queries.agreed import Answer, Draft, answer_of, draft_for
from selfassessment.queries.asked import asked, latest_of
from selfassessment.queries.parts import closed_areas
from selfassessment.rules import may_agree


@gate(Assessment, rule=may_agree, methods=["POST"])
@by_its_reader
def agree_answer(request: Visit, assessment: Assessment, number: int) -> HttpResponse:
    """Autosave: one answer, acknowledged when it is committed."""
    user, now = request.user, request.now
    try:
        choice = _choice(request, assessment, number)
        row = actions.agree(assessment, choice=choice, by=user, now=now)
    except Conflict as conflict:
        reply = _told(request, assessment, conflict.answer, with_text=True)
        return JsonResponse(reply | {"state": "conflict"}, status=HTTPStatus.CONFLICT)
    except Refused as refusal:
        reply = {"state": "refused", "message": str(refusal)}
        return JsonResponse(reply, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return JsonResponse(_told(request, assessment, row) | {"state": "saved"})


@gate(Assessment, rule=may_agree)
@by_its_reader
def agreed_state(request: Visit, assessment: Assessment) -> HttpResponse:
    """What has become of the answers since the page was loaded; `har` names its versions, `pa` the
    numbers of their statements."""
    if assessment.withdrawn_at is not None:
        locked = str(actions.Withdrawn())
        nothing: dict[str, Any] = {"answers": [], "files": "", "locked": locked}
        return JsonResponse(nothing | {"token": get_token(request)})
    whole = draft_for(assessment, request.user, request.now)
    have = [number_from(one) for one in request.GET.get("har", "").split(".")]

    def row(place: int, answer: Answer) -> dict[str, Any]:
        has_it = place < len(have) and have[place] == answer.version
        return _reply(request, whole, answer, with_text=not has_it) | {
            "question": str(answer.statement.number)
        }

    reply = {
        "token": get_token(request),
        "answers": [row(place, one) for place, one in enumerate(whole.answers)],
        "files": "",
        "locked": _locked(assessment, is_same=_shows_same(request, whole, len(have))),
    }
    return JsonResponse(reply)


def _shows_same(request: Visit, whole: Draft, count: int) -> bool:
    """Whether the page has the statements that its reader may see now: as many, and no others."""
    numbers = ".".join(str(one.statement.number) for one in whole.answers)
    return count == len(whole.answers) and request.GET.get("pa", numbers) == numbers


def _locked(assessment: Assessment, *, is_same: bool) -> str:
    """Why the page that asks can save no more; "" when it can. `is_same`: as `_shows_same`."""
    submitted = latest_of(assessment)
    if submitted is not None:
        return str(actions.HandedIn(submitted))
    return "" if is_same else _("Delarna är uppdelade på nytt, så sidan visar inte rätt delar.")


def _choice(request: Visit, assessment: Assessment, number: int) -> Choice:
    whole = asked(assessment.instrument_version)
    statement = whole.statement(number)
    closed = closed_areas(assessment, request.user, request.now)
    if statement is None or statement.area_id in closed:
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
