"""Who holds which seat, from when to when."""

from datetime import date, datetime, time
from typing import Any

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
    "PastMeeting",
    "SeatTaken",
    "end_holding",
    "fill_seat",
    "invite_again",
    "invite_to_seat",
    "lock_seat",
    "mark_top_management",
    "stand_in_no_longer",
    "welcome",
]

MORNING = time(7)


class SeatTaken(Refused):
    def __init__(self) -> None:
        super().__init__(_("Någon annan har platsen under den tiden. Avsluta den först."))


class PastMeeting(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Ersättaren gäller bara för träffen. Välj en tidigare dag, eller låt den stå.")
        )


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
    """The user holds the seat from a day until (not including) another, and stands in for it no
    longer. Said twice, it is done once."""
    seat = lock_seat(seat.pk)
    check_dates(from_on, until_on)
    regular = seat.holdings.regular()
    same = regular.filter(user=user, from_on=from_on, until_on=until_on).first()
    if same is not None:
        return same
    if regular.overlapping(from_on, until_on).exists():
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
    stand_in_no_longer(holding, by, now)
    welcome(holding, by, now)
    return holding


def stand_in_no_longer(holding: Holding, by: User | None, now: datetime) -> None:
    """Whoever has the seat does not stand in for it."""
    own = holding.seat.holdings.stand_ins().filter(user=holding.user_id)
    for one in own.overlapping(holding.from_on, holding.until_on):
        one.until_on = max(one.from_on, holding.from_on)
        one.save(update_fields=["until_on"])
        trail.record(events.HOLDING_ENDED, about=one, by=by, now=now, fields=["until_on"])


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
    lock_seat(holding.seat_id)
    holding = Holding.objects.select_related("seat", "user").get(pk=holding.pk)
    check_dates(holding.from_on, until_on)
    if _others(holding).overlapping(holding.from_on, until_on).exists():
        raise SeatTaken
    if holding.meeting_scope_id and holding.until_on and until_on > holding.until_on:
        raise PastMeeting
    is_sooner = holding.until_on is not None and until_on < holding.until_on
    holding.until_on = until_on
    holding.save(update_fields=["until_on"])
    name_again(holding.user, now)
    trail.record(events.HOLDING_ENDED, about=holding, by=by, now=now, fields=["until_on"])
    if holding.is_stand_in and is_sooner:
        _tell_stand_in(holding, by, now)
    return holding


def _tell_stand_in(holding: Holding, by: User | None, now: datetime) -> None:
    """Their time ends sooner than they were told. Whoever has not begun has been told nothing."""
    if holding.from_on > localdate(now):
        return
    place = holding.seat.participation
    told = {"participation": place.pk, "stand_in": holding.pk, "until_on": f"{holding.until_on}"}
    if by and coordinates(by, place, now):
        told["colleague"] = by.pk
    queue.notify(
        events.STAND_IN_ENDED,
        recipient=holding.user,
        once=f"{events.STAND_IN_ENDED}:{holding.key}:{holding.until_on}",
        data=told,
        now=now,
    )


@transaction.atomic
def mark_top_management(
    holding: Holding, *, is_there: bool, by: User | None, now: datetime
) -> Holding:
    """Whether whoever has the seat sits in top management. Said twice, it is kept once."""
    lock_seat(holding.seat_id)
    holding = Holding.objects.get(pk=holding.pk)
    if holding.is_top_management != is_there:
        holding.is_top_management = is_there
        holding.save(update_fields=["is_top_management"])
        trail.record(
            events.HOLDING_CHANGED, about=holding, by=by, now=now, fields=["is_top_management"]
        )
    return holding


def _others(holding: Holding) -> Any:
    """Those of the seat that the holding may not overlap."""
    alike = Holding.objects.filter(
        seat=holding.seat_id,
        is_stand_in=holding.is_stand_in,
        meeting_scope=holding.meeting_scope_id,
    )
    return alike.exclude(pk=holding.pk)


@transaction.atomic
def invite_again(holding: Holding, *, by: User | None, now: datetime) -> None:
    """Mail the invitation once more, at most once a day, until its receiver has logged in."""
    lock_seat(holding.seat_id)
    holding = Holding.objects.select_related("user", "seat").get(pk=holding.pk)
    if holding.user.last_login is not None:
        raise AlreadyHere
    if holding.from_on > localdate(now):
        raise NotYet
    trail.record(events.INVITED_AGAIN, about=holding, by=by, now=now)
    send_invitation(holding, occurrence=f":{localdate(now)}", by=by, now=now, due_at=now)


def lock_seat(seat_id: int) -> Seat:
    return (
        Seat.objects.select_for_update(of=["self"]).select_related("participation").get(pk=seat_id)
    )


def welcome(holding: Holding, by: User | None, now: datetime) -> None:
    """Once per person and participation, and for each time that they stand in: now, or on the
    morning of a first day that is to come."""
    due_at = welcomed_at(holding, now)
    send_invitation(holding, occurrence="", by=by, now=now, due_at=due_at)


def welcomed_at(holding: Holding, now: datetime) -> datetime:
    begins = datetime.combine(holding.from_on, MORNING, get_default_timezone())
    return begins if holding.from_on > localdate(now) else now


def send_invitation(
    holding: Holding,
    *,
    occurrence: str,
    by: User | None,
    now: datetime,
    due_at: datetime,
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
    told: dict[str, object] = {"participation": place}
    if colleague:
        told |= {"colleague": colleague.pk}
    if holding.is_stand_in:
        occurrence = f":{holding.key}{occurrence}"
        told |= {"stand_in": holding.pk}
    return queue.Telling(
        recipient=holding.user,
        once=f"{events.WELCOME}:{holding.user_id}:{place}{occurrence}",
        data=told,
        due_at=due_at,
    )
