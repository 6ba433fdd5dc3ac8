"""What every view of the rooms above is called with."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from cohorts.models import User
from exchange_portal.by_script import wants_json
from exchange_portal.errors import csrf_failure

type View = Callable[..., HttpResponseBase]


class Visit(HttpRequest):
    """A request that has passed the gate: someone is logged in, and the edge has read the clock."""

    user: User
    now: datetime


def by_its_reader(view: View) -> View:
    """What is sent from a page with a draft is taken from the person that the page was made for.

    Someone else may have logged in since, in another tab of the same browser: what was written for
    one institution must not end in the draft of another.
    """

    @wraps(view)
    def asked(request: Visit, *args: Any, **kwargs: Any) -> HttpResponseBase:
        reader = request.POST.get("vem") or request.GET.get("vem")
        if not reader or reader == str(request.user.key):
            return view(request, *args, **kwargs)
        if wants_json(request):
            return HttpResponse(status=HTTPStatus.UNAUTHORIZED)
        return csrf_failure(request)

    return asked
