"""Files that the agency puts beside an instruction, in one group or in several at once."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from cohorts.models import User
from exchange_portal.audit import trail
from exchange_portal.files import actions as files
from exchange_portal.files import names
from exchange_portal.files.models import StoredFile
from exchange_portal.files.storing import checksum
from meetings import events
from meetings.actions.refusals import EnoughFiles
from meetings.models import Assignment, AssignmentFile

MAX_FILES_BESIDE = 10  # one instruction


@transaction.atomic
def add_assignment_file(
    assignment: Assignment,
    *,
    also: Iterable[Assignment] = (),
    upload: "UploadedFile[Any]",
    by: User,
    now: datetime,
) -> list[AssignmentFile]:
    """Put a file beside the instruction, and beside those of `also`. What lies there already, with
    the same name and content, is not put there again: two clicks are one file."""
    assignments = list(
        Assignment.objects.select_for_update(of=["self"])
        .filter(pk__in={assignment.pk, *(one.pk for one in also)})
        .select_related("cohort")
        .order_by("pk")
    )
    there = list(_there(assignments, upload))
    known = {one.assignment_id for one in there}
    lacking = [one for one in assignments if one.pk not in known]
    if not lacking:
        return there
    for one in lacking:
        if one.files.filter(withdrawn_at=None).count() >= MAX_FILES_BESIDE:
            raise EnoughFiles(MAX_FILES_BESIDE, one)
    file = there[0].file if there else files.receive(upload, by=by, now=now)
    return there + [_add(one, file, by, now) for one in lacking]


@transaction.atomic
def withdraw_assignment_file(
    one: AssignmentFile, *, also: Iterable[AssignmentFile] = (), by: User, now: datetime
) -> None:
    """Gone for every reader. The rows and the file stay, as all that the agency has given out."""
    asked = {one.pk, *(each.pk for each in also)}
    standing = AssignmentFile.objects.select_for_update().filter(pk__in=asked, withdrawn_at=None)
    for each in standing.order_by("pk"):
        each.withdrawn_at, each.withdrawn_by = now, by
        each.save(update_fields=["withdrawn_at", "withdrawn_by"])
        trail.record(events.ASSIGNMENT_FILE_WITHDRAWN, about=each, by=by, now=now)


def _there(assignments: list[Assignment], upload: "UploadedFile[Any]") -> Iterable[AssignmentFile]:
    return (
        AssignmentFile.objects.filter(
            assignment__in=assignments,
            withdrawn_at=None,
            file__sha256=checksum(upload),
            file__original_name=names.tidy(upload.name or ""),
        )
        .exclude(file__state=StoredFile.State.REFUSED)
        .select_related("file")
        .order_by("assignment", "pk")
    )


def _add(assignment: Assignment, file: StoredFile, by: User, now: datetime) -> AssignmentFile:
    added = AssignmentFile.objects.create(
        assignment=assignment, file=file, added_at=now, added_by=by
    )
    trail.record(events.ASSIGNMENT_FILE_ADDED, about=added, by=by, now=now)
    return added
