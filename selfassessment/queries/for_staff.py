"""What the agency's people are told: who was asked, and what was handed in. Ratings and agreed
answers are not asked for here, nor whether anyone has begun."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery

from cohorts.models import Cohort, User, rights_of
from exchange_portal.collation import swedish
from selfassessment.models import Assessment, InstrumentVersion, SubmittedAssessment


def asked_of(user: User, now: datetime, *, cohort: UUID | None = None) -> QuerySet[Any]:
    """Opened assessments of the cohorts that the user runs: whose, what, until when, and what was
    handed in (`submitted`, its key, `submitted_at` and `submitter`; None otherwise)."""
    copy = SubmittedAssessment.objects.filter(assessment=OuterRef("pk")).order_by("-number")
    rows = (
        Assessment.objects.opened(now)
        .filter(rights_of(user, now).runs("participation__cohort__"))
        .annotate(
            submitted=Subquery(copy.values("key")[:1]),
            submitted_at=Subquery(copy.values("submitted_at")[:1]),
            submitter=Subquery(copy.values("submitted_by__name")[:1]),
            institution=F("participation__institution__name"),
        )
        .select_related("instrument_version__instrument", "participation__cohort")
        .order_by(
            F("due_on").desc(nulls_last=True),
            "participation__cohort",
            "instrument_version",
            swedish("participation__institution__name"),
        )
    )
    return rows if cohort is None else rows.filter(participation__cohort__key=cohort)


def published() -> QuerySet[InstrumentVersion]:
    """The latest published version of each instrument."""
    newer = InstrumentVersion.objects.filter(
        instrument=OuterRef("instrument"), published_at__isnull=False
    ).order_by("-number")
    return (
        InstrumentVersion.objects.filter(pk=Subquery(newer.values("pk")[:1]))
        .select_related("instrument")
        .order_by("pk")
    )


def cohorts_to_choose(user: User, now: datetime) -> QuerySet[Cohort]:
    return (
        Cohort.objects.run_by(user, now)
        .select_related("round")
        .order_by("-round__ends_on", swedish("name"))
    )
