"""What every request passes on its way in and out."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from exchange_portal.by_script import asks_in_background
from exchange_portal.errors import is_from_here, typed_fields
from exchange_portal.year import read_at

type Next = Callable[[HttpRequest], HttpResponseBase]

NO_SENSORS = "camera=(), geolocation=(), microphone=()"


class EdgeMiddleware:
    """The only reader of the clock in a request, and the last word on caching of personal pages."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.now = timezone.now()  # type: ignore[attr-defined]
        with read_at(request.now):  # type: ignore[attr-defined]
            response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        response.headers.setdefault("Permissions-Policy", NO_SENSORS)
        return response


class LanguageMiddleware:
    """Swedish, unless the visitor has chosen otherwise. What the browser prefers is not asked:
    office computers are often set up in English for Swedish readers."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Cookie"])
        return response


class LoginWallMiddleware(LoginRequiredMiddleware):
    """Sends strangers to login. A text posted after the session was lost is given back to its
    writer on the page, to be saved again after login: nothing a person wrote is lost."""

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseBase:
        if asks_in_background(request):
            return reload_page(HTTPStatus.UNAUTHORIZED)
        if request.method == "POST" and is_from_here(request) and typed_fields(request):
            return kept(request)
        if request.method == "POST":  # no page to come back to after login
            return redirect(self.get_login_url(view_func))
        return super().handle_no_permission(request, view_func)


def reload_page(status: HTTPStatus) -> HttpResponse:
    """For scripts: a bare no. htmx loads the whole page again, which then says what to do."""
    return HttpResponse(status=status, headers={"HX-Refresh": "true"})


def kept(request: HttpRequest) -> HttpResponse:
    """The page that gives a lost post back: the texts, a link to login, a button to send again."""
    context = {"fields": typed_fields(request), "again": request.get_full_path()}
    return render(request, "errors/kept.html", context, status=HTTPStatus.UNAUTHORIZED)
