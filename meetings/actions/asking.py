"""A coordinator asks colleagues to say whether they come."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cohorts.models import User
from cohorts.rules import is_under_way
from exchange_portal.audit import trail
from exchange_portal.outbox import queue
from meetings import events
from meetings.actions.refusals import Refused, RoundOver
from meetings.actions.telling import tell_of_those_asked
from meetings.models import Meeting
from meetings.queries.missing import colleagues_missing


class NobodyToAsk(Refused):
    def __init__(self) -> None:
        super().__init__(_("Ingen av dem du valde saknas nu. Inget skickades."))


@transaction.atomic
def ask_colleagues(meeting: Meeting, *, people: Collection[int], by: User, now: datetime) -> int:
    """A mail to each of these (ids) who is missing where `by` coordinates, and has had no reminder
    of it today: how many."""
    locked = Meeting.objects.select_for_update(of=["self"]).select_related("cohort__round")
    meeting = locked.get(pk=meeting.pk)
    if not is_under_way(meeting.cohort.round, now):
        raise RoundOver
    missing = colleagues_missing(meeting, by, now)
    chosen = [one for one in missing if one.person.pk in people]
    if not chosen:
        raise NobodyToAsk
    asked = [one.person for one in chosen if not one.is_reminded]
    for person in asked:
        queue.notify(
            events.INVITATION_ASKED,
            recipient=person,
            once=f"{events.INVITATION_ASKED}:{meeting.key}:{person.pk}:{localdate(now).isoformat()}",
            data={"meeting": meeting.pk, "asker": by.pk},
            now=now,
        )
    if asked:
        tell_of_those_asked(meeting, asked, day=localdate(now), by=by, now=now)
        trail.record(events.COLLEAGUES_ASKED, about=meeting, by=by, now=now)
    return len(asked)
