"""Institutions that visit a meeting, and their people there. Whatever they see ends by itself on
a day that follows the meeting's."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cohorts import events
from cohorts.actions.engagements import engage
from cohorts.actions.people import invite
from cohorts.actions.refusals import Refused
from cohorts.models import Engagement, Guest, Institution, Scope, User
from exchange_portal.audit import trail


class TakesPart(Refused):
    def __init__(self, institution: Institution) -> None:
        words = _("%(institution)s är med i gruppen och kan inte vara gäst där.")
        super().__init__(words % {"institution": institution})


class GuestOver(Refused):
    def __init__(self) -> None:
        super().__init__(_("Träffen är över, och gästernas tid där är slut."))


@transaction.atomic
def add_guest(
    scope: Scope, *, institution: Institution, until_on: date | None, by: User | None, now: datetime
) -> Guest:
    """The institution visits the meeting that the scope is of. Those of its people who visit other
    meetings of the round already come to this one too. Said twice, it is done once."""
    scope = Scope.objects.select_for_update(of=["self"]).get(pk=scope.pk)
    known = Guest.objects.filter(scope=scope, institution=institution).first()
    if known is not None and known.withdrawn_at is None:
        return known
    if (
        scope.cohort is not None
        and scope.cohort.participations.filter(institution=institution).exists()
    ):
        raise TakesPart(institution)
    if until_on is not None and until_on <= localdate(now):
        raise GuestOver
    guest = known or Guest(scope=scope, institution=institution)
    guest.until_on, guest.withdrawn_at, guest.withdrawn_by = until_on, None, None
    guest.save()
    trail.record(events.GUEST_ADDED, about=guest, by=by, now=now)
    for person in _people_elsewhere(guest, now):
        _engage(guest, person, by, now)
    return guest


@transaction.atomic
def invite_guest(
    guests: Iterable[Guest], *, name: str, email: str, by: User | None, now: datetime
) -> User:
    """Someone of one visiting institution comes to all of these of its meetings: who it is."""
    chosen = _lasting(guests, now)
    if not chosen:
        raise GuestOver
    person = invite(chosen[0].institution, email=email, name=name, by=by, now=now)
    for guest in chosen:
        _engage(guest, person, by, now)
    return person


@transaction.atomic
def end_guest(guests: Iterable[Guest], *, person: User, by: User | None, now: datetime) -> None:
    """The person visits these meetings no longer, from now on."""
    today = localdate(now)
    chosen = Engagement.objects.select_for_update().filter(guest__in=list(guests), user=person)
    for one in chosen.filter(Q(until_on=None) | Q(until_on__gt=today)).order_by("pk"):
        one.until_on = max(today, one.from_on)
        one.save(update_fields=["until_on"])
        trail.record(events.ENGAGEMENT_ENDED, about=one, by=by, now=now, fields=["until_on"])


@transaction.atomic
def withdraw_guests(guests: Iterable[Guest], *, by: User, now: datetime) -> None:
    """The institution visits these meetings no longer, and neither do its people."""
    for guest in _lasting(guests, now):
        people = User.objects.filter(pk__in=guest.engagements.current(now).values("user"))
        for person in people.order_by("pk"):
            end_guest([guest], person=person, by=by, now=now)
        guest.withdrawn_at, guest.withdrawn_by = now, by
        guest.save(update_fields=["withdrawn_at", "withdrawn_by"])
        trail.record(events.GUEST_WITHDRAWN, about=guest, by=by, now=now)


@transaction.atomic
def move_guests(scope: Scope, *, until_on: date | None, by: User | None, now: datetime) -> None:
    """The meeting has another day: what its guests see ends by another one. Those whose time was
    ended by hand, or is over, stay where they are."""
    today = localdate(now)
    for guest in Guest.objects.select_for_update().filter(scope=scope).order_by("pk"):
        people = Engagement.objects.select_for_update().filter(guest=guest, until_on=guest.until_on)
        lasting = people.filter(Q(until_on=None) | Q(until_on__gt=today))
        for one in lasting.order_by("pk"):
            one.until_on = until_on and max(until_on, one.from_on)
            one.save(update_fields=["until_on"])
        guest.until_on = until_on
        guest.save(update_fields=["until_on"])
        trail.record(events.GUEST_MOVED, about=guest, by=by, now=now, fields=["until_on"])


def _lasting(guests: Iterable[Guest], now: datetime) -> list[Guest]:
    rows = Guest.objects.lasting(now).filter(pk__in=[one.pk for one in guests])
    locked = rows.select_for_update(of=["self"]).select_related("institution", "scope")
    return list(locked.order_by("pk"))


def _people_elsewhere(guest: Guest, now: datetime) -> list[User]:
    cohort = guest.scope.cohort
    if cohort is None or cohort.round_id is None:
        return []
    others = Engagement.objects.current(now).filter(
        guest__institution=guest.institution, guest__scope__cohort__round=cohort.round_id
    )
    return list(User.objects.filter(pk__in=others.values("user")).order_by("pk"))


def _engage(guest: Guest, person: User, by: User | None, now: datetime) -> None:
    today = localdate(now)
    if guest.engagements.filter(user=person).overlapping(today, None).exists():
        return
    engage(
        person,
        role=Engagement.Role.EXPERT,
        scope=guest.scope,
        from_on=today,
        until_on=guest.until_on,
        guest=guest,
        by=by,
        now=now,
    )
