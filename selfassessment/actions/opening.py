"""Asking institutions to assess themselves."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from cohorts.models import Participation, User
from exchange_portal.audit import trail
from selfassessment import events
from selfassessment.actions.refusals import AskedAndWithdrawn, DatesOutOfOrder, NotPublished
from selfassessment.models import Assessment, InstrumentVersion


@transaction.atomic
def open_assessment(
    participation: Participation,
    *,
    version: InstrumentVersion,
    opens_on: date,
    due_on: date | None,
    by: User | None,
    now: datetime,
) -> Assessment:
    """Ask one institution. Asked twice from the same day on, it is asked once."""
    Participation.objects.select_for_update().get(pk=participation.pk)
    if version.published_at is None:
        raise NotPublished
    if due_on is not None and due_on < opens_on:
        raise DatesOutOfOrder
    assessment, is_new = Assessment.objects.get_or_create(
        instrument_version=version,
        participation=participation,
        opens_on=opens_on,
        defaults={"due_on": due_on},
    )
    if assessment.withdrawn_at is not None:
        raise AskedAndWithdrawn(assessment)
    if is_new:
        trail.record(events.OPENED, about=assessment, by=by, now=now)
    return assessment


@transaction.atomic
def open_for_all(
    participations: Iterable[Participation],
    *,
    version: InstrumentVersion,
    opens_on: date,
    due_on: date | None,
    by: User | None,
    now: datetime,
) -> list[Assessment]:
    """Ask every institution of a group, or none of them."""
    return [
        open_assessment(one, version=version, opens_on=opens_on, due_on=due_on, by=by, now=now)
        for one in participations
    ]
