"""Many people invited at once, from a list that somebody has looked through first.

Each row comes to the same as `invite_to_seat` and `fill_seat` would make of it, but the rows are
written together: five thousand are done within some seconds, or not at all.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts import events
from cohorts.actions.protecting import name_again
from cohorts.actions.refusals import Refused
from cohorts.actions.seats import invitation, stand_in_no_longer, welcomed_at
from cohorts.addresses import mailbox
from cohorts.listed import Row, kept
from cohorts.models import (
    Holding,
    Institution,
    InvitationList,
    Participation,
    Round,
    Seat,
    User,
    WorkAddress,
)
from cohorts.planned import Outcome, Plan, changed, plans_of, print_of
from exchange_portal.audit import trail
from exchange_portal.outbox import queue

KEPT_FOR = timedelta(days=30)


class Changed(Refused):
    """What was shown is no longer what would happen; `rows` are their numbers in the file."""

    def __init__(self, rows: Sequence[int]) -> None:
        words = ngettext(
            "%(count)s rad har ändrats sedan du granskade listan. Ingen är inbjuden än. Titta "
            "igenom och tryck igen.",
            "%(count)s rader har ändrats sedan du granskade listan. Ingen är inbjuden än. Titta "
            "igenom och tryck igen.",
            len(rows),
        )
        super().__init__(words % {"count": len(rows)})
        self.rows = rows


class NotLookedAt(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Kryssa i att du har läst raderna märkta Kontrollera. Ingen är inbjuden än.")
        )


class NobodyToInvite(Refused):
    def __init__(self) -> None:
        super().__init__(_("Ingen i listan kan bjudas in nu."))


class SomebodyElseFirst(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Någon annan bjöd in några av dem just nu. Ingen är inbjuden härifrån. Granska igen.")
        )


@transaction.atomic
def keep_list(
    round: Round,
    *,
    participation: Participation | None,
    rows: Sequence[Row],
    form_key: UUID,
    by: User,
    now: datetime,
) -> InvitationList:
    """What a file said, to be looked at. Sent twice, it is one."""
    made, is_new = InvitationList.objects.get_or_create(
        made_by=by,
        form_key=form_key,
        defaults={
            "round": round,
            "participation": participation,
            "rows": kept(rows),
            "made_at": now,
        },
    )
    if is_new:
        trail.record(events.LIST_KEPT, about=made, by=by, now=now)
    return made


@transaction.atomic
def throw_list(invitations: InvitationList, *, by: User, now: datetime) -> None:
    trail.record(events.LIST_THROWN, about=invitations, by=by, now=now)
    InvitationList.objects.filter(pk=invitations.pk).delete()


@transaction.atomic
def throw_old_lists(*, now: datetime) -> None:
    """Names and addresses of people who may never come are not kept for longer than it takes."""
    InvitationList.objects.filter(made_at__lt=now - KEPT_FOR).delete()


def invite_listed(
    invitations: InvitationList, *, seen: str, is_sure: bool, by: User, now: datetime
) -> InvitationList:
    """Do what was `seen` (`planned.print_of`), all of it, once; rows that are wrong remain in the
    list. `is_sure`: whoever asks has looked at the rows with remarks."""
    try:
        return _invite_listed(invitations, seen=seen, is_sure=is_sure, by=by, now=now)
    except IntegrityError as error:
        raise SomebodyElseFirst from error


@transaction.atomic
def _invite_listed(
    invitations: InvitationList, *, seen: str, is_sure: bool, by: User, now: datetime
) -> InvitationList:
    invitations = InvitationList.objects.select_for_update().get(pk=invitations.pk)
    if invitations.done_at is not None:
        return invitations
    _lock(plans_of(invitations, by, now))
    plans = plans_of(invitations, by, now)
    if print_of(plans) != seen:
        raise Changed([plan.row.number for plan in changed(plans, seen)])
    filling = [plan for plan in plans if plan.fills]
    if not filling:
        raise NobodyToInvite
    if not is_sure and any(plan.remark for plan in filling):
        raise NotLookedAt
    _fill(filling, _people(filling, by, now), invitations, by, now)
    invitations.rows = kept(plan.row for plan in plans if plan.outcome is Outcome.WRONG)
    invitations.invited = len(filling)
    invitations.done_by, invitations.done_at = by, now
    invitations.save(update_fields=["rows", "invited", "done_by", "done_at"])
    trail.record(events.LIST_INVITED, about=invitations, by=by, now=now)
    return invitations


def _lock(plans: Sequence[Plan]) -> None:
    """Institutions and then seats, as those do who invite one person; each by number, so that
    nobody waits for one another."""
    seats = [plan.seat for plan in plans if plan.seat and plan.fills]
    institutions = {seat.participation.institution_id for seat in seats}
    for model, keys in ((Institution, institutions), (Seat, {seat.pk for seat in seats})):
        rows: Any = model.objects.filter(pk__in=keys).order_by("pk")
        list(rows.select_for_update().values_list("pk", flat=True))


def _people(filling: Sequence[Plan], by: User, now: datetime) -> dict[str, User]:
    """By mailbox: those who are known, and those who are made known now."""
    people = {mailbox(plan.address): plan.person for plan in filling if plan.person}
    new = {mailbox(p.address): p for p in reversed(filling) if mailbox(p.address) not in people}
    made = [_new_person(plan, now) for plan in new.values()]
    User.objects.bulk_create(made)
    WorkAddress.objects.bulk_create(
        WorkAddress(user=user, institution=plan.place.institution, email=plan.address)
        for user, plan in zip(made, new.values(), strict=True)
        if plan.place
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in made
    )
    trail.record_each(events.INVITED, made, by=by, now=now)
    trail.record_each(events.ADDRESS_ADDED, made, by=by, now=now, fields=["email"])
    return people | dict(zip(new, made, strict=True))


def _new_person(plan: Plan, now: datetime) -> User:
    user = User(name=plan.name, email=plan.address, created_at=now)
    user.set_unusable_password()
    return user


def _fill(
    filling: Sequence[Plan],
    people: dict[str, User],
    invitations: InvitationList,
    by: User,
    now: datetime,
) -> None:
    holdings = [
        Holding(
            seat=plan.seat,
            user=people[mailbox(plan.address)],
            from_on=plan.from_on,
            until_on=plan.until_on,
            is_top_management=plan.is_top,
        )
        for plan in filling
    ]
    Holding.objects.bulk_create(holdings)
    standing = Holding.objects.stand_ins().filter(seat__in=[one.seat_id for one in holdings])
    stand_in = set(standing.values_list("seat", "user"))
    for holding in holdings:
        name_again(holding.user, now)
        if (holding.seat_id, holding.user_id) in stand_in:
            stand_in_no_longer(holding, by, now)
    trail.record_each(events.SEAT_FILLED, holdings, by=by, now=now)
    colleague = by if invitations.participation_id else None
    queue.notify_each(
        events.WELCOME,
        [
            invitation(one, occurrence="", colleague=colleague, due_at=welcomed_at(one, now))
            for one in holdings
        ],
        now=now,
    )
