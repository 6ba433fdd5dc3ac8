"""A head says that it was somebody else who confirmed in their name."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cohorts import actions as cohorts
from cohorts.models import Function, Participation, User
from cohorts.queries import holders
from exchange_portal.audit import trail
from exchange_portal.outbox import queue
from preparation import events
from preparation.actions.refusals import Refused
from preparation.links import CONFIRM
from preparation.models import Confirmation, Disowned
from preparation.rules import may_disown


class NotYours(Refused):
    def __init__(self) -> None:
        super().__init__(_("Den bekräftelsen är inte gjord i ditt namn genom en länk."))


@transaction.atomic
def disown(confirmation: Confirmation, *, by: User, now: datetime) -> Disowned:
    """It stays as it is and counts no longer; the link that it came by is closed. Said twice, it is
    done once."""
    place = Participation.objects.select_for_update(of=["self"]).get(
        pk=confirmation.participation_id
    )
    if not may_disown(by, confirmation, now):
        raise NotYours
    known = Disowned.objects.filter(confirmation=confirmation).first()
    if known is not None:
        return known
    made = Disowned.objects.create(confirmation=confirmation, disowned_at=now, disowned_by=by)
    today = localdate(now)
    cohorts.refuse_link(by, purpose=CONFIRM, thing=place.key, until_on=today, now=now)
    trail.record(events.DISOWNED, about=confirmation, by=by, now=now)
    for person in holders(place, now, role=Function.Role.COORDINATOR):
        queue.notify(
            events.DISOWNED_TOLD,
            recipient=person,
            once=f"{events.DISOWNED_TOLD}:{confirmation.key}:{person.pk}",
            data={"confirmation": confirmation.pk},
            now=now,
        )
    return made
