"""An institution's own seats: its coordinator invites colleagues to them, and ends their time."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cohorts import actions, queries
from cohorts.actions import Refused
from cohorts.forms import ColleagueForm, LastDayForm
from cohorts.models import Holding, Participation, ProtectedName, Seat
from cohorts.rules import belongs_to, coordinates, is_under_way, may_end, may_fill
from cohorts.words import invited_words
from exchange_portal.access import gate


@gate(Participation, rule=belongs_to)
def own_seats(request: HttpRequest, participation: Participation) -> HttpResponse:
    """Every seat: who has it today and later on, and which are vacant."""
    user: Any = request.user
    now = request.now  # type: ignore[attr-defined]
    place = queries.known(user, participation, now)
    leads = coordinates(user, place, now)
    seats = _worded(queries.seats_of(place, now))
    if leads:
        _named(seats, ProtectedName.objects.visible_to(user, now))
    context = {
        "participation": place,
        "seats": seats,
        "coordinates": leads,
        "may_change": leads and is_under_way(place.cohort.round, now),
    }
    return render(request, "cohorts/own_seats.html", context)


def _worded(seats: list[Any]) -> list[Any]:
    """Each of their people with how far the invitation has come, until they have come."""
    for holding in (one for seat in seats for one in seat.people):
        has_come = holding.user.last_login is not None
        holding.tag, holding.status = ("", "") if has_come else invited_words(holding)
    return seats


def _named(seats: list[Any], names: QuerySet[ProtectedName]) -> None:
    """Those whose identity is protected by name, for the one who manages their seats."""
    holdings = [one for seat in seats for one in seat.people if one.user.is_protected]
    if holdings:
        known = dict(names.values_list("user", "name"))
        for one in holdings:
            one.known_name = known.get(one.user_id, "")


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
def end_colleague(request: HttpRequest, holding: Holding) -> HttpResponse:
    """From the day after the last one, the person sees nothing more of the institution's own."""
    form = LastDayForm(request.POST or None, holding=holding, now=request.now)  # type: ignore[attr-defined]
    status = HTTPStatus.OK
    if request.method == "POST":
        if form.is_valid() and _ended(request, holding, form):
            messages.success(request, _("Den sista dagen är sparad."))
            return redirect("own_seats", holding.seat.participation.key)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = {"holding": holding, "form": form}
    return render(request, "cohorts/end_colleague.html", context, status=status)


@gate(Holding, rule=may_end, methods=["POST"])
def invite_again(request: HttpRequest, holding: Holding) -> HttpResponse:
    """The invitation is mailed once more, at most once a day."""
    try:
        actions.invite_again(holding, **_by(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        said = _("Inbjudan mejlas till %(name)s igen.") % {"name": holding.user.name}
        messages.success(request, said)
    return redirect("own_seats", holding.seat.participation.key)


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
