"""What is done when an invitation does not reach its person."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cohorts import events
from cohorts.actions.people import AddressTaken, taken_in_words
from cohorts.actions.refusals import Refused
from cohorts.actions.seats import AlreadyHere, send_invitation
from cohorts.addresses import tidy
from cohorts.models import Holding, PersonalLink, Unreached, User, WorkAddress
from cohorts.queries import address_at, last_invited
from cohorts.rules import may_change_address
from exchange_portal.audit import trail
from exchange_portal.outbox.models import Message, Notice

A_DAY = timedelta(days=1)
MOST_A_DAY = 4  # invitations to one person, so that nobody sends the agency's mail to and fro


class NothingSent(Refused):
    def __init__(self) -> None:
        super().__init__(_("Ingen inbjudan har skickats än."))


class HasOpenedLink(Refused):
    """Without logging in they have come all the same, and what they have answered is theirs."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Personen har redan öppnat en länk i ett mejl. Är adressen fel, så avsluta "
                "personens tid på platsen och bjud in på nytt med rätt adress."
            )
        )


class SeatsElsewhere(Refused):
    def __init__(self) -> None:
        super().__init__(_("Personen har platser hos fler. Be kontaktpersonen om hjälp."))


class EnoughToday(Refused):
    def __init__(self) -> None:
        super().__init__(_("Personen har fått flera inbjudningar i dag. Försök igen i morgon."))


@transaction.atomic
def correct_address(holding: Holding, *, email: str, by: User | None, now: datetime) -> User:
    """Someone who has never come gets the right address in place of a mistyped one, and the
    invitation there. Whatever was begun with the old address opens nothing any more. Said twice,
    it is done once."""
    holding = _locked(holding)
    person, new = holding.user, tidy(email)
    known = address_at(person, holding.seat.participation.institution_id)
    if known.email == new:
        return person
    if person.last_login is not None:
        raise AlreadyHere
    if PersonalLink.objects.filter(user=person, opened_at__isnull=False).exists():
        raise HasOpenedLink
    if by is not None and not may_change_address(by, person, now):
        raise SeatsElsewhere
    welcomes = Notice.objects.filter(kind=events.WELCOME, recipient=person)
    if welcomes.filter(created_at__gt=now - A_DAY).count() >= MOST_A_DAY:
        raise EnoughToday
    if WorkAddress.objects.filter(email=new).exists():
        raise AddressTaken
    with taken_in_words(new):
        _change(person, known, new)
    trail.record(events.ADDRESS_CORRECTED, about=person, by=by, now=now, fields=["email"])
    if holding.from_on <= localdate(now):
        send_invitation(holding, occurrence=f":{now.isoformat()}", by=by, now=now, due_at=now)
    return person


def _change(person: User, known: WorkAddress, new: str) -> None:
    """Mail goes to the new one. Whoever reads the old one may have chosen a password by it, or
    said that a link was not for them."""
    waiting = Message.objects.filter(recipient=person, to_address=known.email, state="waiting")
    waiting.filter(kind=events.WELCOME).update(state=Message.State.DISCARDED)
    waiting.exclude(kind=events.WELCOME).update(to_address=new)
    EmailAddress.objects.filter(user=person, primary=True).update(primary=False)
    EmailAddress.objects.filter(user=person, email=known.email).update(email=new, primary=True)
    known.email = person.email = new
    known.save(update_fields=["email"])
    PersonalLink.objects.filter(user=person).delete()
    person.set_unusable_password()
    person.save(update_fields=["email", "password"])


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
    """With its person."""
    User.objects.select_for_update().get(pk=holding.user_id)
    return Holding.objects.select_related("user", "seat__participation").get(pk=holding.pk)
