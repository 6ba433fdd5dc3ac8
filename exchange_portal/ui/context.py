"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def portal(request: HttpRequest) -> dict[str, Any]:
    """The moment of the request, for what is said of dates; and the agency's name."""
    return {"now": getattr(request, "now", None), "agency": settings.AGENCY}
