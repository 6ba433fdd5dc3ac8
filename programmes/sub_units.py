"""An institution's schools and units, and the seats in them, as their pages tell of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from cohorts.models import Holding, Institution, Seat, SubUnit, User
from cohorts.rules import may_fill
from exchange_portal.collation import swedish


@dataclass(frozen=True, kw_only=True)
class SeatIn:
    """A seat, and who does its work today."""

    seat: Seat
    people: list[User]
    may_invite: bool


def units_of(institution: Institution) -> Iterable[SubUnit]:
    """By name, each with how many seats (`seat_count`) are for it."""
    counted = institution.sub_units.annotate(seat_count=Count("seats"))
    return counted.order_by(swedish("name_sv"), "pk")


def seats_in(unit: SubUnit, user: User, now: datetime) -> list[SeatIn]:
    seats = Seat.objects.visible_to(user, now).filter(sub_unit=unit)
    ordered = seats.order_by("-participation", "function__position", "number")
    held = Holding.objects.acting(now).filter(seat__sub_unit=unit).select_related("user")
    people: dict[int, list[User]] = {}
    for one in held.order_by(swedish("user__name")):
        people.setdefault(one.seat_id, []).append(one.user)
    return [
        SeatIn(
            seat=one,
            people=people.get(one.pk, []),
            may_invite=one.pk not in people and may_fill(user, one, now),
        )
        for one in ordered
    ]
