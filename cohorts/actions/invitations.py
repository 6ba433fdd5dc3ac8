"""What is done when an invitation does not reach its person."""

from datetime import datetime
from hashlib import sha256

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cohorts import events
from cohorts.actions.people import AddressTaken
from cohorts.actions.refusals import Refused
from cohorts.actions.seats import AlreadyHere, send_invitation
from cohorts.models import Holding, Unreached, User, WorkAddress
from cohorts.queries import last_invited
from exchange_portal.audit import trail


class NothingSent(Refused):
    def __init__(self) -> None:
        super().__init__(_("Ingen inbjudan har skickats än."))


@transaction.atomic
def correct_address(holding: Holding, *, email: str, by: User | None, now: datetime) -> User:
    """Someone who has never logged in gets the right address in place of a mistyped one, and the
    invitation once more. Said twice, it is done once."""
    holding = _locked(holding)
    person, institution = holding.user, holding.seat.participation.institution_id
    new = email.strip().lower()
    known = WorkAddress.objects.get(user=person, institution=institution)
    if known.email == new:
        return person
    if person.last_login is not None:
        raise AlreadyHere
    if WorkAddress.objects.filter(email=new).exists() or User.objects.filter(email=new).exists():
        raise AddressTaken
    EmailAddress.objects.filter(user=person, email=known.email).update(email=new)
    if person.email == known.email:
        person.email = new
        person.save(update_fields=["email"])
    known.email = new
    known.save(update_fields=["email"])
    trail.record(events.ADDRESS_CORRECTED, about=person, by=by, now=now, fields=["email"])
    if holding.from_on <= localdate(now):
        send_invitation(holding, occurrence=f":{_mark(new)}", by=by, now=now, due_at=now)
    return person


@transaction.atomic
def note_unreached(holding: Holding, *, reason: str, by: User | None, now: datetime) -> Unreached:
    """Keep why the invitations sent until now did not reach the person; the latest is what
    counts. Said twice, it is kept once."""
    holding = _locked(holding)
    if holding.user.last_login is not None:
        raise AlreadyHere
    invited = last_invited(holding)
    if invited is None:
        raise NothingSent
    latest = holding.unreached.filter(noted_at__gte=invited).order_by("-noted_at", "-pk").first()
    if latest is not None and latest.reason == reason:
        return latest
    noted = Unreached.objects.create(holding=holding, reason=reason, noted_at=now, noted_by=by)
    trail.record(events.UNREACHED_NOTED, about=holding, by=by, now=now)
    return noted


def _locked(holding: Holding) -> Holding:
    """With its person, who does not log in meanwhile."""
    User.objects.select_for_update().get(pk=holding.user_id)
    return Holding.objects.select_related("user", "seat__participation").get(pk=holding.pk)


def _mark(address: str) -> str:
    """A few signs for an address, since who is invited is nothing for a key to tell."""
    return sha256(address.encode()).hexdigest()[:12]
