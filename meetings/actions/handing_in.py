"""Handing in. It locks the institution's draft first, as returning does."""

from datetime import datetime

from django.db import transaction

from cohorts.models import Function, Participation, User
from cohorts.queries import contact_person, function_of, holders
from exchange_portal.audit import trail
from exchange_portal.outbox import queue
from meetings import documents, events
from meetings.actions.drafts import own_space
from meetings.actions.refusals import (
    ChangedMeanwhile,
    HandedIn,
    Incomplete,
    NothingToHandIn,
    StoppedFiles,
)
from meetings.frozen import Frozen, FrozenAnswer, FrozenFile, fingerprint
from meetings.models import Assignment, Submission, SubmittedFile, SubmittedVersion
from meetings.queries.drafts import Draft, draft


@transaction.atomic
def submit(
    assignment: Assignment, *, participation: Participation, stamp: str, by: User, now: datetime
) -> SubmittedVersion:
    """Freeze the draft that the coordinator was shown (its `stamp`). What has been handed in
    already is not handed in again: two clicks, or two coordinators, get the same version."""
    assignment = (
        Assignment.objects.select_for_update(of=["self"])
        .select_related("cohort__round", "meeting")
        .get(pk=assignment.pk)
    )
    try:
        submission = own_space(assignment, participation, now)
    except HandedIn as handed_in:
        return handed_in.version
    whole = draft(assignment, participation)
    if whole.stamp != stamp:
        raise ChangedMeanwhile
    _check_complete(whole)
    version = _freeze(submission, whole, by, now)
    trail.record(events.SUBMITTED, about=version, by=by, now=now)
    _tell_of_submission(version, participation, by, now)
    return version


def _check_complete(whole: Draft) -> None:
    if whole.missing:
        raise Incomplete(whole.missing)
    if whole.is_empty:
        raise NothingToHandIn
    if whole.stopped:
        raise StoppedFiles(whole.stopped)


def _freeze(submission: Submission, whole: Draft, by: User, now: datetime) -> SubmittedVersion:
    content = _copy(whole, by, now).as_content()
    version = SubmittedVersion.objects.create(
        submission=submission,
        number=whole.versions + 1,
        submitted_at=now,
        submitted_by=by,
        sharing=whole.assignment.sharing,
        content=content,
        fingerprint=fingerprint(content),
    )
    SubmittedFile.objects.bulk_create(
        SubmittedFile(version=version, file=one.file) for one in whole.files
    )
    return version


def _copy(whole: Draft, by: User, now: datetime) -> Frozen:
    assignment, institution = whole.assignment, whole.participation.institution
    meeting, round = assignment.meeting, assignment.cohort.round
    function = function_of(by, whole.participation, now)
    return Frozen(
        institution=institution.name,
        institution_en=institution.name_en,
        cohort=assignment.cohort.name,
        round=round.name if round else "",
        meeting_number=meeting.number if meeting else None,
        theme_sv=meeting.theme_sv if meeting else "",
        theme_en=meeting.theme_en if meeting else "",
        title_sv=assignment.title_sv,
        title_en=assignment.title_en,
        due_on=assignment.due_on,
        sharing=assignment.sharing,
        number=whole.versions + 1,
        submitted_at=now,
        submitted_by=by.name,
        function_sv=function.name_sv if function else "",
        function_en=function.name_en if function else "",
        answers=tuple(
            FrozenAnswer(
                number=answer.question.number,
                prompt_sv=answer.question.prompt_sv,
                prompt_en=answer.question.prompt_en,
                text=answer.text,
            )
            for answer in whole.answers
        ),
        files=tuple(
            FrozenFile(
                name=one.file.original_name,
                size=one.file.size,
                sha256=one.file.sha256,
                content_type=one.file.content_type,
            )
            for one in whole.files
        ),
    )


def _tell_of_submission(
    version: SubmittedVersion, participation: Participation, by: User, now: datetime
) -> None:
    """The PDF, the receipts, and a word to the contact person."""
    queue.enqueue(
        events.SUBMISSION_PDF,
        once=documents.once(version),
        data={"version": version.pk},
        now=now,
    )
    for person in {by, *_coordinators(participation, now)}:
        _notify(events.RECEIPT, version, person, now)
    contact = contact_person(participation.cohort, now)
    if contact is not None:
        _notify(events.RECEIVED, version, contact, now)


def _coordinators(participation: Participation, now: datetime) -> list[User]:
    return list(holders(participation, now, role=Function.Role.COORDINATOR))


def _notify(kind: str, version: SubmittedVersion, recipient: User, now: datetime) -> None:
    queue.notify(
        kind,
        recipient=recipient,
        once=f"{kind}:{version.key}:{recipient.pk}",
        data={"version": version.pk},
        now=now,
    )
