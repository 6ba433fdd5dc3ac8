"""Error pages that say what happened, what is kept and what to do now."""

from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import loader

from exchange_portal.access import public

NOT_TYPED = {"csrfmiddlewaretoken"}
QUESTION = "fraga-"  # before a field's name: the name of a hidden field that holds what was asked


class Typed(NamedTuple):
    """What a person wrote in a field, and what the page asked there, if it says so."""

    name: str
    text: str
    question: str


def is_from_here(request: HttpRequest) -> bool:
    """Whether the browser vouches that the post comes from a page of ours. Only then may its
    content be shown again: otherwise another site could lend us its words."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(origin).netloc == request.get_host()


def typed_fields(request: HttpRequest) -> list[Typed]:
    """What the person wrote, passwords and codes left out."""
    secret = ("password", "code", "token")
    return [
        Typed(name, text, request.POST.get(QUESTION + name, ""))
        for name in request.POST
        for text in request.POST.getlist(name)
        if name not in NOT_TYPED
        and not name.startswith(QUESTION)
        and not any(word in name for word in secret)
    ]


@public
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open across a login or for a long time: give it back, ready to send again."""
    fields = typed_fields(request) if is_from_here(request) else []
    context = {"fields": fields, "again": request.get_full_path() if fields else ""}
    return render(request, "errors/kept.html", context, status=HTTPStatus.FORBIDDEN)


@public
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/400.html", status=HTTPStatus.BAD_REQUEST)


@public
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/403.html", status=HTTPStatus.FORBIDDEN)


@public
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/404.html", status=HTTPStatus.NOT_FOUND)


@public
def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without context: whatever broke must not break this page too."""
    return HttpResponseServerError(loader.get_template("errors/500.html").render())
