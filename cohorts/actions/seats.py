"""Who holds which seat, from when to when."""

from datetime import date, datetime, time

from django.db import transaction
from django.utils.timezone import get_default_timezone, localdate
from django.utils.translation import gettext as _

from cohorts import events
from cohorts.actions.people import invite
from cohorts.actions.protecting import name_again
from cohorts.actions.refusals import DatesInDisorder, Refused, check_dates
from cohorts.models import Holding, Seat, User, WorkAddress
from cohorts.rules import coordinates
from exchange_portal.audit import trail
from exchange_portal.outbox import queue

__all__ = [
    "AlreadyHere",
    "DatesInDisorder",
    "NotInvited",
    "NotYet",
    "SeatTaken",
    "end_holding",
    "fill_seat",
    "invite_again",
    "invite_to_seat",
]

MORNING = time(7)


class SeatTaken(Refused):
    def __init__(self) -> None:
        super().__init__(_("Någon annan har platsen under den tiden. Avsluta den först."))


class NotInvited(Refused):
    def __init__(self) -> None:
        super().__init__(_("Personen har ingen adress på institutionen. Bjud in personen först."))


class AlreadyHere(Refused):
    def __init__(self) -> None:
        super().__init__(_("Personen har redan loggat in. Ingen ny inbjudan behövs."))


class NotYet(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Inbjudan mejlas den första dagen. Till dess finns inget att påminna om.")
        )


@transaction.atomic
def fill_seat(
    seat: Seat,
    *,
    user: User,
    from_on: date,
    until_on: date | None = None,
    is_top_management: bool = False,
    by: User | None,
    now: datetime,
) -> Holding:
    """The user holds the seat from a day until (not including) another. Said twice, it is done
    once."""
    seat = _locked(seat.pk)
    check_dates(from_on, until_on)
    same = seat.holdings.filter(user=user, from_on=from_on, until_on=until_on).first()
    if same is not None:
        return same
    if seat.holdings.all().overlapping(from_on, until_on).exists():
        raise SeatTaken
    institution = seat.participation.institution_id
    if not WorkAddress.objects.filter(user=user, institution=institution).exists():
        raise NotInvited
    holding = Holding.objects.create(
        seat=seat,
        user=user,
        from_on=from_on,
        until_on=until_on,
        is_top_management=is_top_management,
    )
    name_again(user, now)
    trail.record(events.SEAT_FILLED, about=holding, by=by, now=now)
    _welcome(holding, by, now)
    return holding


@transaction.atomic
def invite_to_seat(
    seat: Seat,
    *,
    name: str,
    email: str,
    from_on: date,
    until_on: date | None = None,
    is_top_management: bool = False,
    by: User | None,
    now: datetime,
) -> Holding:
    """Someone new to the institution, or to the portal, gets the seat: both or neither."""
    institution = seat.participation.institution
    return fill_seat(
        seat,
        user=invite(institution, email=email, name=name, by=by, now=now),
        from_on=from_on,
        until_on=until_on,
        is_top_management=is_top_management,
        by=by,
        now=now,
    )


@transaction.atomic
def end_holding(holding: Holding, *, until_on: date, by: User | None, now: datetime) -> Holding:
    """The holding lasts until (not including) the day. Its first day means it never came to be."""
    _locked(holding.seat_id)
    holding = Holding.objects.select_related("seat", "user").get(pk=holding.pk)
    check_dates(holding.from_on, until_on)
    others = Holding.objects.filter(seat=holding.seat_id).exclude(pk=holding.pk)
    if others.overlapping(holding.from_on, until_on).exists():
        raise SeatTaken
    holding.until_on = until_on
    holding.save(update_fields=["until_on"])
    name_again(holding.user, now)
    trail.record(events.HOLDING_ENDED, about=holding, by=by, now=now, fields=["until_on"])
    return holding


@transaction.atomic
def invite_again(holding: Holding, *, by: User | None, now: datetime) -> None:
    """Mail the invitation once more, at most once a day, until its receiver has logged in."""
    _locked(holding.seat_id)
    holding = Holding.objects.select_related("user", "seat").get(pk=holding.pk)
    if holding.user.last_login is not None:
        raise AlreadyHere
    if holding.from_on > localdate(now):
        raise NotYet
    trail.record(events.INVITED_AGAIN, about=holding, by=by, now=now)
    send_invitation(holding, occurrence=f":{localdate(now)}", by=by, now=now, due_at=now)


def _locked(seat_id: int) -> Seat:
    return (
        Seat.objects.select_for_update(of=["self"]).select_related("participation").get(pk=seat_id)
    )


def _welcome(holding: Holding, by: User | None, now: datetime) -> None:
    """Once per person and participation: now, or on the morning of a first day that is to come."""
    due_at = welcomed_at(holding, now)
    send_invitation(holding, occurrence="", by=by, now=now, due_at=due_at)


def welcomed_at(holding: Holding, now: datetime) -> datetime:
    begins = datetime.combine(holding.from_on, MORNING, get_default_timezone())
    return begins if holding.from_on > localdate(now) else now


def send_invitation(
    holding: Holding, *, occurrence: str, by: User | None, now: datetime, due_at: datetime
) -> None:
    """By mail, once for each `occurrence`. Who is no longer to come gets none."""
    is_colleague = by and coordinates(by, holding.seat.participation, now)
    told = invitation(
        holding, occurrence=occurrence, colleague=by if is_colleague else None, due_at=due_at
    )
    queue.notify_each(events.WELCOME, [told], now=now)


def invitation(
    holding: Holding, *, occurrence: str, colleague: User | None, due_at: datetime
) -> queue.Telling:
    """The mail, from a `colleague` or from the agency."""
    place = holding.seat.participation_id
    return queue.Telling(
        recipient=holding.user,
        once=f"{events.WELCOME}:{holding.user_id}:{place}{occurrence}",
        data={"participation": place} | ({"colleague": colleague.pk} if colleague else {}),
        due_at=due_at,
    )
