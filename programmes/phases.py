"""Where groups are, and what is next: over the rounds of a programme, and of an institution."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from django.utils.timezone import localdate

from cohorts.models import Cohort, Round
from meetings.models import Meeting
from programmes.queries import meetings_of
from programmes.way import Phase, phase


def phases_of(cohorts: Iterable[Cohort], now: datetime) -> dict[int, Phase]:
    """By the id of the cohort; those outside rounds have none. One query, however many."""
    groups = [one for one in cohorts if one.round is not None]
    meetings: dict[int, list[Meeting]] = {}
    for meeting in meetings_of(groups):
        meetings.setdefault(meeting.cohort_id, []).append(meeting)
    return {
        one.pk: phase(one.round, meetings.get(one.pk, []), localdate(now))
        for one in groups
        if one.round is not None
    }


def over_rounds(
    cohorts: Iterable[Cohort], now: datetime
) -> list[tuple[Round | None, list[tuple[Cohort, Phase]]]]:
    """Round for round the groups, each with where it is. `cohorts` come round for round."""
    groups = list(cohorts)
    phases = phases_of(groups, now)
    return [
        (round, [(one, phases[one.pk]) for one in those])
        for round, those in groupby(groups, key=lambda one: one.round)
    ]
