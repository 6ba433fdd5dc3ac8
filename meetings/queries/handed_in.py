"""What has been handed in, for its own institution, for the group and for the agency's people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from cohorts.models import Charge, Cohort, Participation, User, rights_of
from exchange_portal.collation import sort_key, swedish
from exchange_portal.phrased import ask
from meetings.frozen import Frozen
from meetings.models import Assignment, Sharing, Submission, SubmittedFile, SubmittedVersion
from meetings.queries.words import Standing, standing


@dataclass(frozen=True)
class Seen:
    """A version, as far as the page of its assignment tells of it."""

    key: UUID
    number: int
    submitted_at: datetime
    submitted_by: str
    returned_at: datetime | None
    returned_by: str | None
    return_comment: str
    own_id: int  # of the participation
    institution: str


@dataclass(frozen=True, kw_only=True)
class HandedIn:
    """Versions of one assignment, as one of its institutions sees them."""

    submission: int | None  # the own one, from the moment that anyone has begun
    own: list[Seen]  # every one, the newest first
    shared: list[Seen]  # the newest of each other institution, by name
    is_all: bool  # whether these are all that are shared

    @property
    def latest(self) -> Seen | None:
        return self.own[0] if self.own else None


def handed_in(assignment: Assignment, own: Participation, *, most: int | None = None) -> HandedIn:
    """For those at work for `own`, which is in the assignment's group. `most`: how many of the
    others to name, those who handed in last."""
    rows = ask(_rows, [assignment.pk], [own.pk], most=None if most is None else most * 2)
    pairs = [(row[0], Seen(*row[1:])) for row in rows]
    begun = next((pk for pk, one in pairs if one.own_id == own.pk), None)
    versions = [one for _, one in pairs if one.key]  # an own draft without versions has none
    mine = [one for one in versions if one.own_id == own.pk]
    others = versions[len(mine) :]
    newest: dict[int, Seen] = {}
    for one in others:  # some have several versions
        newest.setdefault(one.own_id, one)
    shared = sorted(list(newest.values())[:most], key=lambda one: sort_key(one.institution))
    is_all = most is None or (len(others) < most * 2 and len(newest) <= most)
    return HandedIn(submission=begun, own=mine, shared=shared, is_all=is_all)


def _rows(
    assignment: list[int], own: list[int], *, most: int | None
) -> QuerySet[Submission, tuple[Any, ...]]:
    """Every version of the own submission, the newest first, then the latest that others share, at
    most so many."""
    shared = SubmittedVersion.objects.filter(
        sharing=Sharing.COHORT, submission__assignment__in=assignment
    ).exclude(submission__participation__in=own)
    latest = shared.order_by("-submitted_at", "-number").values("pk")[:most]
    is_own = Q(participation__in=own)
    return (
        Submission.objects.filter(is_own | Q(versions__in=latest))
        .filter(assignment__in=assignment)
        .order_by(
            ExpressionWrapper(~is_own, BooleanField()),
            F("versions__submitted_at").desc(),
            F("versions__number").desc(),
        )
        .values_list(
            "pk",
            "versions__key",
            "versions__number",
            "versions__submitted_at",
            "versions__submitted_by__name",
            "versions__returned_at",
            "versions__returned_by__name",
            "versions__return_comment",
            "participation",
            "participation__institution__name",
        )
    )


def latest_of(assignment: Assignment, own: Participation) -> SubmittedVersion | None:
    """What the institution handed in last."""
    versions = SubmittedVersion.objects.filter(
        submission__assignment=assignment, submission__participation=own
    )
    return versions.order_by("-number").defer("content").first()


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


@dataclass(frozen=True)
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
    cohort: its `participation` (id) and the name of the `institution`. Of mentors those alone that
    have handed it in."""
    version = SubmittedVersion.objects.filter(
        submission__assignment=OuterRef("pk"), submission__participation=OuterRef("participation")
    )
    is_asked = ~Q(role=Participation.Role.MENTOR) | Exists(version)
    pairs = (
        Assignment.objects.opened(now)
        .filter(rights_of(user, now).runs("cohort__"))
        .annotate(
            participation=F("cohort__participations"),
            institution=F("cohort__participations__institution__name"),
            role=F("cohort__participations__role"),
        )
        .filter(is_asked, participation__isnull=False)
        .select_related("cohort")
        .order_by(F("due_on").desc(nulls_last=True), "cohort", "pk", swedish("institution"))
    )
    if cohort is not None:
        pairs = pairs.filter(cohort__key=cohort)
    return pairs if assignment is None else pairs.filter(key=assignment)


def late(charge: Charge, now: datetime) -> QuerySet[Any]:
    """What was due in the cohorts of the charge, and outside rounds, once for each institution that
    has not handed it in though it shall: its `participation` (id) and the name of the
    `institution`."""
    version = SubmittedVersion.objects.filter(
        submission__assignment=OuterRef("pk"), submission__participation=OuterRef("participation")
    )
    return (
        Assignment.objects.opened(now)
        .filter(charge.covers("cohort__", or_outside=True), due_on__lt=localdate(now))
        .annotate(
            participation=F("cohort__participations"),
            institution=F("cohort__participations__institution__name"),
            role=F("cohort__participations__role"),
        )
        .filter(~Q(role=Participation.Role.MENTOR), ~Exists(version), participation__isnull=False)
    )


def rows(pairs: Iterable[Any], now: datetime) -> list[Row]:
    """`pairs` are some of those that `expected` gives."""
    shown = list(pairs)
    latest = _latest(shown)
    return [_row(pair, latest.get((pair.pk, pair.participation)), now) for pair in shown]


def _latest(pairs: list[Any]) -> dict[tuple[int, int], Latest]:
    """By the ids of assignment and participation."""
    assignments, places = [pair.pk for pair in pairs], [pair.participation for pair in pairs]
    return {(row[0], row[1]): Latest(*row[2:]) for row in ask(_versions, assignments, places)}


def _versions(
    assignments: list[int], participations: list[int]
) -> QuerySet[SubmittedVersion, tuple[Any, ...]]:
    return (
        SubmittedVersion.objects.filter(
            submission__assignment__in=assignments, submission__participation__in=participations
        )
        .order_by("number")
        .values_list(
            "submission__assignment",
            "submission__participation",
            "key",
            "submitted_at",
            "submitted_by__name",
            "returned_at",
        )
    )


def _row(pair: Any, version: Latest | None, now: datetime) -> Row:
    return Row(
        assignment=pair,
        institution=pair.institution,
        version=version,
        standing=standing(pair, version, now),
    )


def cohort_of(user: User, now: datetime, assignment: UUID | None) -> UUID | None:
    """The key of the cohort that the assignment is of, if the user runs that cohort."""
    if assignment is None:
        return None
    known = Assignment.objects.filter(rights_of(user, now).runs("cohort__"), key=assignment)
    return known.values_list("cohort__key", flat=True).first()


def cohorts_to_choose(user: User, now: datetime) -> QuerySet[Any]:
    """`key`, `name` and `round__name` of the cohorts that the user runs."""
    return (
        Cohort.objects.run_by(user, now)
        .order_by("-round__ends_on", swedish("name"))
        .values("key", "name", "round__name")
    )
