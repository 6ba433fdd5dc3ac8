"""The presentations at a kick-off, in their order, with the slides that institutions have
shared."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery

from cohorts.models import Participation, User
from exchange_portal.collation import swedish
from exchange_portal.files.listed import ListedFile
from meetings.models import Assignment, Meeting, Presentation, SubmittedFile, SubmittedVersion
from meetings.models.presentations import MINUTES


@dataclass(kw_only=True)
class Turn:
    """An institution's. `shared` is what it handed in, as far as the reader may see it."""

    participation: UUID
    place: int
    institution: str
    minutes: int
    shared: UUID | None = None
    files: list[ListedFile] = field(default_factory=list)


def turns(meeting: Meeting, user: User, now: datetime, *, files: bool = False) -> list[Turn]:
    """`files`: with what lies in the shared presentations."""
    found = {row.pk: _turn(row) for row in in_order(meeting)}
    versions = {one.pk: one for one in _shared(meeting, user, now)}
    for version in versions.values():
        found[version.submission.participation_id].shared = version.key
    if files and versions:
        rows = SubmittedFile.objects.filter(version__in=versions).select_related("file")
        for row in rows.order_by("pk"):
            turn = found[versions[row.version_id].submission.participation_id]
            file = row.file
            turn.files.append(ListedFile(row.key, file.original_name, file.size, file.state))
    return list(found.values())


def in_order(meeting: Meeting) -> QuerySet[Any]:
    """The institutions, each with its `minutes` (None: nobody has said)."""
    own = Presentation.objects.filter(meeting=meeting, participation=OuterRef("pk"))
    return (
        Participation.objects.filter(cohort=meeting.cohort_id)
        .annotate(
            turn=Subquery(own.values("position")[:1]),
            minutes=Subquery(own.values("minutes")[:1]),
            institution_name=F("institution__name"),
        )
        .order_by(F("turn").asc(nulls_last=True), swedish("institution__name"))
    )


def _turn(row: Any) -> Turn:
    return Turn(
        participation=row.key,
        place=row.pk,
        institution=row.institution_name,
        minutes=row.minutes or MINUTES,
    )


def _shared(meeting: Meeting, user: User, now: datetime) -> QuerySet[SubmittedVersion]:
    """What the preparation asked for before this meeting, as it was handed in last."""
    versions = SubmittedVersion.objects.visible_to(user, now).newest().defer("content")
    return versions.filter(
        submission__assignment__meeting=meeting,
        submission__assignment__phase=Assignment.Phase.PREPARATION,
        returned_at=None,
    ).order_by("submission__assignment", "pk")
