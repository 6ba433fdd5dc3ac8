"""A coordinator asks colleagues to answer. The trail hears nothing of it: it is the agency's, and
that somebody is asked tells of who has not answered."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cohorts.models import User
from exchange_portal.outbox import queue
from selfassessment import events
from selfassessment.actions.answering import own_space
from selfassessment.actions.refusals import AnsweringClosed, Refused
from selfassessment.models import Assessment
from selfassessment.queries.asked import respondents, waiting_for


class NobodyToAsk(Refused):
    def __init__(self) -> None:
        super().__init__(_("Ingen av dem du valde saknas nu. Inget skickades."))


@transaction.atomic
def ask_respondents(
    assessment: Assessment, *, people: Collection[int], by: User, now: datetime
) -> int:
    """A mail to each of these leaders (ids) who has not answered everything, and has had no
    reminder of it today: how many."""
    assessment = own_space(assessment, now)
    if not assessment.is_answering:
        raise AnsweringClosed
    waiting = waiting_for(assessment, respondents(assessment, now), now)
    chosen = [one for one in waiting if one.user in people]
    if not chosen:
        raise NobodyToAsk
    asked = [one.user for one in chosen if not one.is_reminded]
    for person in User.objects.filter(pk__in=asked):
        queue.notify(
            events.ASKED,
            recipient=person,
            once=f"{events.ASKED}:{assessment.key}:{person.pk}:{localdate(now).isoformat()}",
            data={"assessment": assessment.pk, "asker": by.pk},
            now=now,
        )
    return len(asked)
