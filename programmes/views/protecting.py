"""Protected identity: what it means, and the button that gives it or takes it back."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cohorts.actions import Refused
from cohorts.models import ProtectedName, User, rights_of
from cohorts.rules import is_administrator, may_protect, may_unprotect
from cohorts.visiting import Visit
from exchange_portal.access import gate
from programmes import actions


@gate(User, rule=may_protect, methods=["GET", "POST"])
def protect_person(request: Visit, person: User) -> HttpResponse:
    """Pressed twice, it is done once."""
    refusal = ""
    if request.method == "POST":
        try:
            _protect(request, person)
            return redirect(_back(request, person))
        except Refused as refused:
            refusal = str(refused)
    names = ProtectedName.objects.visible_to(request.user, request.now)
    context = {
        "person": person,
        "name": names.filter(user=person).values_list("name", flat=True).first(),
        "may_unprotect": may_unprotect(request.user, person, request.now),
        "refusal": refusal,
        "back_url": _back(request, person),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return render(request, "programmes/protect_person.html", context, status=status)


def _protect(request: Visit, person: User) -> None:
    """Or show the name again, for those who may."""
    if request.POST.get("gor") != "visa":
        actions.protect(person, by=request.user, now=request.now)
        messages.success(request, _("Identiteten är skyddad. Funktionen visas nu."))
    elif may_unprotect(request.user, person, request.now):
        actions.unprotect(person, by=request.user, now=request.now)
        messages.success(request, _("Skyddet är borttaget. Namnet visas igen."))


def _back(request: Visit, person: User) -> str:
    """To the person's page in the administration, or at one's own institution."""
    if is_administrator(request.user, request.now):
        return reverse("admin:cohorts_user_change", args=[person.pk])
    own = rights_of(request.user, request.now).place_ids("coordinator")
    held = person.holdings.overlapping(localdate(request.now), None)
    there = held.filter(seat__participation__in=own).order_by("is_stand_in", "from_on", "pk")
    found = there.first()
    return reverse("colleague", args=[found.key]) if found else reverse("home")
