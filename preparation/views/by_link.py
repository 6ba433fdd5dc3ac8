"""Confirming from the mail, alone on the page; and saying that it was somebody else."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cohorts.models import Participation
from cohorts.visiting import Visit, by_its_reader
from exchange_portal.access import gate
from preparation import actions
from preparation.actions import Refused
from preparation.copies import copy_of
from preparation.forms import ConfirmForm
from preparation.forms.confirming import hours_of
from preparation.links import CONFIRM
from preparation.models import Confirmation
from preparation.queries.confirming import Confirming, confirming
from preparation.rules import may_confirm, may_disown


@gate(Participation, rule=may_confirm, methods=["GET", "POST"], by_link=CONFIRM)
@by_its_reader
def confirm_by_link(request: Visit, participation: Participation) -> HttpResponse:
    """Pressed twice it is confirmed once, and both lead to what was confirmed."""
    told = confirming(participation, request.now)
    if request.method != "POST":
        return _show(request, participation, told, ConfirmForm(confirming=told))
    form = ConfirmForm(request.POST, confirming=told)
    if form.is_valid():
        try:
            _confirm(request, participation, told, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("confirm_by_link", participation.key)
    form.again(told)
    return _show(request, participation, told, form)


@gate(Confirmation, rule=may_disown, methods=["POST"])
def disown(request: Visit, confirmation: Confirmation) -> HttpResponse:
    """«Det var inte jag»: only logged in, never by a link."""
    actions.disown(confirmation, by=request.user, now=request.now)
    said = _("Tack för att du säger till. Bekräftelsen gäller inte, och samordnaren får veta det.")
    messages.success(request, said)
    return redirect("confirmed", confirmation.key)


def _confirm(
    request: Visit, participation: Participation, told: Confirming, form: ConfirmForm
) -> None:
    given = form.cleaned_data
    is_as_shown = given["hours"] == hours_of(told)
    actions.confirm(
        participation,
        statements=told.statements if is_as_shown else (),
        note=given["note"],
        number=given["number"],
        is_by_link=getattr(request, "comes_by_link", False),
        by=request.user,
        now=request.now,
    )


def _show(
    request: Visit, participation: Participation, told: Confirming, form: ConfirmForm
) -> HttpResponse:
    """One's own, once it is there; nothing of those who have confirmed before."""
    latest = told.latest
    own = latest if latest and latest.confirmed_by_id == request.user.pk else None
    context = {
        "participation": participation,
        "told": told,
        "form": form if told.plan and not (own and not form.is_bound) else None,
        "copy": copy_of(own) if own else None,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "preparation/confirm_by_link.html", context, status=status)
