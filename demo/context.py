"""The thin banner on every page of the demo."""

from typing import Any

from django.http import HttpRequest


def banner(request: HttpRequest) -> dict[str, Any]:
    return {"is_demo": True}
