"""The least that a page of the portal can do, as a measure for the others."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string

from cohorts.models import Participation


def floor(request: HttpRequest) -> HttpResponse:
    """Session, user and 30 joined rows through base.html: three queries. The page's own frame
    (navigation, contact person) is left out: what it costs is a cost of the pages."""
    rows = Participation.objects.select_related("institution", "cohort")[:30]
    context = {"user": request.user, "name": str(request.user), "rows": rows}
    return HttpResponse(render_to_string("floor.html", context))


class CountQueries:
    """Says in a header how many queries the answer took."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        count = 0

        def counting(execute: Callable[..., Any], *args: Any) -> Any:
            nonlocal count
            count += 1
            return execute(*args)

        with connection.execute_wrapper(counting):
            response = self.get_response(request)
        response["X-Queries"] = str(count)
        return response
