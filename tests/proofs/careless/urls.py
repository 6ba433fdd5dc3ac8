"""The portal's addresses; where it saves an answer by itself, the last write wins."""

from uuid import UUID

from django.db.models import F
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils import timezone

from exchange_portal.access import gate
from exchange_portal.urls import handler400, handler403, handler404, handler500, urlpatterns
from meetings.models import Assignment, DraftAnswer
from meetings.rules import may_write
from selfassessment.models import AgreedAnswer, Assessment, Rating, Statement
from selfassessment.queries import asked, words
from selfassessment.rules import may_agree, may_rate

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@gate(Assignment, rule=may_write, methods=["POST"])
def save_answer(request: HttpRequest, assignment: Assignment, question: UUID) -> HttpResponse:
    saved = {
        "text": request.POST["text"],
        "version": F("version") + 1,
        "saved_at": timezone.now(),
        "saved_by": request.user,
    }
    DraftAnswer.objects.filter(submission__assignment=assignment, question__key=question).update(
        **saved
    )
    return JsonResponse({"version": 0})


@gate(Assessment, rule=may_agree, methods=["POST"])
def agree_answer(request: HttpRequest, assessment: Assessment, number: int) -> HttpResponse:
    whole = asked.asked(assessment.instrument_version)
    written = words.read(request.POST["text"], whole.steps, asks_wanted=whole.version.asks_wanted)
    assert written is not None
    AgreedAnswer.objects.update_or_create(
        assessment=assessment,
        statement=_statement(assessment, number),
        defaults={"comment": written[2], "saved_at": timezone.now(), "saved_by": request.user},
    )
    return JsonResponse({"version": 0})


@gate(Assessment, rule=may_rate, methods=["POST"])
def rate(request: HttpRequest, assessment: Assessment, number: int) -> HttpResponse:
    level = "present" if "present" in request.POST else "wanted"
    step = asked.asked(assessment.instrument_version).step(int(request.POST[level]))
    version = int(request.POST["version"]) + 1
    rating, _ = Rating.objects.update_or_create(
        assessment=assessment,
        statement=_statement(assessment, number),
        respondent=request.user,
        defaults={level: step, "version": version, "saved_at": timezone.now()},
    )
    chosen = {one: getattr(rating, one) for one in ("present", "wanted")}
    told = {one: step.position if step else None for one, step in chosen.items()}
    return JsonResponse({"version": rating.version, **told})


def _statement(assessment: Assessment, number: int) -> Statement:
    statement = asked.asked(assessment.instrument_version).statement(number)
    assert statement is not None
    return statement


urlpatterns = [
    path("uppgifter/<uuid:key>/svar/<uuid:question>/", save_answer),
    path("sjalvskattning/<uuid:key>/enas/<int:number>/", agree_answer),
    path("sjalvskattning/<uuid:key>/svara/<int:number>/", rate),
    *urlpatterns,
]
