"""Who stands in for whoever has a seat, for some days or for one meeting."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cohorts import events
from cohorts.actions.people import invite
from cohorts.actions.refusals import Refused, check_dates
from cohorts.actions.seats import NotInvited, lock_seat, welcome
from cohorts.models import Holding, Scope, Seat, User, WorkAddress, ends_after
from cohorts.words import period_in_words
from exchange_portal.audit import trail


class HasTheSeat(Refused):
    def __init__(self) -> None:
        super().__init__(_("Personen har själv platsen. Välj någon annan."))


class HasStandIn(Refused):
    """Somebody else stands in, at the same meeting or on some of the days."""

    def __init__(self, other: Holding) -> None:
        words = _("%(name)s är redan ersättare vid den träffen. Avsluta det först.")
        if other.meeting_scope_id is None:
            words = _(
                "%(name)s är redan ersättare %(period)s. Välj andra dagar, eller avsluta det först."
            )
        super().__init__(words % {"name": other.user.name, "period": period_in_words(other)})


@transaction.atomic
def name_stand_in(
    seat: Seat,
    *,
    user: User,
    from_on: date,
    until_on: date,
    meeting_scope: Scope | None = None,
    by: User | None,
    now: datetime,
) -> Holding:
    """The user stands in from a day until (not including) another, for everything or at one
    meeting. Said twice, it is done once."""
    seat = lock_seat(seat.pk)
    check_dates(from_on, until_on)
    others = seat.holdings.stand_ins().filter(meeting_scope=meeting_scope).select_related("user")
    for other in others.overlapping(from_on, until_on):
        if (other.user_id, other.from_on, other.until_on) != (user.pk, from_on, until_on):
            raise HasStandIn(other)
        return other
    if seat.holdings.regular().overlapping(from_on, until_on).filter(user=user).exists():
        raise HasTheSeat
    institution = seat.participation.institution_id
    if not WorkAddress.objects.filter(user=user, institution=institution).exists():
        raise NotInvited
    holding = Holding.objects.create(
        seat=seat,
        user=user,
        from_on=from_on,
        until_on=until_on,
        is_stand_in=True,
        meeting_scope=meeting_scope,
    )
    trail.record(events.STAND_IN_NAMED, about=holding, by=by, now=now)
    welcome(holding, by, now)
    return holding


@transaction.atomic
def invite_stand_in(
    seat: Seat,
    *,
    name: str,
    email: str,
    from_on: date,
    until_on: date,
    meeting_scope: Scope | None = None,
    by: User | None,
    now: datetime,
) -> Holding:
    """Someone new to the institution, or to the portal, stands in: both or neither."""
    return name_stand_in(
        seat,
        user=invite(seat.participation.institution, email=email, name=name, by=by, now=now),
        from_on=from_on,
        until_on=until_on,
        meeting_scope=meeting_scope,
        by=by,
        now=now,
    )


@transaction.atomic
def follow_meeting(
    scope: Scope, *, was_on: date | None, held_on: date | None, by: User | None, now: datetime
) -> None:
    """Those who stand in at the meeting do so at its new date. Those whose time is over, or was
    ended by somebody, are not called back."""
    if held_on is None:
        return
    going_on = Holding.objects.select_for_update().filter(meeting_scope=scope)
    going_on = going_on.overlapping(localdate(now), None)
    if was_on is not None:
        going_on = going_on.filter(until_on=ends_after(was_on))
    for holding in going_on:
        holding.until_on = max(ends_after(held_on), holding.from_on)
        holding.save(update_fields=["until_on"])
        trail.record(events.HOLDING_ENDED, about=holding, by=by, now=now, fields=["until_on"])
