"""The portal's addresses; where it saves an answer, the last write wins."""

from uuid import UUID

from django.db.models import F
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils import timezone

from exchange_portal.access import gate
from exchange_portal.urls import handler400, handler403, handler404, handler500, urlpatterns
from meetings.models import Assignment, DraftAnswer
from meetings.rules import may_write

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


urlpatterns = [path("uppgifter/<uuid:key>/svar/<uuid:question>/", save_answer), *urlpatterns]
