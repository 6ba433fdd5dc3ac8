"""The head's confirmation: its page, confirming, asking for it, and the receipt."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.models import Participation
from cohorts.queries import known
from cohorts.rules import belongs_to
from cohorts.visiting import Visit, by_its_reader
from exchange_portal.access import gate
from preparation import actions
from preparation.actions import Refused
from preparation.copies import copy_of
from preparation.forms import ConfirmForm
from preparation.forms.confirming import hours_of
from preparation.models import Confirmation, Disowned
from preparation.queries.confirming import Confirming, asked_today, confirming
from preparation.rules import may_ask_head, may_confirm, may_disown, may_follow


@gate(Participation, rule=may_follow)
def confirmation(request: Visit, participation: Participation) -> HttpResponse:
    place = known(request.user, participation, request.now)
    return _show(request, place, confirming(place, request.now))


@gate(Participation, rule=may_confirm, methods=["POST"])
@by_its_reader
def confirm(request: Visit, participation: Participation) -> HttpResponse:
    """Pressed twice it is confirmed once, and both lead to the same receipt."""
    told = confirming(participation, request.now)
    form = ConfirmForm(request.POST, confirming=told)
    if form.is_valid():
        try:
            made = _confirm(request, participation, told, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Tack. Bekräftelsen är sparad."))
            return redirect("confirmed", made.key)
    form.again(told)
    return _show(request, participation, told, form)


def _confirm(
    request: Visit, participation: Participation, told: Confirming, form: ConfirmForm
) -> Confirmation:
    given = form.cleaned_data
    is_as_shown = given["hours"] == hours_of(told)
    return actions.confirm(
        participation,
        statements=told.statements if is_as_shown else (),
        note=given["note"],
        number=given["number"],
        by=request.user,
        now=request.now,
    )


def _show(
    request: Visit,
    participation: Participation,
    told: Confirming,
    form: ConfirmForm | None = None,
) -> HttpResponse:
    can_confirm = may_confirm(request.user, participation, request.now)
    is_mine = told.latest is not None and told.latest.confirmed_by_id == request.user.pk
    asked = asked_today(participation, told.heads, request.now)
    if form is None and told.plan and can_confirm and not is_mine:
        form = ConfirmForm(confirming=told)
    context = {
        "participation": participation,
        "told": told,
        "form": form,
        "is_own": belongs_to(request.user, participation, request.now),
        "asks_head": may_ask_head(request.user, participation, request.now),
        "can_be_asked": [one for one in told.heads if one.pk not in asked],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form and form.errors else HTTPStatus.OK
    return render(request, "preparation/confirmation.html", context, status=status)


@gate(Participation, rule=may_ask_head, methods=["POST"])
def ask_head(request: Visit, participation: Participation) -> HttpResponse:
    try:
        count = actions.ask_head(participation, by=request.user, now=request.now)
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("confirmation", participation.key)
    words = _("Ett mejl har redan gått i dag. Inget mer skickades.")
    if count:
        words = ngettext("Ett mejl är på väg.", "%(count)s mejl är på väg.", count)
    messages.success(request, words % {"count": count} if count else words)
    return redirect("confirmation", participation.key)


@gate(Confirmation)
def confirmed(request: Visit, confirmation: Confirmation) -> HttpResponse:
    """The receipt: what was confirmed, as it was."""
    place = confirmation.participation
    context = {
        "confirmation": confirmation,
        "copy": copy_of(confirmation),
        "participation": place,
        "is_own": belongs_to(request.user, place, request.now),
        "disowned": Disowned.objects.filter(confirmation=confirmation).first(),
        "may_disown": may_disown(request.user, confirmation, request.now),
    }
    return render(request, "preparation/confirmed.html", context)
