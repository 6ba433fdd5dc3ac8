"""A coordinator asks the head to confirm."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cohorts.models import Participation, User
from exchange_portal.audit import trail
from exchange_portal.outbox import queue
from preparation import events
from preparation.actions.refusals import Refused, plan_of
from preparation.models import Confirmation
from preparation.queries.confirming import asked_today, heads


class NobodyToAsk(Refused):
    def __init__(self) -> None:
        super().__init__(_("Ingen har platsen just nu. Bjud in den högsta chefen först."))


class ConfirmedAlready(Refused):
    def __init__(self) -> None:
        super().__init__(_("Bekräftelsen har redan kommit. Inget skickades."))


@transaction.atomic
def ask_head(participation: Participation, *, by: User, now: datetime) -> int:
    """A mail to each who can confirm and has had no mail of it today: how many."""
    participation = (
        Participation.objects.select_for_update(of=["self"])
        .select_related("cohort__round")
        .get(pk=participation.pk)
    )
    plan_of(participation, now)
    if Confirmation.objects.standing().filter(participation=participation).exists():
        raise ConfirmedAlready
    those = list(heads(participation, now))
    if not those:
        raise NobodyToAsk
    known = asked_today(participation, those, now)
    free = [one for one in those if one.pk not in known]
    day = localdate(now).isoformat()
    for person in free:
        queue.notify(
            events.ASKED,
            recipient=person,
            once=f"{events.ASKED}:{participation.key}:{person.pk}:{day}",
            data={"participation": participation.pk, "asker": by.pk},
            now=now,
        )
    if free:
        trail.record(events.HEAD_ASKED, about=participation, by=by, now=now)
    return len(free)
