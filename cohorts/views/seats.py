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
from cohorts.models import Assistant, Holding, ProtectedName, Seat
from cohorts.queries import Invited, address_at, invited
from cohorts.rules import (
    may_end,
    may_fill,
    may_hand_over,
    may_manage,
    may_name_assistant,
    may_name_stand_in,
)
from cohorts.views.places import person_url, seats_url
from cohorts.visiting import Visit
from cohorts.words import invited_words
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


@gate(Holding, rule=may_manage)
def colleague(request: Visit, holding: Holding) -> HttpResponse:
    """Whoever has a seat, or stands in, and all that the coordinator may do about it."""
    user, now = request.user, request.now
    place, may = holding.seat.participation, may_end(user, holding, now)
    names = ProtectedName.objects.visible_to(user, now).filter(user=holding.user)
    context = {
        "holding": holding,
        "known_name": names.values_list("name", flat=True).first(),
        "seats_url": seats_url(request, place),
        "may_end": may,
        "may_hand_over": may_hand_over(user, holding, now),
        "may_name_stand_in": may_name_stand_in(user, holding.seat, now),
        "may_name_assistant": may_name_assistant(user, holding, now),
        "needs_top_management": place.cohort.round and place.cohort.round.needs_top_management,
    }
    known = Assistant.objects.visible_to(user, now)
    holding.assistant = known.filter(holding=holding, ended_at=None).first()  # type: ignore[attr-defined]
    if holding.user.last_login is None:
        found = invited(Holding.objects.filter(pk=holding.pk), now).get()
        context["tag"], context["status"] = invited_words(found)
        context["address"] = address_at(holding.user, place.institution_id).email
        context["is_to_come"] = found.invited == Invited.TO_COME
    return render(request, "cohorts/colleague.html", context)


@gate(Holding, rule=may_end, methods=["GET", "POST"])
def end_colleague(request: Visit, holding: Holding) -> HttpResponse:
    """From the day after the last one, the person sees nothing more of the institution's own."""
    form = LastDayForm(request.POST or None, holding=holding, now=request.now)
    back, status = person_url(request, holding), HTTPStatus.OK
    if request.method == "POST":
        if form.is_valid() and _ended(request, holding, form):
            messages.success(request, _("Den sista dagen är sparad."))
            return redirect(seats_url(request, holding.seat.participation))
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
    return redirect(person_url(request, holding))


@gate(Holding, rule=may_hand_over, methods=["POST"])
def top_management(request: Visit, holding: Holding) -> HttpResponse:
    """Say whether whoever has the seat sits in top management."""
    is_there = request.POST.get("sitter") == "ja"
    actions.mark_top_management(holding, is_there=is_there, **_by(request))
    messages.success(request, _("Det är sparat."))
    return redirect(person_url(request, holding))


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
