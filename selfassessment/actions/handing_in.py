"""Handing in: a frozen copy, a receipt, a PDF. After it nothing changes."""

from datetime import datetime

from django.db import transaction

from cohorts.models import Function, User
from cohorts.queries import contact_person, function_of, holders
from exchange_portal.audit import trail
from exchange_portal.outbox import actions as outbox
from exchange_portal.outbox import queue
from selfassessment import documents, events
from selfassessment.actions.answering import own_space
from selfassessment.actions.refusals import (
    ChangedMeanwhile,
    HandedIn,
    Incomplete,
    StillAnswering,
)
from selfassessment.frozen import Frozen, FrozenAnswer, FrozenArea, FrozenStep, fingerprint
from selfassessment.models import Area, Assessment, SubmittedAssessment
from selfassessment.queries.agreed import Answer, Draft, draft


@transaction.atomic
def submit(assessment: Assessment, *, stamp: str, by: User, now: datetime) -> SubmittedAssessment:
    """Freeze the answers that the coordinator was shown (their `stamp`). Two clicks, or two
    coordinators, get the same copy."""
    try:
        assessment = own_space(assessment, now)
    except HandedIn as handed_in:
        return handed_in.submitted
    if assessment.is_answering:
        raise StillAnswering
    whole = draft(assessment)
    if whole.stamp != stamp:
        raise ChangedMeanwhile
    if whole.missing:
        raise Incomplete(whole.missing)
    submitted = _freeze(whole, by, now)
    trail.record(events.SUBMITTED, about=submitted, by=by, now=now)
    _tell(submitted, by, now)
    return submitted


def _freeze(whole: Draft, by: User, now: datetime) -> SubmittedAssessment:
    content = _copy(whole, by, now).as_content()
    return SubmittedAssessment.objects.create(
        assessment=whole.assessment,
        number=1,
        submitted_at=now,
        submitted_by=by,
        content=content,
        fingerprint=fingerprint(content),
    )


def _copy(whole: Draft, by: User, now: datetime) -> Frozen:
    assessment, version = whole.assessment, whole.asked.version
    participation, instrument = assessment.participation, version.instrument
    institution, round = participation.institution, participation.cohort.round
    function = function_of(by, participation, now)
    return Frozen(
        institution=institution.name,
        institution_en=institution.name_en,
        cohort=participation.cohort.name,
        round=round.name if round else "",
        instrument=instrument.key,
        instrument_version=version.number,
        bearer=instrument.bearer,
        title_sv=instrument.title_sv,
        title_en=instrument.title_en,
        asks_wanted=version.asks_wanted,
        due_on=assessment.due_on,
        number=1,
        submitted_at=now,
        submitted_by=by.name,
        function_sv=function.name_sv if function else "",
        function_en=function.name_en if function else "",
        steps=tuple(
            FrozenStep(position=one.position, word_sv=one.word_sv, word_en=one.word_en)
            for one in whole.asked.steps
        ),
        areas=_areas(whole),
    )


def _areas(whole: Draft) -> tuple[FrozenArea, ...]:
    areas: dict[Area, list[FrozenAnswer]] = {}
    for answer in whole.answers:
        areas.setdefault(answer.statement.area, []).append(_answer(answer))
    return tuple(
        FrozenArea(title_sv=area.title_sv, title_en=area.title_en, answers=tuple(answers))
        for area, answers in areas.items()
    )


def _answer(answer: Answer) -> FrozenAnswer:
    statement, present, wanted = answer.statement, answer.present, answer.wanted
    return FrozenAnswer(
        number=statement.number,
        text_sv=statement.text_sv,
        text_en=statement.text_en,
        present=present.position if present else 0,
        wanted=wanted.position if wanted else None,
        comment=answer.comment.strip(),
    )


def make_pdf_again(submitted: SubmittedAssessment, *, by: User, now: datetime) -> None:
    """The PDF of what was handed in, if it could not be made."""
    once, data = documents.once(submitted), {"submitted": submitted.pk}
    outbox.have_done(events.SUMMARY_PDF, once=once, data=data, by=by, now=now)


def _tell(submitted: SubmittedAssessment, by: User, now: datetime) -> None:
    """The PDF, the receipts, and a word to the contact person."""
    data = {"submitted": submitted.pk}
    queue.enqueue(events.SUMMARY_PDF, once=documents.once(submitted), data=data, now=now)
    participation = submitted.assessment.participation
    for person in {by, *holders(participation, now, role=Function.Role.COORDINATOR)}:
        _notify(events.RECEIPT, submitted, person, now)
    contact = contact_person(participation.cohort, now)
    if contact is not None:
        _notify(events.RECEIVED, submitted, contact, now)


def _notify(kind: str, submitted: SubmittedAssessment, recipient: User, now: datetime) -> None:
    once = f"{kind}:{submitted.key}:{recipient.pk}"
    queue.notify(kind, recipient=recipient, once=once, data={"submitted": submitted.pk}, now=now)
