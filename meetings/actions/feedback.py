"""What the agency says of what was handed in, with files. Every action locks the institution's
draft first, as handing in and returning do."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from cohorts.models import Function, User
from cohorts.queries import holders
from cohorts.rules import is_under_way
from exchange_portal.audit import trail
from exchange_portal.characters import plain
from exchange_portal.files import actions as files
from exchange_portal.outbox import queue
from meetings import events
from meetings.actions.drafts import MAX_CHARACTERS
from meetings.actions.refusals import (
    AlreadyReturned,
    BadAttachment,
    CommentMissing,
    FilesLeftOut,
    NothingSaid,
    RoundOver,
    SentBefore,
    TooLong,
    TooMuchAttached,
)
from meetings.models import Comment, FeedbackFile, Submission, SubmittedVersion

MAX_ATTACHED = 10  # files with one comment or return

type Uploads = Sequence[UploadedFile[Any]]


@transaction.atomic
def comment_on(
    version: SubmittedVersion,
    *,
    text: str,
    uploads: "Uploads" = (),
    form_key: UUID,
    by: User,
    now: datetime,
) -> Comment:
    """Say something of a version without returning it. A form that is sent twice says it once."""
    version = _locked(version)
    text = plain(text).strip()
    known = Comment.objects.filter(written_by=by, form_key=form_key).first()
    if known is not None:
        is_same = (known.version_id, known.text) == (version.pk, text)
        if not (is_same and _are_same(known.files, uploads)):
            raise SentBefore
        return known
    if not text:
        raise NothingSaid
    if len(text) > MAX_CHARACTERS:
        raise TooLong(len(text), MAX_CHARACTERS)
    comment = Comment.objects.create(
        version=version, text=text, written_at=now, written_by=by, form_key=form_key
    )
    _attach(version, comment, uploads, by, now)
    trail.record(events.COMMENTED, about=comment, by=by, now=now)
    _tell(events.COMMENT, version, comment.key, {"comment": comment.pk}, now)
    return comment


@transaction.atomic
def withdraw_comment(comment: Comment, *, by: User, now: datetime) -> Comment:
    """The institution reads no more than that it was withdrawn. The text and its files stay for
    the agency's people, as what has been written in office."""
    _locked(comment.version)
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if comment.withdrawn_at is not None:
        return comment
    comment.withdrawn_at, comment.withdrawn_by = now, by
    comment.save(update_fields=["withdrawn_at", "withdrawn_by"])
    trail.record(events.COMMENT_WITHDRAWN, about=comment, by=by, now=now)
    return comment


@transaction.atomic
def return_for_completion(
    version: SubmittedVersion,
    *,
    comment: str,
    uploads: "Uploads" = (),
    by: User,
    now: datetime,
) -> SubmittedVersion:
    """Ask the institution to complete what it handed in. Its draft opens again."""
    version = _locked(version)
    comment = plain(comment).strip()
    if version.returned_at is not None and version.return_comment == comment:
        if not _are_same(version.feedback_files.filter(comment=None), uploads):
            raise FilesLeftOut
        return version
    _check_returnable(version, comment, now)
    version.returned_at, version.returned_by = now, by
    version.return_comment = comment
    version.save(update_fields=["returned_at", "returned_by", "return_comment"])
    _attach(version, None, uploads, by, now)
    trail.record(events.RETURNED, about=version, by=by, now=now)
    _tell(events.COMPLETION, version, version.key, {}, now)
    return version


def _check_returnable(version: SubmittedVersion, comment: str, now: datetime) -> None:
    """A version that is not returned is the latest: the next one comes after a return."""
    if version.returned_at is not None:
        raise AlreadyReturned(version.returned_at)
    if not is_under_way(version.submission.assignment.cohort.round, now):
        raise RoundOver
    if not comment:
        raise CommentMissing
    if len(comment) > MAX_CHARACTERS:
        raise TooLong(len(comment), MAX_CHARACTERS)


def _locked(version: SubmittedVersion) -> SubmittedVersion:
    Submission.objects.select_for_update().get(pk=version.submission_id)
    return SubmittedVersion.objects.with_origin().get(pk=version.pk)


def _attach(
    version: SubmittedVersion,
    comment: Comment | None,
    uploads: "Uploads",
    by: User,
    now: datetime,
) -> None:
    if len(uploads) > MAX_ATTACHED:
        raise TooMuchAttached(MAX_ATTACHED)
    for upload in uploads:
        try:
            file = files.receive(upload, by=by, now=now)
        except files.FileRefused as refusal:
            raise BadAttachment(upload.name or "", str(refusal)) from refusal
        FeedbackFile.objects.create(version=version, comment=comment, file=file)


def _are_same(kept: Any, uploads: "Uploads") -> bool:
    """Whether they are the files, by number and content, that came the first time."""
    return sorted(kept.values_list("file__sha256", flat=True)) == sorted(map(_digest, uploads))


def _digest(upload: "UploadedFile[Any]") -> str:
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()


def _tell(
    kind: str, version: SubmittedVersion, key: UUID, data: dict[str, int], now: datetime
) -> None:
    """The institution's coordinators, each once."""
    place = version.submission.participation
    for coordinator in holders(place, now, role=Function.Role.COORDINATOR):
        queue.notify(
            kind,
            recipient=coordinator,
            once=f"{kind}:{key}:{coordinator.pk}",
            data={"version": version.pk, **data},
            now=now,
        )
