"""What every template may use."""

from typing import Any

from django.http import HttpRequest


def portal(request: HttpRequest) -> dict[str, Any]:
    """The moment of the request, for what is said of dates."""
    return {"now": getattr(request, "now", None)}
