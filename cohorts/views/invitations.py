"""The address of someone who has never come: mended by those who invited."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts import actions
from cohorts.actions import Refused
from cohorts.forms import AddressForm
from cohorts.models import Holding
from cohorts.rules import coordinates, may_change_address, may_mend_invitation
from exchange_portal.access import gate


@gate(Holding, rule=may_mend_invitation, methods=["GET", "POST"])
def correct_address(request: HttpRequest, holding: Holding) -> HttpResponse:
    """The invitation goes to the new one. Pressed twice, it goes once."""
    form = AddressForm(request.POST or None, known=holding.user.email)
    back, status = _back(request, holding), HTTPStatus.OK
    if request.method == "POST":
        if form.is_valid() and _corrected(request, holding, form):
            said = _("Adressen är rättad. Inbjudan går till %(address)s.")
            messages.success(request, said % {"address": form.cleaned_data["address"].lower()})
            return redirect(back)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = {"holding": holding, "form": form, "back_url": back}
    return render(request, "cohorts/correct_address.html", context, status=status)


def _corrected(request: HttpRequest, holding: Holding, form: AddressForm) -> bool:
    by: Any = {"by": request.user, "now": request.now}  # type: ignore[attr-defined]
    if not may_change_address(by["by"], holding.user, by["now"]):
        form.add_error(None, _("Personen har platser hos fler. Be kontaktpersonen om hjälp."))
        return False
    try:
        actions.correct_address(holding, email=form.cleaned_data["address"], **by)
    except Refused as refusal:
        form.add_error("address", str(refusal))
        return False
    return True


def _back(request: HttpRequest, holding: Holding) -> str:
    """To the own seats, or for the agency to its list of invitations."""
    place, user = holding.seat.participation, request.user
    if coordinates(user, place, request.now):  # type: ignore[arg-type, attr-defined]
        return reverse("own_seats", args=[place.key])
    return reverse("admin:cohorts_participation_change", args=[place.pk])
