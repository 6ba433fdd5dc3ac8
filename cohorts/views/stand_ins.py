"""Naming somebody who stands in for whoever has a seat, for some days."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cohorts import actions
from cohorts.actions import Refused
from cohorts.forms import StandInForm
from cohorts.models import Holding, Seat
from cohorts.queries import held_by
from cohorts.rules import may_name_stand_in
from cohorts.views.places import person_url, seats_url
from cohorts.visiting import Visit
from cohorts.words import period_in_words
from exchange_portal.access import gate


@gate(Seat, rule=may_name_stand_in, methods=["GET", "POST"])
def name_stand_in(request: Visit, seat: Seat) -> HttpResponse:
    """Someone known at the institution, or someone new. Pressed twice, once."""
    form = StandInForm(request.POST or None, seat=seat, now=request.now)
    holder, status = held_by(seat, request.now), HTTPStatus.OK
    seats = seats_url(request, seat.participation)
    if request.method == "POST":
        if form.is_valid() and (holding := _named(request, seat, form)):
            words = {"name": holding.user.name, "period": period_in_words(holding)}
            messages.success(request, _("%(name)s är ersättare %(period)s.") % words)
            return redirect(seats)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = {
        "seat": seat,
        "form": form,
        "back_url": person_url(request, holder) if holder else seats,
        "holder": holder and holder.user,
    }
    return render(request, "cohorts/name_stand_in.html", context, status=status)


def _named(request: Visit, seat: Seat, form: StandInForm) -> Holding | None:
    given = dict(form.cleaned_data) | {"by": request.user, "now": request.now}
    person, name, email = given.pop("person"), given.pop("name"), given.pop("address")
    try:
        if person:
            return actions.name_stand_in(seat, user=person, **given)
        return actions.invite_stand_in(seat, name=name, email=email, **given)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
