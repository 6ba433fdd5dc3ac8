"""What the institutions have handed in of their self-assessments: all but the last time."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby

from demo.full_size.places import Places
from selfassessment.frozen import Frozen, FrozenAnswer, FrozenArea, FrozenStep, fingerprint
from selfassessment.models import AgreedAnswer, Assessment, SubmittedAssessment
from selfassessment.queries.asked import Asked, asked


def handed_in(
    agreed: Iterable[AgreedAnswer], places: Places, now: datetime
) -> Iterator[SubmittedAssessment]:
    """`agreed` are whole, assessment by assessment."""
    for assessment, answers in groupby(agreed, key=lambda one: one.assessment):
        content = _copy(assessment, list(answers), places, now).as_content()
        yield SubmittedAssessment(
            assessment=assessment,
            number=1,
            submitted_at=now,
            submitted_by=places.coordinator(assessment.participation),
            content=content,
            fingerprint=fingerprint(content),
        )


def _copy(
    assessment: Assessment, answers: list[AgreedAnswer], places: Places, now: datetime
) -> Frozen:
    place, whole = assessment.participation, asked(assessment.instrument_version)
    instrument, function = whole.version.instrument, places.seats[place.pk][0].function
    return Frozen(
        institution=place.institution.name,
        institution_en=place.institution.name_en,
        cohort=place.cohort.name,
        round=places.round.name,
        instrument=instrument.key,
        instrument_version=whole.version.number,
        bearer=instrument.bearer,
        title_sv=instrument.title_sv,
        title_en=instrument.title_en,
        asks_wanted=whole.version.asks_wanted,
        due_on=assessment.due_on,
        number=1,
        submitted_at=now,
        submitted_by=places.coordinator(place).name,
        function_sv=function.name_sv,
        function_en=function.name_en,
        steps=tuple(
            FrozenStep(position=one.position, word_sv=one.word_sv, word_en=one.word_en)
            for one in whole.steps
        ),
        areas=tuple(_areas(whole, answers)),
    )


def _areas(whole: Asked, answers: list[AgreedAnswer]) -> Iterator[FrozenArea]:
    given = {one.statement_id: one for one in answers}
    for area, statements in groupby(whole.statements, key=lambda one: one.area):
        yield FrozenArea(
            title_sv=area.title_sv,
            title_en=area.title_en,
            answers=tuple(
                FrozenAnswer(
                    number=one.number,
                    text_sv=one.text_sv,
                    text_en=one.text_en,
                    present=_position(given[one.pk].present),
                    wanted=_position(given[one.pk].wanted) if whole.version.asks_wanted else None,
                    comment="",
                )
                for one in statements
            ),
        )


def _position(step: object) -> int:
    return int(getattr(step, "position", 1))
