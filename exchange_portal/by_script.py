"""Whether a script of ours asks, and not the browser itself."""

from django.http import HttpRequest


def wants_json(request: HttpRequest) -> bool:
    """The script reads the answer, and shows it on the page that stands."""
    return request.headers.get("Accept") == "application/json"


def asks_in_background(request: HttpRequest) -> bool:
    """Any script of the page, for anything but a whole page."""
    if "HX-Request" in request.headers or wants_json(request):
        return True
    return request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate"
