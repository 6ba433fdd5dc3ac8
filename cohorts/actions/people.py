"""Persons and their addresses."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cohorts import events
from cohorts.actions.refusals import Refused
from cohorts.addresses import mailbox, tidy
from cohorts.models import Institution, User, WorkAddress
from exchange_portal.audit import trail


class AddressTaken(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Adressen används redan av någon annan eller på en annan institution. Be om en ny.")
        )


@transaction.atomic
def invite(
    institution: Institution,
    *,
    email: str,
    name: str,
    language: str = User.Language.SWEDISH,
    person: User | None = None,
    by: User | None,
    now: datetime,
) -> User:
    """The person behind the address, made known to the portal if needed; never the same one twice.

    `person` is someone already known who comes to this institution: they get one address more,
    which becomes the one that mail goes to. No mail is sent: filling a seat does that.
    """
    address = tidy(email)
    Institution.objects.select_for_update().get(pk=institution.pk)
    known = _known_by(address, institution)
    if known is not None:
        return _known(known, institution, person)
    with taken_in_words(address):
        return _made_known(person, institution, name.strip(), address, language, by, now)


def _known_by(address: str, institution: Institution) -> WorkAddress | None:
    """The address itself wherever it is, or the same mailbox at the institution."""
    known = WorkAddress.objects.select_related("user")
    same = known.filter(email=address).first()
    if same is not None:
        return same
    name, _at, _domain = mailbox(address).rpartition("@")
    alike = known.filter(institution=institution, email__startswith=name).order_by("pk")
    return next((one for one in alike if mailbox(one.email) == mailbox(address)), None)


@contextmanager
def taken_in_words(address: str) -> Iterator[None]:
    """Around writing an address that somebody may be writing at another institution, this very
    moment."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        if WorkAddress.objects.filter(email=address).exists():
            raise AddressTaken from None
        raise


def _made_known(
    person: User | None,
    institution: Institution,
    name: str,
    address: str,
    language: str,
    by: User | None,
    now: datetime,
) -> User:
    if person is None:
        person = _new_person(name, address, language, now)
        trail.record(events.INVITED, about=person, by=by, now=now)
    _give_address(person, institution, address)
    trail.record(events.ADDRESS_ADDED, about=person, by=by, now=now, fields=["email"])
    return person


def _known(known: WorkAddress, institution: Institution, person: User | None) -> User:
    is_other_person = person is not None and person.pk != known.user_id
    if known.institution_id != institution.pk or is_other_person:
        raise AddressTaken
    return known.user


def _new_person(name: str, address: str, language: str, now: datetime) -> User:
    person = User(name=name, email=address, language=language, created_at=now)
    person.set_unusable_password()
    person.save()
    return person


def _give_address(person: User, institution: Institution, address: str) -> None:
    WorkAddress.objects.create(user=person, institution=institution, email=address)
    EmailAddress.objects.filter(user=person, primary=True).update(primary=False)
    EmailAddress.objects.create(user=person, email=address, verified=True, primary=True)
    person.email = address
    person.save(update_fields=["email"])


@transaction.atomic
def choose_language(user: User, *, language: str, by: User, now: datetime) -> None:
    if user.language == language:
        return
    user.language = language
    user.save(update_fields=["language"])
    trail.record(events.LANGUAGE_CHOSEN, about=user, by=by, now=now, fields=["language"])
