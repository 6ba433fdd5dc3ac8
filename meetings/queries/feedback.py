"""What the agency has said of what was handed in, version by version."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from exchange_portal.files.listed import ListedFile
from exchange_portal.files.models import StoredFile
from exchange_portal.phrased import ask
from meetings.models import Comment, FeedbackFile, SubmittedVersion


@dataclass(frozen=True, kw_only=True)
class Said:
    """A comment. To the institution a withdrawn one has neither text nor files."""

    key: UUID
    at: datetime
    by: str
    text: str
    withdrawn_at: datetime | None
    withdrawn_by: str
    files: list[ListedFile]


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """A version with what was said of it, the oldest first."""

    version: SubmittedVersion
    comments: list[Said] = field(default_factory=list)
    return_files: list[ListedFile] = field(default_factory=list)


def attempts(versions: list[SubmittedVersion], *, for_staff: bool) -> list[Attempt]:
    """`versions` are all of one submission (see `versions_beside`), and so is the order. For the
    institution that handed in and the agency's people of its cohort, and nobody else."""
    found = {one.pk: Attempt(version=one) for one in versions}
    submission = [one.submission_id for one in versions[:1]]
    files: dict[int | None, list[ListedFile]] = {}
    for version, comment, *told in ask(_files, submission):
        one = ListedFile(*told)
        if for_staff or one.state != StoredFile.State.REFUSED:
            its = found[version].return_files if comment is None else files.setdefault(comment, [])
            its.append(one)
    for version, pk, *told in ask(_comments, submission):
        found[version].comments.append(_said(told, files.get(pk, []), for_staff=for_staff))
    return list(found.values())


def _said(told: list[Any], files: list[ListedFile], *, for_staff: bool) -> Said:
    key, at, by, text, withdrawn_at, withdrawn_by = told
    is_hidden = withdrawn_at is not None and not for_staff
    return Said(
        key=key,
        at=at,
        by=by,
        text="" if is_hidden else text,
        withdrawn_at=withdrawn_at,
        withdrawn_by=withdrawn_by or "",
        files=[] if is_hidden else files,
    )


def _comments(submission: list[int]) -> QuerySet[Comment, tuple[Any, ...]]:
    return (
        Comment.objects.filter(version__submission__in=submission)
        .order_by("written_at", "pk")
        .values_list(
            "version",
            "pk",
            "key",
            "written_at",
            "written_by__name",
            "text",
            "withdrawn_at",
            "withdrawn_by__name",
        )
    )


def _files(submission: list[int]) -> QuerySet[FeedbackFile, tuple[Any, ...]]:
    return (
        FeedbackFile.objects.filter(version__submission__in=submission)
        .order_by("pk")
        .values_list(
            "version", "comment", "key", "file__original_name", "file__size", "file__state"
        )
    )
