"""What leaders and institutions have answered in self-assessments."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count, islice

from django.utils.timezone import localdate

from cohorts.models import Function, Participation, User
from demo.full_size import facts
from demo.full_size.places import Places, batches
from selfassessment.models import (
    AgreedAnswer,
    Assessment,
    Instrument,
    InstrumentVersion,
    Rating,
    ScaleStep,
    Statement,
)

WAVE = 30  # days between two times that the same is asked
LEADERS = {Function.Role.HEAD, Function.Role.MANAGEMENT}


def answer(places: Places, now: datetime) -> None:
    """Every published instrument is asked and answered again and again, until there are enough
    answers."""
    left = facts.ANSWERS
    for wave in count():
        asked = _ask(places, wave, now)
        for agreed in batches(islice(_agreed(asked, places, now), left)):
            AgreedAnswer.objects.bulk_create(agreed)
            left -= len(agreed)
        for ratings in batches(islice(_ratings(asked, places, now), left)):
            Rating.objects.bulk_create(ratings)
            left -= len(ratings)
        if not left:
            return


def _ask(places: Places, wave: int, now: datetime) -> list[Assessment]:
    today = localdate(now)
    asked = [
        Assessment(
            instrument_version=version,
            participation=place,
            opens_on=today - timedelta(days=WAVE * (wave + 1)),
            due_on=today + timedelta(days=WAVE),
        )
        for version in InstrumentVersion.objects.exclude(published_at=None).select_related(
            "instrument"
        )
        for place in places.participations
    ]
    return Assessment.objects.bulk_create(asked, batch_size=facts.BATCH)


def _agreed(asked: list[Assessment], places: Places, now: datetime) -> Iterator[AgreedAnswer]:
    for assessment, statement, step in _chosen(asked):
        yield AgreedAnswer(
            assessment=assessment,
            statement=statement,
            present=step,
            wanted=step if assessment.instrument_version.asks_wanted else None,
            version=1,
            saved_at=now,
            saved_by=places.coordinator(assessment.participation),
        )


def _ratings(asked: list[Assessment], places: Places, now: datetime) -> Iterator[Rating]:
    alone = Instrument.Bearer.MANAGEMENT_GROUP
    for assessment, statement, step in _chosen(
        [one for one in asked if one.instrument_version.instrument.bearer == alone]
    ):
        for leader in _leaders(places, assessment.participation):
            yield Rating(
                assessment=assessment,
                statement=statement,
                respondent=leader,
                present=step,
                wanted=step,
                version=2,
                saved_at=now,
            )


def _leaders(places: Places, place: Participation) -> list[User]:
    chairs = zip(places.seats[place.pk], places.people[place.pk], strict=True)
    return [user for seat, user in chairs if seat.function.role in LEADERS]


def _chosen(asked: list[Assessment]) -> Iterator[tuple[Assessment, Statement, ScaleStep]]:
    statements: dict[int, list[Statement]] = {}
    steps: dict[int, list[ScaleStep]] = {}
    for version in {one.instrument_version for one in asked}:
        statements[version.pk] = list(Statement.objects.filter(version=version).order_by("number"))
        steps[version.pk] = list(
            ScaleStep.objects.filter(scale=version.scale_id).order_by("position")
        )
    for number, assessment in enumerate(asked):
        version_id = assessment.instrument_version_id
        for statement in statements[version_id]:
            words = steps[version_id]
            yield assessment, statement, words[(number + statement.number) % len(words)]
