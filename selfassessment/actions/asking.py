"""A coordinator asks colleagues to answer. The trail hears nothing of it: it is the agency's, and
that somebody is asked tells of who has not answered."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cohorts.models import User
from cohorts.rules import is_under_way
from exchange_portal.outbox import queue
from selfassessment import events
from selfassessment.actions.refusals import AnsweringClosed, Refused, RoundOver
from selfassessment.models import Assessment
from selfassessment.queries.asked import respondents


class NobodyToAsk(Refused):
    def __init__(self) -> None:
        super().__init__(_("Ingen av dem du valde saknas nu. Inget skickades."))


@transaction.atomic
def ask_respondents(
    assessment: Assessment, *, people: Collection[int], by: User, now: datetime
) -> int:
    """A mail to each of these leaders (ids) who has not answered everything: how many. At most one
    a day to each, whoever asks."""
    locked = Assessment.objects.with_origin().select_for_update(of=["self"])
    assessment = locked.get(pk=assessment.pk)
    if not is_under_way(assessment.participation.cohort.round, now):
        raise RoundOver
    if not assessment.is_answering:
        raise AnsweringClosed
    waiting = {one.user for one in respondents(assessment, now) if not one.is_done}
    asked = waiting & set(people)
    if not asked:
        raise NobodyToAsk
    for person in User.objects.filter(pk__in=asked):
        queue.notify(
            events.ASKED,
            recipient=person,
            once=f"{events.ASKED}:{assessment.key}:{person.pk}:{localdate(now).isoformat()}",
            data={"assessment": assessment.pk, "asker": by.pk},
            now=now,
        )
    return len(asked)
