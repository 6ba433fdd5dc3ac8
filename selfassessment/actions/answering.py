"""Each leader answers alone, until the answering is closed. Nothing of it is told to the trail or
to the agency."""

from datetime import datetime

from django.db import transaction

from cohorts.models import User
from cohorts.rules import is_under_way
from selfassessment.actions.refusals import (
    AlreadyShown,
    AnsweredElsewhere,
    AnsweringClosed,
    ClosedMeanwhile,
    HandedIn,
    NobodyAnswered,
    NotAllAnswered,
    NotOpenYet,
    RoundOver,
    UnknownStep,
    Withdrawn,
)
from selfassessment.models import Assessment, Finish, Rating, ScaleStep, Statement
from selfassessment.queries.agreed import is_shown
from selfassessment.queries.asked import asked, has_ratings, latest_of, own, respondents

LEVELS = ("present", "wanted")


@transaction.atomic
def rate(
    assessment: Assessment,
    *,
    statement: Statement,
    level: str,
    position: int,
    version: int,
    by: User,
    now: datetime,
) -> Rating:
    """Save one choice: the step at `position`, for one of `LEVELS`. The same choice again is
    acknowledged; another one than was begun from is never lost."""
    assessment = own_space(assessment, now)
    if assessment.closed_at is not None:
        raise AnsweringClosed
    step = step_of(assessment, position)
    rating, _ = Rating.objects.get_or_create(
        assessment=assessment, statement=statement, respondent=by, defaults={"saved_at": now}
    )
    if getattr(rating, f"{level}_id") == step.pk:
        return rating
    if rating.version != version:
        raise AnsweredElsewhere(rating)
    setattr(rating, level, step)
    rating.version, rating.saved_at = version + 1, now
    rating.save(update_fields=[level, "version", "saved_at"])
    return rating


@transaction.atomic
def finish(assessment: Assessment, *, by: User, now: datetime) -> Assessment:
    """«Jag är klar»: all is answered and looked through. When everyone has said so the answering
    closes by itself. Pressed twice, it is said once."""
    assessment = own_space(assessment, now)
    if Finish.objects.filter(assessment=assessment, respondent=by).exists():
        return assessment
    if assessment.closed_at is not None:
        raise ClosedMeanwhile
    remaining = own(assessment, by).remaining
    if remaining:
        raise NotAllAnswered(remaining)
    Finish.objects.create(assessment=assessment, respondent=by)
    if all(person.is_done for person in respondents(assessment, now)):
        _close(assessment, by, now)
    return assessment


@transaction.atomic
def close_answering(assessment: Assessment, *, by: User, now: datetime) -> Assessment:
    """End the answering. Pressed twice, it is closed once."""
    assessment = own_space(assessment, now)
    if assessment.closed_at is None:
        if not has_ratings(assessment):
            raise NobodyAnswered
        _close(assessment, by, now)
    return assessment


@transaction.atomic
def reopen_answering(assessment: Assessment, *, by: User, now: datetime) -> Assessment:
    """Let the leaders answer again. Only while no distribution has been shown: between two of them
    the difference is what somebody has changed. Pressed twice, it is opened once."""
    assessment = own_space(assessment, now)
    if assessment.closed_at is None:
        return assessment
    if is_shown(assessment):
        raise AlreadyShown
    assessment.closed_at = assessment.closed_by = None
    assessment.reopened_at, assessment.reopened_by = now, by
    assessment.save(update_fields=["closed_at", "closed_by", "reopened_at", "reopened_by"])
    return assessment


def own_space(assessment: Assessment, now: datetime) -> Assessment:
    """The assessment, locked for this transaction and open for change; else a refusal."""
    assessment = (
        Assessment.objects.select_for_update(of=["self"]).with_origin().get(pk=assessment.pk)
    )
    if not is_under_way(assessment.participation.cohort.round, now):
        raise RoundOver
    if not assessment.has_opened(now):
        raise NotOpenYet(assessment)
    if assessment.withdrawn_at is not None:
        raise Withdrawn
    latest = latest_of(assessment)
    if latest is not None:
        raise HandedIn(latest)
    return assessment


def step_of(assessment: Assessment, position: int) -> ScaleStep:
    step = asked(assessment.instrument_version).step(position)
    if step is None:
        raise UnknownStep
    return step


def _close(assessment: Assessment, by: User, now: datetime) -> None:
    assessment.closed_at, assessment.closed_by = now, by
    assessment.save(update_fields=["closed_at", "closed_by"])
