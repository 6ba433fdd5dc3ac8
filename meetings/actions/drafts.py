"""Work in the institution's own space. Nothing of it is told to the trail or to the agency."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from cohorts.models import Participation, User
from cohorts.rules import is_under_way
from exchange_portal.characters import plain
from exchange_portal.files import actions as files
from exchange_portal.files.storing import checksum
from meetings.actions.refusals import (
    Conflict,
    HandedIn,
    NotOpenYet,
    Refused,
    RoundOver,
    TooLong,
    TooManyFiles,
    TooManyLines,
)
from meetings.models import Assignment, DraftAnswer, DraftFile, Question, Submission

MAX_CHARACTERS = 20_000  # of one answer
MAX_LINES = 1_000  # of one answer: each takes its time when a PDF is made
MAX_FILES = 30  # of one draft


@dataclass(frozen=True, kw_only=True)
class Written:
    """A text to a question, and the version that its writer began from."""

    question: Question
    text: str
    version: int


@transaction.atomic
def save_answer(
    assignment: Assignment,
    *,
    participation: Participation,
    question: Question,
    text: str,
    version: int,
    by: User,
    now: datetime,
) -> DraftAnswer:
    """Save the text that was begun from `version`. A text that already stands is acknowledged
    again, so that a lost reply can be retried; another one than was begun from is never lost."""
    submission = own_space(assignment, participation, now)
    answer, _ = DraftAnswer.objects.select_related("saved_by").get_or_create(
        submission=submission, question=question
    )
    text = plain(text)
    if answer.text == text:
        return answer
    if answer.version != version:
        raise Conflict(answer, by)
    if len(text) > MAX_CHARACTERS:
        raise TooLong(len(text), MAX_CHARACTERS)
    if text.count("\n") >= MAX_LINES:
        raise TooManyLines(text.count("\n") + 1, MAX_LINES)
    answer.text, answer.version = text, version + 1
    answer.saved_at, answer.saved_by = now, by
    answer.save(update_fields=["text", "version", "saved_at", "saved_by"])
    return answer


@transaction.atomic
def save_answers(
    assignment: Assignment,
    *,
    participation: Participation,
    written: Iterable[Written],
    by: User,
    now: datetime,
) -> dict[Question, Refused]:
    """Save every text that can be saved; what was refused, by question. What concerns the whole
    draft (handed in already, say) is raised."""
    own_space(assignment, participation, now)
    refused: dict[Question, Refused] = {}
    for one in written:
        try:
            save_answer(
                assignment,
                participation=participation,
                question=one.question,
                text=one.text,
                version=one.version,
                by=by,
                now=now,
            )
        except (Conflict, TooLong, TooManyLines) as refusal:
            refused[one.question] = refusal
    return refused


@transaction.atomic
def add_file(
    assignment: Assignment,
    *,
    participation: Participation,
    upload: "UploadedFile[Any]",
    by: User,
    now: datetime,
) -> DraftFile:
    """Receive a file into the draft. The same content sent twice lies there once."""
    submission = own_space(assignment, participation, now)
    same = submission.draft_files.select_related("file").filter(file__sha256=checksum(upload))
    if known := same.first():
        return known
    if submission.draft_files.count() >= MAX_FILES:
        raise TooManyFiles(MAX_FILES)
    return DraftFile.objects.create(
        submission=submission,
        file=files.receive(upload, by=by, now=now),
        added_at=now,
        added_by=by,
    )


@transaction.atomic
def remove_file(draft_file: DraftFile, *, by: User, now: datetime) -> None:
    """Take a file out of the draft, and out of existence. What has been handed in keeps its own."""
    submission = draft_file.submission
    own_space(submission.assignment, submission.participation, now)
    gone, _ = DraftFile.objects.filter(pk=draft_file.pk).delete()
    if gone:
        files.remove(draft_file.file, by=by, now=now)


def own_space(assignment: Assignment, participation: Participation, now: datetime) -> Submission:
    """The institution's draft, locked for this transaction and open for change; else a refusal."""
    if not is_under_way(assignment.cohort.round, now):
        raise RoundOver
    if not assignment.has_opened(now):
        raise NotOpenYet(assignment)
    submission, _ = Submission.objects.get_or_create(
        assignment=assignment, participation=participation, defaults={"created_at": now}
    )
    submission = Submission.objects.select_for_update().get(pk=submission.pk)
    latest = submission.versions.order_by("-number").first()
    if latest is not None and latest.returned_at is None:
        raise HandedIn(latest)
    return submission
