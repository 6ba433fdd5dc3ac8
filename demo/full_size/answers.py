"""What leaders and institutions have answered in self-assessments."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count, islice

from django.utils.timezone import localdate

from demo.full_size import facts
from demo.full_size.copies import handed_in
from demo.full_size.places import Places, batches
from selfassessment.models import (
    AgreedAnswer,
    Assessment,
    Instrument,
    InstrumentVersion,
    Rating,
    ScaleStep,
    Statement,
    SubmittedAssessment,
)
from selfassessment.queries.asked import asked

WAVE = 110  # days between two times that the same is asked
OPEN = 30  # days to answer in


def answer(places: Places, now: datetime) -> None:
    """Every published instrument is asked and answered again and again, until there are enough
    answers."""
    left = facts.ANSWERS
    for wave in count():
        these = _ask(places, wave, now)
        for agreed in batches(islice(_agreed(these, places, now), left)):
            AgreedAnswer.objects.bulk_create(agreed)
            left -= len(agreed)
        if wave:  # what is asked now is answered, and not handed in
            SubmittedAssessment.objects.bulk_create(
                handed_in(_agreed(these, places, now), places, now), batch_size=facts.BATCH
            )
        for ratings in batches(islice(_ratings(these, places, now), left)):
            Rating.objects.bulk_create(ratings)
            left -= len(ratings)
        if not left:
            return


def _ask(places: Places, wave: int, now: datetime) -> list[Assessment]:
    opens_on = localdate(now) - timedelta(days=WAVE * wave + OPEN // 2)
    new = [
        Assessment(
            instrument_version=version,
            participation=place,
            opens_on=opens_on,
            due_on=opens_on + timedelta(days=OPEN),
        )
        for version in InstrumentVersion.objects.exclude(published_at=None).select_related(
            "instrument"
        )
        for place in places.participations
    ]
    return Assessment.objects.bulk_create(new, batch_size=facts.BATCH)


def _agreed(these: list[Assessment], places: Places, now: datetime) -> Iterator[AgreedAnswer]:
    for assessment, statement, step in _chosen(these):
        yield AgreedAnswer(
            assessment=assessment,
            statement=statement,
            present=step,
            wanted=step if assessment.instrument_version.asks_wanted else None,
            version=1,
            saved_at=now,
            saved_by=places.coordinator(assessment.participation),
        )


def _ratings(these: list[Assessment], places: Places, now: datetime) -> Iterator[Rating]:
    """By all who have led the institution so far."""
    alone = Instrument.Bearer.MANAGEMENT_GROUP
    for assessment, statement, step in _chosen(
        [one for one in these if one.instrument_version.instrument.bearer == alone]
    ):
        for leader in places.leaders[assessment.participation_id]:
            yield Rating(
                assessment=assessment,
                statement=statement,
                respondent=leader,
                present=step,
                wanted=step,
                version=2,
                saved_at=now,
            )


def _chosen(those: list[Assessment]) -> Iterator[tuple[Assessment, Statement, ScaleStep]]:
    for number, assessment in enumerate(those):
        whole = asked(assessment.instrument_version)
        for statement in whole.statements:
            yield assessment, statement, whole.steps[(number + statement.number) % len(whole.steps)]
