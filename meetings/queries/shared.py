"""What institutions have shared with their group, the latest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from cohorts.models import Participation
from exchange_portal.phrased import ask
from meetings.models import Sharing, SubmittedVersion


@dataclass(frozen=True)
class Shared:
    """A version that the group reads: what it answers, and whose it is."""

    key: UUID
    submission: int
    submitted_at: datetime
    title_sv: str
    title_en: str
    institution: str


def shared_lately(
    cohorts: Iterable[int],
    *,
    others_than: Iterable[Participation] = (),
    most: int,
) -> list[Shared]:
    """For someone who sees the cohorts (their ids): at most that many of what is shared there, of
    each submission the newest version."""
    own = [one.pk for one in others_than]
    newest: dict[int, Shared] = {}
    for row in ask(_rows, cohorts, own, most=most * 3):  # some have several versions
        shared = Shared(*row)
        newest.setdefault(shared.submission, shared)
    return list(newest.values())[:most]


def _rows(
    cohorts: list[int], own: list[int], *, most: int
) -> QuerySet[SubmittedVersion, tuple[Any, ...]]:
    return (
        SubmittedVersion.objects.filter(
            sharing=Sharing.COHORT, submission__participation__cohort__in=cohorts
        )
        .exclude(submission__participation__in=own)
        .order_by("-submitted_at", "-pk")
        .values_list(
            "key",
            "submission",
            "submitted_at",
            "submission__assignment__title_sv",
            "submission__assignment__title_en",
            "submission__participation__institution__name",
        )[:most]
    )
