"""An institution's own seats, as all who have one there see them."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from cohorts import queries
from cohorts.models import Assistant, Function, Participation, ProtectedName, rights_of
from cohorts.occasions import occasions_with
from cohorts.rules import belongs_to, coordinates, is_under_way
from cohorts.visiting import Visit
from cohorts.words import invited_words
from exchange_portal.access import gate
from programmes.warnings import Warned, for_coordinator


@gate(Participation, rule=belongs_to)
def own_seats(request: Visit, participation: Participation) -> HttpResponse:
    """Every seat: who has it or stands in today and later on, which are vacant, and what that
    means for the meetings ahead."""
    user, now = request.user, request.now
    place = queries.known(user, participation, now)
    is_coordinator = coordinates(user, place, now)
    may_change = is_coordinator and is_under_way(place.cohort.round, now)
    seats = _worded(queries.seats_of(place, now))
    _assisted(seats, Assistant.objects.visible_to(user, now))
    if is_coordinator:
        _named(seats, ProtectedName.objects.visible_to(user, now))
    context = {
        "participation": place,
        "seats": seats,
        "may_change": may_change,
        "coordinates": is_coordinator,
        "has_units": may_change and place.institution.sub_units.exists(),
        "own_seats": {one.seat_id for one in rights_of(user, now).own},
        "warnings": _warnings(place, seats, now) if may_change else [],
    }
    return render(request, "programmes/own_seats.html", context)


def _warnings(place: Participation, seats: list[Any], now: datetime) -> list[Warned]:
    people = [one for seat in seats for one in seat.people if not one.is_stand_in]
    is_lacking = bool(people) and not any(one.is_top_management for one in people)
    lacking = {place.pk} if is_lacking else set()
    return for_coordinator([place], now, lacking=lacking, with_head={place.pk})


def _worded(seats: list[Any]) -> list[Any]:
    """Each of their people with how far the invitation has come, until they have come; and those
    who stand in at one meeting with which."""
    people = [one for seat in seats for one in seat.people]
    occasions = occasions_with({one.meeting_scope_id for one in people} - {None})
    for holding in people:
        holding.occasion = occasions.get(holding.meeting_scope_id)
        has_come = holding.user.last_login is not None
        holding.tag, holding.status = ("", "") if has_come else invited_words(holding)
    return seats


def _assisted(seats: list[Any], assistants: QuerySet[Assistant]) -> None:
    """The heads with their assistants, for those who may know of these."""
    heads = [seat for seat in seats if seat.function.role == Function.Role.HEAD]
    holdings = {one.pk: one for seat in heads for one in seat.people}
    for assistant in assistants.filter(holding__in=holdings, ended_at=None) if holdings else ():
        holdings[assistant.holding_id].assistant = assistant


def _named(seats: list[Any], names: QuerySet[ProtectedName]) -> None:
    """Those whose identity is protected by name, for the one who manages their seats."""
    holdings = [one for seat in seats for one in seat.people if one.user.is_protected]
    if holdings:
        known = dict(names.values_list("user", "name"))
        for one in holdings:
            one.known_name = known.get(one.user_id, "")
