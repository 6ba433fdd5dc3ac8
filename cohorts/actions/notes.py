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


class NotedBefore(Refused):
    """Something else came with the same form, as when one goes back in the browser."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Du har redan antecknat en kontakt med det här formuläret, och den är sparad. "
                "Spara igen om det här också ska antecknas."
            )
        )


@transaction.atomic
def note_contact(
    participation: Participation,
    *,
    form_key: UUID,
    made_on: date,
    kind: str,
    text: str,
    with_whom: str = "",
    needs_support: bool | None = None,
    by: User,
    now: datetime,
) -> ContactNote:
    """A form that is sent twice notes once."""
    Participation.objects.select_for_update().get(pk=participation.pk)
    told = {
        "participation": participation,
        "made_on": made_on,
        "kind": kind,
        "with_whom": with_whom,
        "text": text,
        "needs_support": needs_support,
    }
    noted = ContactNote.objects.filter(written_by=by, form_key=form_key).first()
    if noted is not None:
        if any(getattr(noted, name) != value for name, value in told.items()):
            raise NotedBefore
        return noted
    if made_on > localdate(now):
        raise InTheFuture
    note = ContactNote.objects.create(form_key=form_key, **told, written_by=by, written_at=now)
    trail.record(events.CONTACT_NOTED, about=participation, by=by, now=now)
    return note
