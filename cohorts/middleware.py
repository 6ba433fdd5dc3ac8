"""Who comes by a link from a mail, and that the agency's people carry a second factor."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from cohorts import account_urls
from cohorts.links import opened
from exchange_portal.by_script import asks_in_background
from exchange_portal.middleware import Next, reload_page

LINK = "link"  # in the session: the id of the PersonalLink that it was opened by
SEEN_AT = "second_factor_seen_at"
TRUSTED_FOR = 5 * 60  # seconds; then the database is asked again whether the factor is still there
OWN_ACCOUNT = {pattern.name for pattern in account_urls.urlpatterns}


class LinkMiddleware:
    """Whoever has opened a link is its receiver, on pages that stand open by it and of the very
    thing that it names; everywhere else nobody is logged in."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> None:
        purpose = getattr(view, "by_link", "")
        if not purpose or request.user.is_authenticated or LINK not in request.session:
            return
        now = request.now  # type: ignore[attr-defined]
        person = opened(request.session[LINK], purpose, kwargs["key"], now)
        if person is not None:
            request.user = person
            request.comes_by_link = True  # type: ignore[attr-defined]


class SecondFactorMiddleware:
    """Sends staff without an authenticator app to the page that connects one, from everywhere
    but public pages and their own account. Login itself asks for the code (allauth)."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if not getattr(view, "login_required", True):
            return None
        if not request.user.is_authenticated or not request.user.is_staff:
            return None
        if request.resolver_match and request.resolver_match.url_name in OWN_ACCOUNT:
            request.session.pop(SEEN_AT, None)  # what is changed there counts at once
            return None
        return None if _has_second_factor(request) else _ask_for_one(request)


def _has_second_factor(request: HttpRequest) -> bool:
    now = request.now.timestamp()  # type: ignore[attr-defined]
    if now - request.session.get(SEEN_AT, 0) < TRUSTED_FOR:
        return True
    has_one = is_mfa_enabled(request.user, [Authenticator.Type.TOTP])
    if has_one:
        request.session[SEEN_AT] = now
    return bool(has_one)


def _ask_for_one(request: HttpRequest) -> HttpResponse:
    if asks_in_background(request):
        return reload_page(HTTPStatus.FORBIDDEN)
    return redirect("mfa_activate_totp")
