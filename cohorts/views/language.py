"""The person's own choices."""

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseRedirect,
)
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from cohorts import actions
from cohorts.language import remember
from exchange_portal.access import public


@public
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language in the browser, and for the person if we know who it is."""
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest()
    if request.user.is_authenticated:
        now = request.now  # type: ignore[attr-defined]
        actions.choose_language(request.user, language=chosen, by=request.user, now=now)
    back = request.POST.get("next", "")
    is_ours = back.startswith("/") and url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    response = HttpResponseRedirect(back if is_ours else reverse("home"))
    remember(response, chosen)
    return response
