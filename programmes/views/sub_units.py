"""«Skolor och enheter» of an institution, and which seats are for them."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cohorts import actions
from cohorts.actions import Refused
from cohorts.forms.sub_units import PlaceForm, SubUnitForm, UnitSeatForm
from cohorts.models import Institution, Seat, SubUnit
from cohorts.rules import may_arrange_units, may_change_unit, may_place, places_to_arrange
from cohorts.views.places import seats_url
from cohorts.visiting import Visit
from exchange_portal.access import gate
from programmes.sub_units import seats_in, units_of


@gate(Institution, rule=may_arrange_units, methods=["GET", "POST"])
def sub_units(request: Visit, institution: Institution) -> HttpResponse:
    """Those that there are, and a form for one more. Pressed twice, it is added once."""
    form = SubUnitForm(request.POST or None, now=request.now)
    if request.method == "POST" and form.is_valid():
        try:
            unit = actions.add_sub_unit(institution, **form.told(), **_by(request))
        except Refused as refusal:
            form.add_error("name_sv", str(refusal))
        else:
            messages.success(request, _("%(name)s är tillagd.") % {"name": unit})
            return redirect("sub_unit", unit.key)
    context = {"institution": institution, "units": units_of(institution), "form": form}
    return _page(request, "programmes/sub_units.html", form, context)


@gate(SubUnit, rule=may_change_unit, methods=["GET", "POST"])
def sub_unit(request: Visit, unit: SubUnit) -> HttpResponse:
    """Its names and days, and the seats in it."""
    form = SubUnitForm(request.POST or None, unit=unit, now=request.now)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_sub_unit(unit, **form.told(), **_by(request))
        except Refused as refusal:
            form.add_error("name_sv", str(refusal))
        else:
            messages.success(request, _("Ändringen är sparad."))
            return redirect("sub_unit", unit.key)
    return _unit_page(request, unit, form, _seat_form(request, unit))


@gate(SubUnit, rule=may_change_unit, methods=["POST"])
def add_seat_in(request: Visit, unit: SubUnit) -> HttpResponse:
    """A seat of a function for the sub-unit. Pressed twice, it is added once."""
    adding = _seat_form(request, unit, request.POST)
    if adding.is_valid():
        try:
            actions.add_seat_in(unit, **adding.chosen(), **_by(request))
        except Refused as refusal:
            adding.add_error("function", str(refusal))
        else:
            messages.success(request, _("Platsen finns nu. Bjud in någon till den."))
            return redirect("sub_unit", unit.key)
    form = SubUnitForm(unit=unit, now=request.now)
    return _unit_page(request, unit, form, adding)


@gate(Seat, rule=may_place, methods=["GET", "POST"])
def place_seat(request: Visit, seat: Seat) -> HttpResponse:
    """Which school or unit a seat is for."""
    form = PlaceForm(request.POST if request.method == "POST" else None, seat=seat, now=request.now)
    back = seats_url(request, seat.participation)
    if request.method == "POST" and form.is_valid():
        try:
            actions.place_seat(seat, unit=form.chosen(), **_by(request))
        except Refused as refusal:
            form.add_error("unit", str(refusal))
        else:
            messages.success(request, _("Ändringen är sparad."))
            return redirect(back)
    context = {"seat": seat, "form": form, "back_url": back}
    return _page(request, "programmes/place_seat.html", form, context)


def _seat_form(request: Visit, unit: SubUnit, data: Any = None) -> UnitSeatForm:
    places = places_to_arrange(request.user, unit.institution, request.now)
    return UnitSeatForm(data, places=places)


def _unit_page(
    request: Visit, unit: SubUnit, form: SubUnitForm, adding: UnitSeatForm
) -> HttpResponse:
    context = {
        "unit": unit,
        "form": form,
        "adding": adding,
        "seats": seats_in(unit, request.user, request.now),
    }
    wrong = adding if adding.errors else form
    return _page(request, "programmes/sub_unit.html", wrong, context)


def _page(request: Visit, template: str, form: Form, context: dict[str, Any]) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, template, context, status=status)


def _by(request: Visit) -> dict[str, Any]:
    return {"by": request.user, "now": request.now}
