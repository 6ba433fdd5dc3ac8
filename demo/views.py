"""Being someone with one click, and reading everybody's mail. Only the demo has these pages."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from cohorts.models import User
from demo.codes import code_now
from demo.inbox import Mail, mail_named, mails
from demo.mail_look import look
from demo.people import PERSONAS
from exchange_portal.access import public
from exchange_portal.ui.paging import page_of

MAILS = settings.VAR_DIR / "mail"


@public
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    context = {"personas": PERSONAS, "code": code_now(request.now)}  # type: ignore[attr-defined]
    return render(request, "demo/people.html", context)


@public
@require_POST
def become(request: HttpRequest, slug: str) -> HttpResponse:
    email = next((persona.email for persona in PERSONAS if persona.slug == slug), "")
    user = get_object_or_404(User, email=email)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("home")


@public
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    everything = mails(MAILS)
    to = request.GET.get("till", "")
    shown = [mail for mail in everything if not to or to in mail.recipients]
    context = {
        "page": page_of(request, shown),
        "to": to,
        "addresses": sorted({address for mail in everything for address in mail.recipients}),
    }
    template = "demo/inbox.html#mails" if request.headers.get("HX-Request") else "demo/inbox.html"
    return render(request, template, context)


@public
@require_safe
def mail(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "demo/mail.html", {"mail": _named(slug)})


@public
@require_safe
def mail_look(request: HttpRequest, slug: str) -> HttpResponse:
    return look(_named(slug).html)


@public
@require_safe
def mail_source(request: HttpRequest, slug: str) -> HttpResponse:
    return HttpResponse(_named(slug).raw, content_type="text/plain; charset=utf-8")


def _named(slug: str) -> Mail:
    found = mail_named(MAILS, slug)
    if found is None:
        raise Http404
    return found
