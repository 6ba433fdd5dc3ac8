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
from programmes import events
from programmes.actions.refusals import Refused
from programmes.missing import Step, Waiting
from programmes.models import Nudge
from programmes.nudging import missing_of, once_of


class NobodyLeft(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("De du valde har gjort det nu, eller har redan fått ett mejl i dag. Inget skickades.")
        )


@transaction.atomic
def nudge(
    step: Step,
    *,
    chosen: Collection[str],
    text_sv: str,
    text_en: str,
    token: UUID,
    by: User,
    now: datetime,
) -> Nudge:
    """A mail to each of those chosen who is still missing; `chosen` are values of `Missing`. That
    their institutions were written to is noted as a contact."""
    Cohort.objects.select_for_update().get(pk=step.cohort.pk)
    sent = Nudge.objects.filter(token=token).first()
    if sent is not None:
        return sent
    those = missing_of(step.anew(), now).chosen(chosen)
    if not those:
        raise NobodyLeft
    texts = {"text_sv": text_sv, "text_en": text_en}
    made = Nudge.objects.create(
        token=token, cohort=step.cohort, **step.of(), **texts, sent_by=by, sent_at=now
    )
    for one in those:
        _tell(made, step, one, now)
    if not step.asks_people:
        _note_contacts(made, step, those)
    trail.record(events.NUDGED, about=made, by=by, now=now)
    return made


def _tell(made: Nudge, step: Step, one: Waiting, now: datetime) -> None:
    place = one.participation.pk
    person: Any = one.person  # of those chosen everyone is somebody
    queue.notify(
        events.NUDGE,
        recipient=person,
        once=f"{once_of(step)}{place}:{person.pk}:{localdate(now).isoformat()}",
        data={"nudge": made.pk, "participation": place},
        now=now,
    )


def _note_contacts(made: Nudge, step: Step, those: list[Waiting]) -> None:
    """In Swedish, as the agency's own notes are."""
    with translation.override("sv"):
        text = _("Påminnelse om %(title)s") % {"title": step.title("sv")}
    for place in {one.participation.pk: one.participation for one in those}.values():
        people = [one.person for one in those if one.participation.pk == place.pk]
        cohorts.note_contact(
            place,
            token=uuid5(made.token, str(place.pk)),
            made_on=localdate(made.sent_at),
            kind=ContactNote.Kind.MAIL,
            with_whom=", ".join(person.name for person in people if person)[:120],
            text=text,
            by=made.sent_by,
            now=made.sent_at,
        )
