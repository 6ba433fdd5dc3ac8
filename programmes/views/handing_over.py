"""A seat passes to a successor: the form, and the sheet that both read."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cohorts import actions as cohorts
from cohorts.actions import Refused
from cohorts.forms import HandOverForm
from cohorts.models import Holding
from cohorts.rules import may_hand_over, may_read_hand_over
from cohorts.views.places import person_url, seats_url
from cohorts.visiting import Visit
from exchange_portal.access import gate
from exchange_portal.ui.texts import full_day
from programmes.handing_over import sheet_of


@gate(Holding, rule=may_hand_over, methods=["GET", "POST"])
def hand_over(request: Visit, holding: Holding) -> HttpResponse:
    """End someone's time and name who takes over, at once. Pressed twice, once."""
    form = HandOverForm(request.POST or None, seat=holding.seat, now=request.now)
    back, status = person_url(request, holding), HTTPStatus.OK
    if request.method == "POST":
        if form.is_valid() and (successor := _handed_over(request, holding, form)):
            words = {"name": successor.user.name, "day": full_day(successor.from_on)}
            messages.success(request, _("%(name)s tar över platsen %(day)s.") % words)
            return redirect("hand_over_sheet", holding.key)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = {"holding": holding, "form": form, "back_url": back}
    return render(request, "programmes/hand_over.html", context, status=status)


def _handed_over(request: Visit, holding: Holding, form: HandOverForm) -> Holding | None:
    given = dict(form.cleaned_data)
    person, name, email = given.pop("person"), given.pop("name"), given.pop("address")
    act = {"user": person, "name": name, "email": email, "by": request.user, "now": request.now}
    try:
        return cohorts.hand_over(holding, **given, **act)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


@gate(Holding, rule=may_read_hand_over)
def sheet(request: Visit, holding: Holding) -> HttpResponse:
    """What whoever takes over the seat needs to know."""
    context = {
        "sheet": sheet_of(holding, request.user, request.now),
        "back_url": seats_url(request, holding.seat.participation),
    }
    return render(request, "programmes/hand_over_sheet.html", context)
