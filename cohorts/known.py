"""What the portal knows that the rows of a list are held against: asked once for a whole list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import batched
from typing import Any

from django.utils.timezone import localdate

from cohorts.addresses import domain, mailbox
from cohorts.models import Function, Holding, Participation, Seat, User, WorkAddress, rights_of
from cohorts.named import Functions, Places
from exchange_portal.collation import sort_key

AT_ONCE = 500  # addresses that the database is asked about


@dataclass
class Known:
    """What the portal knows that the rows are held against."""

    places: Places
    functions: Functions
    seats: dict[tuple[int, int], list[Seat]] = field(default_factory=dict)  # place, function
    held: dict[int, list[Holding]] = field(default_factory=dict)  # by seat, without stand-ins
    people: dict[str, WorkAddress] = field(default_factory=dict)  # by address and by mailbox
    domains: dict[int, set[str]] = field(default_factory=dict)  # by institution
    names: dict[tuple[int, str], str] = field(default_factory=dict)  # addresses


def seats_for(round_id: int, place: Participation | None, user: User, now: datetime) -> list[Seat]:
    """Those that a list may be about: of one's own institution, or of all institutions in the
    round that one runs."""
    places = Participation.objects.select_related("institution", "cohort__round")
    if place is not None:
        places = places.filter(pk=place.pk)
    else:
        places = places.filter(rights_of(user, now).runs("cohort__"), cohort__round=round_id)
    by_key = {one.pk: one for one in places}
    functions = Function.objects.filter(round=round_id).in_bulk()
    rows = Seat.objects.filter(participation__in=list(by_key)).select_related("sub_unit")
    seats = list(rows)
    for seat in seats:  # each institution and function once, however many seats there are
        seat.participation, seat.function = (
            by_key[seat.participation_id],
            functions[seat.function_id],
        )
    return sorted(seats, key=_by_place)


def with_room(seats: Sequence[Seat]) -> list[Seat]:
    """Those that somebody more may get: nobody has them until further notice."""
    places = {seat.participation_id for seat in seats}
    taken = Holding.objects.filter(seat__participation__in=places, until_on=None)
    theirs = set(taken.values_list("seat", flat=True))
    return [seat for seat in seats if seat.pk not in theirs]


def _by_place(seat: Seat) -> tuple[Any, ...]:
    place = seat.participation
    names = (sort_key(place.cohort.name), sort_key(place.institution.name))
    return (*names, seat.function.position, seat.number, seat.pk)


def known_of(seats: list[Seat], addresses: list[str], now: datetime) -> Known:
    places = {seat.participation_id: seat.participation for seat in seats}
    functions = {seat.function_id: seat.function for seat in seats}
    known = Known(Places(places.values()), Functions(functions.values()))
    for seat in seats:
        known.seats.setdefault((seat.participation_id, seat.function_id), []).append(seat)
    lasting = Holding.objects.regular().overlapping(localdate(now), None)
    lasting = lasting.filter(seat__participation__in=list(places))
    for holding in lasting.order_by("from_on"):
        known.held.setdefault(holding.seat_id, []).append(holding)
    for one in _addresses({place.institution_id for place in places.values()}, addresses):
        known.people.setdefault(mailbox(one.email), one)
        known.people[one.email] = one
        known.domains.setdefault(one.institution_id, set()).add(domain(one.email))
        known.names[one.institution_id, one.user.name.casefold()] = one.email
    return known


def _addresses(institutions: set[int], asked: list[str]) -> Iterator[WorkAddress]:
    """All of the institutions; of others those that are asked about."""
    everyone = WorkAddress.objects.select_related("user").order_by("pk")
    yield from everyone.filter(institution__in=institutions)
    elsewhere = everyone.exclude(institution__in=institutions)
    for some in batched(dict.fromkeys([*asked, *map(mailbox, asked)]), AT_ONCE):
        yield from elsewhere.filter(email__in=some)
