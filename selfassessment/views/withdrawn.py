"""What is asked no longer is not answered and not read, wherever in it somebody was."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from cohorts.visiting import Visit
from exchange_portal.by_script import wants_json
from selfassessment import actions
from selfassessment.models import Assessment

type View = Callable[..., HttpResponseBase]


def unless_withdrawn(view: View) -> View:
    """Lead to the page that says by whom and why; after a press with a word that it changed
    nothing. A script is answered by the action's refusal."""

    @wraps(view)
    def asked(
        request: Visit, assessment: Assessment, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if assessment.withdrawn_at is None or wants_json(request):
            return view(request, assessment, *args, **kwargs)
        if request.method == "POST":
            messages.error(request, str(actions.Withdrawn()))
        return redirect("assessment", assessment.key)

    return asked
