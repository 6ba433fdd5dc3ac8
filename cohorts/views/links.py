"""The way in from a mail: one person, one thing, one browser, until a day.

Opening the address changes nothing, for mail scanners open every address; a button does.
"""

import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from cohorts import actions
from cohorts.actions import Refused
from cohorts.links import Purpose, purpose_of
from cohorts.middleware import LINK
from cohorts.models import User, rights_of
from exchange_portal import links
from exchange_portal.access import public

DAY = 24 * 60 * 60  # seconds
COOKIE = "__Host-link" if settings.SESSION_COOKIE_SECURE else "link"


@dataclass(frozen=True)
class Link:
    """One whose signature is right."""

    purpose: Purpose
    thing: Any
    user: User
    until_on: date

    @property
    def facts(self) -> dict[str, Any]:
        return {"purpose": self.purpose.name, "thing": self.thing.key, "until_on": self.until_on}


@public
@require_http_methods(["GET", "HEAD", "POST"])
def personal_link(request: HttpRequest, signature: str, **named: Any) -> HttpResponse:
    """Says for whom the link is and what for; a POST opens it, or says that it came wrong."""
    now = request.now  # type: ignore[attr-defined]
    link = _found(signature, now, **named)
    if link is None:
        return render(request, "cohorts/link_ended.html", status=HTTPStatus.NOT_FOUND)
    if request.user.is_authenticated and request.user != link.user:
        return _show(request, link, other=request.user)
    if request.method != "POST":
        return _show(request, link, refusal=_refusal(request, link))
    if "inte" in request.POST:
        actions.refuse_link(link.user, **link.facts, now=now)
        return render(request, "cohorts/link_refused.html")
    if request.user.is_authenticated:
        return redirect(link.purpose.address(link.thing))
    return _open(request, link, now)


def _found(
    signature: str, now: datetime, *, purpose: str, thing: UUID, person: UUID, until_on: str
) -> Link | None:
    """None for what is forged, over, withdrawn or not theirs any more: all look the same."""
    known, user = purpose_of(purpose), User.objects.filter(key=person, is_active=True).first()
    path = links.path_of(purpose, thing, person=person, until_on=until_on)
    if known is None or user is None or not links.is_signed(path, user.email, signature):
        return None
    found, last_on = known.model._default_manager.filter(key=thing).first(), _day(until_on)
    if user.is_staff or found is None or last_on is None or last_on < localdate(now):
        return None
    if not rights_of(user, now).holdings or not known.may(user, found, now):
        return None
    return Link(known, found, user, last_on)


def _day(text: str) -> date | None:
    """A mail may hold an address that its receiver has made up, in a question for instance."""
    with suppress(ValueError):
        return date.fromisoformat(text)
    return None


def _refusal(request: HttpRequest, link: Link) -> Refused | None:
    """Whoever has logged in does not need the link to be open."""
    if request.user.is_authenticated:
        return None
    return actions.refusal_of_link(
        link.user,
        purpose=link.purpose.name,
        thing=link.thing.key,
        secret=request.COOKIES.get(COOKIE, ""),
        has_begun=link.purpose.has_begun(link.user, link.thing),
    )


def _open(request: HttpRequest, link: Link, now: datetime) -> HttpResponse:
    secret = request.COOKIES.get(COOKIE) or secrets.token_urlsafe(32)
    has_begun = link.purpose.has_begun(link.user, link.thing)
    try:
        opened = actions.open_link(
            link.user, **link.facts, secret=secret, has_begun=has_begun, now=now
        )
    except Refused as refusal:
        return _show(request, link, refusal=refusal, status=HTTPStatus.CONFLICT)
    request.session.cycle_key()
    request.session[LINK] = opened.pk
    response = redirect(link.purpose.address(link.thing))
    response.set_cookie(
        COOKIE,
        secret,
        max_age=(link.until_on - localdate(now)).days * DAY + DAY,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _show(
    request: HttpRequest,
    link: Link,
    *,
    other: Any = None,
    refusal: Refused | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    context = {
        "link": link,
        "about": link.purpose.about(link.thing),
        "other": other,
        "refusal": refusal,
    }
    return render(request, "cohorts/link.html", context, status=status)
