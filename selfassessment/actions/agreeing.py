"""Setting what the institution answers. Nothing of it is told to the trail or to the agency."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from cohorts.models import User
from exchange_portal.characters import plain
from selfassessment.actions.answering import own_space, step_of
from selfassessment.actions.refusals import (
    Conflict,
    NotYourPart,
    Refused,
    StillAnswering,
    TooLong,
    UnknownStep,
)
from selfassessment.models import AgreedAnswer, Assessment, ScaleStep, Statement
from selfassessment.queries.parts import closed_areas

MAX_CHARACTERS = 4_000  # of one comment


@dataclass(frozen=True, kw_only=True)
class Choice:
    """An answer to a statement (positions of steps, None for none), and the version that its
    writer began from."""

    statement: Statement
    present: int | None
    wanted: int | None
    comment: str
    version: int


@transaction.atomic
def agree(assessment: Assessment, *, choice: Choice, by: User, now: datetime) -> AgreedAnswer:
    """Save the answer that was begun from `version`. One that already stands is acknowledged
    again, so that a lost reply can be retried; another one than was begun from is never lost."""
    assessment = _open(assessment, now)
    if choice.statement.area_id in closed_areas(assessment, by, now):
        raise NotYourPart
    return _agree(assessment, choice, by, now)


@transaction.atomic
def agree_all(
    assessment: Assessment, *, choices: Iterable[Choice], by: User, now: datetime
) -> dict[Statement, Refused]:
    """Save every answer that can be saved; what was refused, by statement. What concerns the whole
    (handed in already, say) is raised."""
    assessment = _open(assessment, now)
    refused: dict[Statement, Refused] = {}
    closed = closed_areas(assessment, by, now)
    for choice in choices:
        if choice.statement.area_id in closed:
            refused[choice.statement] = NotYourPart()
            continue
        try:
            with transaction.atomic():
                _agree(assessment, choice, by, now)
        except (Conflict, TooLong, UnknownStep) as refusal:
            refused[choice.statement] = refusal
    return refused


def _agree(assessment: Assessment, choice: Choice, by: User, now: datetime) -> AgreedAnswer:
    """In an assessment that this transaction has locked."""
    present, wanted = (_step(assessment, one) for one in (choice.present, choice.wanted))
    comment = plain(choice.comment)
    answer, _ = AgreedAnswer.objects.select_related("saved_by", "present", "wanted").get_or_create(
        assessment=assessment, statement=choice.statement
    )
    if (answer.present, answer.wanted, answer.comment) == (present, wanted, comment):
        return answer
    if answer.version != choice.version:
        raise Conflict(answer, by)
    if len(comment) > MAX_CHARACTERS:
        raise TooLong(len(comment), MAX_CHARACTERS)
    answer.present, answer.wanted, answer.comment = present, wanted, comment
    answer.version, answer.saved_at, answer.saved_by = choice.version + 1, now, by
    answer.save(update_fields=["present", "wanted", "comment", "version", "saved_at", "saved_by"])
    return answer


def _open(assessment: Assessment, now: datetime) -> Assessment:
    assessment = own_space(assessment, now)
    if assessment.is_answering:
        raise StillAnswering
    return assessment


def _step(assessment: Assessment, position: int | None) -> ScaleStep | None:
    return None if position is None else step_of(assessment, position)
