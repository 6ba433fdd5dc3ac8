"""What is asked no longer is not answered and not read, wherever in it somebody was."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase, JsonResponse
from django.shortcuts import redirect

from cohorts.visiting import Visit
from exchange_portal.by_script import wants_json
from selfassessment import actions
from selfassessment.models import Assessment

type View = Callable[..., HttpResponseBase]


def unless_withdrawn(view: View) -> View:
    """Lead to the page that says by whom and why; after a press with a word that it changed
    nothing. Also when it is withdrawn while the view is at work, which then lets the action's
    refusal pass."""

    @wraps(view)
    def asked(
        request: Visit, assessment: Assessment, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if assessment.withdrawn_at is None:
            try:
                return view(request, assessment, *args, **kwargs)
            except actions.Withdrawn:
                pass
        if request.method == "POST" and wants_json(request):
            return _told_to_script()
        if request.method == "POST":
            messages.error(request, str(actions.Withdrawn()))
        return redirect("assessment", assessment.key)

    return asked


def _told_to_script() -> JsonResponse:
    """As `rate` answers, with nothing of what was chosen."""
    empty = {"version": 0, "present": None, "wanted": None, "saved": "", "next": ""}
    reply = {"message": str(actions.Withdrawn()), **empty}
    return JsonResponse(reply, status=HTTPStatus.UNPROCESSABLE_ENTITY)
