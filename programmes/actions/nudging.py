"""Writing to those who are missing, once, whoever presses and however often."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cohorts import actions as cohorts
from cohorts.models import Cohort, ContactNote, User
from exchange_portal.audit import trail
from exchange_portal.outbox import queue
from exchange_portal.outbox.models import Notice
from programmes import events
from programmes.actions.refusals import Refused
from programmes.missing import Matter, Waiting
from programmes.models import Nudge
from programmes.nudging import missing_of, once_of


class NobodyLeft(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("De du valde har gjort det nu, eller har redan fått ett mejl i dag. Inget skickades.")
        )


class SentBefore(Refused):
    """Something else came with the same form, as when one goes back in the browser."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Du har redan skickat en påminnelse med det här formuläret. Det du har ändrat "
                "sedan dess är inte skickat men står kvar här. Skicka igen om det också ska fram. "
                "Den som har fått ett mejl i dag kan få nästa i morgon."
            )
        )


@transaction.atomic
def nudge(
    matter: Matter,
    *,
    chosen: Collection[str],
    text_sv: str,
    text_en: str,
    form_key: UUID,
    by: User,
    now: datetime,
) -> Nudge:
    """A mail to each of those chosen who is still missing; `chosen` are values of `Missing`. That
    their institutions were written to is noted as a contact. A form that is sent twice sends
    once."""
    Cohort.objects.select_for_update().get(pk=matter.cohort.pk)
    those = missing_of(matter.anew(), now).chosen(chosen)
    told = {"cohort": matter.cohort, **matter.of(), "text_sv": text_sv, "text_en": text_en}
    sent = Nudge.objects.filter(sent_by=by, form_key=form_key).first()
    if sent is not None:
        _check_same(sent, told, those)
        return sent
    if not those:
        raise NobodyLeft
    made = Nudge.objects.create(form_key=form_key, **told, sent_by=by, sent_at=now)
    for one in those:
        _tell(made, matter, one, now)
    if not matter.asks_people:
        _note_contacts(made, matter, those)
    trail.record(events.NUDGED, about=made, by=by, now=now)
    return made


def _check_same(sent: Nudge, told: dict[str, Any], those: list[Waiting]) -> None:
    """Of those chosen, the ones it did not go to, and who may be written to now, are new."""
    notices = Notice.objects.filter(kind=events.NUDGE, data__nudge=sent.pk)
    written = set(notices.values_list("data__participation", "recipient"))
    are_new = any(
        one.person and (one.participation.pk, one.person.pk) not in written for one in those
    )
    if are_new or any(getattr(sent, name) != value for name, value in told.items()):
        raise SentBefore


def _tell(made: Nudge, matter: Matter, one: Waiting, now: datetime) -> None:
    place = one.participation.pk
    person: Any = one.person  # of those chosen everyone is somebody
    queue.notify(
        events.NUDGE,
        recipient=person,
        once=f"{once_of(matter)}{place}:{person.pk}:{made.form_key}",
        data={"nudge": made.pk, "participation": place},
        now=now,
    )


def _note_contacts(made: Nudge, matter: Matter, those: list[Waiting]) -> None:
    """In Swedish, as the agency's own notes are; without names, since a note is never changed and
    an identity may be protected later."""
    with translation.override("sv"):
        text = _("Påminnelse om %(title)s") % {"title": matter.title("sv")}
        whom = _("samordnaren")
    for place in {one.participation.pk: one.participation for one in those}.values():
        cohorts.note_contact(
            place,
            form_key=uuid5(made.form_key, str(place.pk)),
            made_on=localdate(made.sent_at),
            kind=ContactNote.Kind.MAIL,
            with_whom=whom,
            text=text,
            by=made.sent_by,
            now=made.sent_at,
        )
