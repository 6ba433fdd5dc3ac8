"""Guests of a round: which institutions visit which meetings, and with whom. For those who run
it."""

from contextlib import suppress
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cohorts import actions as cohorts
from cohorts.models import Guest, Institution, Round, User, rights_of
from cohorts.visiting import Visit
from exchange_portal.access import gate
from meetings.queries.guests import ACCESS_DAYS
from programmes import actions
from programmes.forms import GuestForm, VisitorForm
from programmes.guests import House, choices, houses
from programmes.rules import may_change_round, may_follow_round, may_invite_guests


@gate(Round, rule=may_follow_round)
def round_guests(request: Visit, round: Round) -> HttpResponse:
    context = {
        "round": round,
        "houses": houses(round, request.user, request.now),
        "may_add": may_change_round(request.user, round, request.now),
        "days": ACCESS_DAYS,
    }
    return render(request, "programmes/round_guests.html", context)


@gate(Round, rule=may_change_round, methods=["GET", "POST"])
def add_guest(request: Visit, round: Round) -> HttpResponse:
    """Which institution, and which meeting. Pressed twice, it is one."""
    known = choices(round, request.user, request.now)
    seen = Institution.objects.visible_to(request.user, request.now)
    form = GuestForm(request.POST or None, choices=known, institutions=seen)
    if request.method == "POST" and form.is_valid():
        act: dict[str, Any] = {"by": request.user, "now": request.now}
        try:
            institution = form.cleaned_data["institution"]
            guests = actions.add_guests(form.meetings(), institution=institution, **act)
        except cohorts.Refused as refusal:
            form.add_error("institution", str(refusal))
        else:
            messages.success(request, _("%(name)s är gäst.") % {"name": institution})
            return redirect("guest", guests[0].key)
    is_administrator = rights_of(request.user, request.now).is_administrator
    context = {"round": round, "form": form, "adds_institutions": is_administrator}
    return render(request, "programmes/add_guest.html", context, status=_status(form))


@gate(Guest, rule=may_invite_guests, methods=["GET", "POST"])
def guest(request: Visit, guest: Guest) -> HttpResponse:
    """What the institution visits in the round, and inviting its people."""
    house = _house(request, guest)
    form = VisitorForm(request.POST or None, institution=guest.institution)
    if request.method == "POST" and form.is_valid():
        name, email = form.cleaned_data["name"], form.cleaned_data["address"]
        act: dict[str, Any] = {"by": request.user, "now": request.now}
        try:
            actions.invite_guest(house.guests, name=name, email=email, **act)
        except cohorts.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Inbjudan mejlas till %(name)s.") % {"name": name})
            return redirect("guest", guest.key)
    context = {"guest": guest, "round": _round(guest), "house": house, "form": form}
    context["days"] = ACCESS_DAYS
    return render(request, "programmes/guest.html", context, status=_status(form))


@gate(Guest, rule=may_invite_guests, methods=["POST"])
def end_guest(request: Visit, guest: Guest) -> HttpResponse:
    """One of its people comes to none of the meetings any more."""
    person = next((one for one in _house(request, guest).people if _is_chosen(request, one)), None)
    if person is not None:
        guests = _house(request, guest).guests
        cohorts.end_guest(guests, person=person, by=request.user, now=request.now)
        messages.success(request, _("%(name)s är inte gäst längre.") % {"name": person.name})
    return redirect("guest", guest.key)


@gate(Guest, rule=may_invite_guests, methods=["GET", "POST"])
def withdraw_guest(request: Visit, guest: Guest) -> HttpResponse:
    """Asks first. The institution visits no meeting of the round any more."""
    house, round = _house(request, guest), _round(guest)
    if request.method == "POST":
        cohorts.withdraw_guests(house.guests, by=request.user, now=request.now)
        said = _("%(name)s är inte gäst längre.") % {"name": guest.institution}
        messages.success(request, said)
        return redirect("round_guests", round.key)
    context = {"guest": guest, "round": round, "house": house}
    return render(request, "programmes/withdraw_guest.html", context)


def _house(request: Visit, guest: Guest) -> House:
    found = houses(_round(guest), request.user, request.now, of=guest)
    if not found:
        raise Http404
    return found[0]


def _round(guest: Guest) -> Round:
    cohort = guest.scope.cohort
    if cohort is None or cohort.round is None:
        raise Http404
    return cohort.round


def _is_chosen(request: Visit, person: User) -> bool:
    with suppress(ValueError):
        return person.key == UUID(request.POST.get("person", ""))
    return False


def _status(form: Form) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
