"""An institution's own seats: its coordinator invites colleagues to them, and ends their time."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cohorts import actions
from cohorts.actions import Refused
from cohorts.forms import ColleagueForm, LastDayForm
from cohorts.models import Holding, Seat
from cohorts.rules import may_end, may_fill, may_hand_over
from cohorts.views.places import seats_url
from cohorts.visiting import Visit
from exchange_portal.access import gate


@gate(Seat, rule=may_fill, methods=["GET", "POST"])
def invite_colleague(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Someone known at the institution, or someone new, gets the seat. Pressed twice, once."""
    now = request.now  # type: ignore[attr-defined]
    form = ColleagueForm(request.POST or None, seat=seat, now=now)
    status = HTTPStatus.OK
    if request.method == "POST":
        if form.is_valid() and (holding := _filled(request, seat, form)):
            said = _("%(name)s har fått platsen.") % {"name": holding.user.name}
            messages.success(request, said)
            return redirect("own_seats", seat.participation.key)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = {"seat": seat, "form": form}
    return render(request, "cohorts/invite_colleague.html", context, status=status)


@gate(Holding, rule=may_end, methods=["GET", "POST"])
def end_colleague(request: Visit, holding: Holding) -> HttpResponse:
    """From the day after the last one, the person sees nothing more of the institution's own."""
    form = LastDayForm(request.POST or None, holding=holding, now=request.now)
    back, status = seats_url(request, holding.seat.participation), HTTPStatus.OK
    if request.method == "POST":
        if form.is_valid() and _ended(request, holding, form):
            messages.success(request, _("Den sista dagen är sparad."))
            return redirect(back)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = {"holding": holding, "form": form, "back_url": back}
    return render(request, "cohorts/end_colleague.html", context, status=status)


@gate(Holding, rule=may_end, methods=["POST"])
def invite_again(request: Visit, holding: Holding) -> HttpResponse:
    """The invitation is mailed once more, at most once a day."""
    try:
        actions.invite_again(holding, **_by(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        said = _("Inbjudan mejlas till %(name)s igen.") % {"name": holding.user.name}
        messages.success(request, said)
    return redirect(seats_url(request, holding.seat.participation))


@gate(Holding, rule=may_hand_over, methods=["POST"])
def top_management(request: Visit, holding: Holding) -> HttpResponse:
    """Say whether whoever has the seat sits in top management."""
    is_there = request.POST.get("sitter") == "ja"
    actions.mark_top_management(holding, is_there=is_there, **_by(request))
    messages.success(request, _("Det är sparat."))
    return redirect(seats_url(request, holding.seat.participation))


def _filled(request: HttpRequest, seat: Seat, form: ColleagueForm) -> Holding | None:
    given = dict(form.cleaned_data)
    person, name, email = given.pop("person"), given.pop("name"), given.pop("address")
    try:
        if person:
            return actions.fill_seat(seat, user=person, **given, **_by(request))
        return actions.invite_to_seat(seat, name=name, email=email, **given, **_by(request))
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


def _ended(request: HttpRequest, holding: Holding, form: LastDayForm) -> bool:
    try:
        until_on = form.cleaned_data["until_on"]
        actions.end_holding(holding, until_on=until_on, **_by(request))
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"by": request.user, "now": request.now}  # type: ignore[attr-defined]
