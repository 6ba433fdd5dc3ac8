"""What every view here is called with."""

from datetime import datetime

from django.http import HttpRequest

from cohorts.models import User


class Visit(HttpRequest):
    """A request that has passed the gate: someone is logged in, and the edge has read the clock."""

    user: User
    now: datetime


def wants_json(request: HttpRequest) -> bool:
    """Whether a script of ours asks, and not the browser itself."""
    return request.headers.get("Accept") == "application/json"
