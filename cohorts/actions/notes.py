"""What the agency notes of its contact with an institution. Nothing noted is ever changed."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cohorts import events
from cohorts.actions.refusals import Refused
from cohorts.models import ContactNote, Participation, User
from exchange_portal.audit import trail


class InTheFuture(Refused):
    def __init__(self) -> None:
        super().__init__(_("Dagen har inte varit än. Anteckna kontakten när den har ägt rum."))


@transaction.atomic
def note_contact(
    participation: Participation,
    *,
    token: UUID,
    made_on: date,
    kind: str,
    text: str,
    with_whom: str = "",
    needs_support: bool | None = None,
    by: User,
    now: datetime,
) -> ContactNote:
    """`token` is the button's: pressed twice, it is noted once."""
    Participation.objects.select_for_update().get(pk=participation.pk)
    noted = ContactNote.objects.filter(token=token).first()
    if noted is not None:
        return noted
    if made_on > localdate(now):
        raise InTheFuture
    note = ContactNote.objects.create(
        token=token,
        participation=participation,
        made_on=made_on,
        kind=kind,
        with_whom=with_whom,
        text=text,
        needs_support=needs_support,
        written_by=by,
        written_at=now,
    )
    trail.record(events.CONTACT_NOTED, about=participation, by=by, now=now)
    return note
