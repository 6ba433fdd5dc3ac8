"""What has been handed in, for its own institution, for the group and for the agency's people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery

from cohorts.models import Cohort, Participation, User
from exchange_portal.collation import swedish
from meetings.frozen import Frozen
from meetings.models import Assignment, Sharing, SubmittedFile, SubmittedVersion
from meetings.queries.words import Standing, standing

INSTITUTION = "submission__participation__institution__name"


@dataclass(frozen=True, kw_only=True)
class HandedIn:
    """Versions of one assignment that a reader sees."""

    own: list[SubmittedVersion]  # every one, the newest first
    shared: list[SubmittedVersion]  # the newest of each other institution, by name

    @property
    def latest(self) -> SubmittedVersion | None:
        return self.own[0] if self.own else None


def handed_in(
    assignment: Assignment, own: Participation | None, user: User, now: datetime
) -> HandedIn:
    versions = (
        SubmittedVersion.objects.visible_to(user, now)
        .filter(submission__assignment=assignment)
        .order_by(swedish(INSTITUTION), "-number")
        .defer("content")
    )
    mine = [one for one in versions if own and one.submission.participation_id == own.pk]
    newest: dict[int, SubmittedVersion] = {}
    for one in versions:
        if one not in mine and one.sharing == Sharing.COHORT:
            newest.setdefault(one.submission.participation_id, one)
    return HandedIn(own=mine, shared=list(newest.values()))


def shared_lately(
    user: User, now: datetime, *, cohort: Cohort | None = None
) -> QuerySet[SubmittedVersion]:
    """What other institutions of the user's cohorts have handed in and shared, newest first."""
    taken_part = Participation.objects.held_by(user, now)
    shared = (
        SubmittedVersion.objects.visible_to(user, now)
        .newest()
        .filter(sharing=Sharing.COHORT)
        .exclude(submission__participation__in=taken_part.values("pk"))
        .defer("content")
        .order_by("-submitted_at", "-pk")
    )
    if cohort is None:
        return shared
    return shared.filter(submission__participation__cohort=cohort)


def versions_beside(version: SubmittedVersion) -> list[SubmittedVersion]:
    """All that the institution has handed in to the assignment, the newest first."""
    return list(
        SubmittedVersion.objects.filter(submission=version.submission_id)
        .select_related("submitted_by", "returned_by")
        .order_by("-number")
        .defer("content")
    )


def files_of(version: SubmittedVersion) -> list[SubmittedFile]:
    return list(version.files.select_related("file").order_by("pk"))


def was_late(version: SubmittedVersion) -> bool:
    """Whether it came after the due date that was set at the time."""
    due_on = Frozen.from_content(version.content).due_on
    return Assignment(due_on=due_on).is_late(version.submitted_at)


def readers(assignment: Assignment, own: Participation) -> list[str]:
    """Names of the institutions of the group that will read what is handed in."""
    if assignment.sharing != Sharing.COHORT:
        return []
    others = Participation.objects.filter(cohort=assignment.cohort_id).exclude(pk=own.pk)
    return list(
        others.order_by(swedish("institution__name")).values_list("institution__name", flat=True)
    )


# --- For the agency's people: only versions are asked for, never drafts ----------------------


@dataclass(frozen=True, kw_only=True)
class Latest:
    """What the list says of a version."""

    key: UUID
    submitted_at: datetime
    submitted_by: str
    returned_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Row:
    """One institution and one assignment on the staff's list."""

    assignment: Assignment
    institution: str
    version: Latest | None
    standing: Standing


def expected(
    user: User, now: datetime, *, cohort: UUID | None = None, assignment: UUID | None = None
) -> QuerySet[Any]:
    """Opened assignments of the cohorts that the user runs, once for each institution of the
    cohort, with `institution` and what stands of its latest version."""
    latest = SubmittedVersion.objects.filter(
        submission__assignment=OuterRef("pk"),
        submission__participation=OuterRef("cohort__participations"),
    ).order_by("-number")
    pairs = (
        Assignment.objects.opened(now)
        .filter(cohort__in=Cohort.objects.run_by(user, now).values("pk"))
        .annotate(
            participation=F("cohort__participations"),
            institution=F("cohort__participations__institution__name"),
            version_key=Subquery(latest.values("key")[:1]),
            submitted_at=Subquery(latest.values("submitted_at")[:1]),
            submitted_by=Subquery(latest.values("submitted_by__name")[:1]),
            returned_at=Subquery(latest.values("returned_at")[:1]),
        )
        .filter(participation__isnull=False)
        .select_related("cohort", "meeting")
        .order_by(
            F("due_on").desc(nulls_last=True), swedish("cohort__name"), "pk", swedish("institution")
        )
    )
    if cohort is not None:
        pairs = pairs.filter(cohort__key=cohort)
    return pairs if assignment is None else pairs.filter(key=assignment)


def rows(pairs: Iterable[Any], now: datetime) -> list[Row]:
    """`pairs` are some of those that `expected` gives."""
    return [_row(pair, now) for pair in pairs]


def _row(pair: Any, now: datetime) -> Row:
    version = None
    if pair.version_key is not None:
        version = Latest(
            key=pair.version_key,
            submitted_at=pair.submitted_at,
            submitted_by=pair.submitted_by,
            returned_at=pair.returned_at,
        )
    return Row(
        assignment=pair,
        institution=pair.institution,
        version=version,
        standing=standing(pair, version, now),
    )


def cohorts_run_by(user: User, now: datetime) -> QuerySet[Cohort]:
    return (
        Cohort.objects.run_by(user, now)
        .select_related("round")
        .order_by("-round__ends_on", swedish("name"))
    )
