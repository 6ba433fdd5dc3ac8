"""What the agency's people are told: who was asked, and what was handed in. Ratings and agreed
answers are not asked for here, nor whether anyone has begun."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import localdate

from cohorts.models import Charge, Cohort, User, rights_of
from exchange_portal.collation import swedish
from selfassessment.models import Asking, Assessment, InstrumentVersion, SubmittedAssessment


def asked_of(user: User, now: datetime, *, cohort: UUID | None = None) -> QuerySet[Any]:
    """What the cohorts that the user runs were asked: whose, what, from when until when, and what
    was handed in (`submitted`, its key, `submitted_at` and `submitter`; None otherwise). Whoever
    `is_missing` may be reminded."""
    copy = SubmittedAssessment.objects.filter(assessment=OuterRef("pk")).order_by("-number")
    again = Asking.objects.still_asked(now).filter(
        participation=OuterRef("participation"),
        instrument_version__instrument=OuterRef("instrument_version__instrument"),
        opens_on__gt=OuterRef("opens_on"),
    )
    is_asked = Q(withdrawn_at=None, opens_on__lte=localdate(now))
    rows = (
        Asking.objects.without_progress()
        .filter(rights_of(user, now).runs("participation__cohort__"))
        .annotate(
            submitted=Subquery(copy.values("key")[:1]),
            submitted_at=Subquery(copy.values("submitted_at")[:1]),
            submitter=Subquery(copy.values("submitted_by__name")[:1]),
            institution=F("participation__institution__name"),
            is_missing=Q(is_asked & ~Exists(copy) & ~Exists(again)),
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


def late(charge: Charge, now: datetime) -> QuerySet[Any]:
    """What was due in the cohorts of the charge, and outside rounds, and has not been handed in;
    each with the name of its `institution`."""
    today = localdate(now)
    copies = SubmittedAssessment.objects.filter(assessment=OuterRef("pk"))
    return Assessment.objects.filter(
        charge.covers("participation__cohort__", or_outside=True),
        ~Exists(copies),
        withdrawn_at=None,
        opens_on__lte=today,
        due_on__lt=today,
    ).annotate(institution=F("participation__institution__name"))


def latest_asked(cohort: Cohort, instrument: str, now: datetime) -> list[Any]:
    """What each institution was asked the latest time with the instrument (its key), and is asked
    still; whether it `is_submitted`, and all that pages say of it."""
    copies = SubmittedAssessment.objects.filter(assessment=OuterRef("pk"))
    asked = (
        Asking.objects.still_asked(now)
        .without_progress()
        .filter(participation__cohort=cohort, instrument_version__instrument__key=instrument)
        .annotate(is_submitted=Exists(copies))
        .select_related(
            "instrument_version__instrument",
            "participation__institution",
            "participation__cohort__round__programme",
        )
        .order_by("opens_on", "pk")
    )
    return list({one.participation_id: one for one in asked}.values())


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
