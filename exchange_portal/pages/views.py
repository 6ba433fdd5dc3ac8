"""The pages that every foot links to, and the report of a fault."""

from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from exchange_portal.access import public
from exchange_portal.errors import is_from_here
from exchange_portal.pages.actions import report_fault
from exchange_portal.pages.forms import FaultForm
from exchange_portal.pages.limits import takes_a_turn
from exchange_portal.pages.models import PageText


@public
@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "pages/page.html", {"text": _text(slug)})


@public
@require_http_methods(["GET", "HEAD", "POST"])
def fault(request: HttpRequest) -> HttpResponse:
    """Anyone may report: the form asks for no account and no address."""
    now = request.now  # type: ignore[attr-defined]
    form = FaultForm(request.POST or None, now=now, initial={"page": _came_from(request)})
    if request.method == "POST" and form.is_valid():
        if form.is_from_a_machine:
            return redirect("fault_thanks")
        if takes_a_turn(get_adapter().get_client_ip(request), now):
            report_fault(
                text=form.cleaned_data["text"],
                page=form.cleaned_data["page"],
                email=form.cleaned_data["email"],
                by=request.user if request.user.is_authenticated else None,
                now=now,
            )
            return redirect("fault_thanks")
        form.add_error(None, _("Det har kommit många anmälningar härifrån. Vänta en timme."))
    text = _text(PageText.Slug.REPORT_FAULT)
    return render(request, "pages/fault.html", {"text": text, "form": form})


@public
@require_safe
def fault_thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/fault_thanks.html")


def _text(slug: str) -> PageText:
    try:
        return PageText.objects.get(slug=slug)
    except PageText.DoesNotExist:
        raise Http404 from None


def _came_from(request: HttpRequest) -> str:
    """The path of the page that the link was followed from; its address stays in the portal."""
    if not is_from_here(request):
        return ""
    return urlsplit(request.headers.get("Referer", "")).path[:300]
