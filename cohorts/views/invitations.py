"""The address of someone who has never come: mended by those who invited."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts import actions
from cohorts.actions import Refused
from cohorts.forms import AddressForm
from cohorts.models import Holding
from cohorts.queries import address_at
from cohorts.rules import may_follow_invitation, may_mend_invitation
from cohorts.views.places import person_url
from cohorts.visiting import Visit
from exchange_portal.access import gate


@gate(Holding, rule=may_mend_invitation, methods=["GET", "POST"])
def correct_address(request: Visit, holding: Holding) -> HttpResponse:
    """The invitation goes to the new one. Pressed twice, it goes once."""
    institution = holding.seat.participation.institution
    known = address_at(holding.user, institution.pk).email
    form = AddressForm(request.POST or None, known=known, institution=institution)
    back, status = _back(request, holding), HTTPStatus.OK
    if request.method == "POST":
        if form.is_valid() and _corrected(request, holding, form):
            said = _("Adressen är rättad. Inbjudan går till %(address)s.")
            messages.success(request, said % {"address": form.cleaned_data["address"].lower()})
            return redirect(back)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = {"holding": holding, "form": form, "back_url": back}
    return render(request, "cohorts/correct_address.html", context, status=status)


def _back(request: Visit, holding: Holding) -> str:
    """To where one came from: the agency's people follow invitations, coordinators their people."""
    if may_follow_invitation(request.user, holding, request.now):
        return reverse("staff_invitation", args=[holding.key])
    return person_url(request, holding)


def _corrected(request: Visit, holding: Holding, form: AddressForm) -> bool:
    email = form.cleaned_data["address"]
    try:
        actions.correct_address(holding, email=email, by=request.user, now=request.now)
    except Refused as refusal:
        form.add_error("address", str(refusal))
        return False
    return True
