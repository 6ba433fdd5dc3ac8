"""What institutions have shared with their group, the latest first."""

from datetime import datetime

from django.db.models import QuerySet

from cohorts.models import Cohort, Participation, User
from meetings.models import Sharing, SubmittedVersion


def shared_in(cohort: Cohort, user: User, now: datetime) -> QuerySet[SubmittedVersion]:
    """The newest version of everything that is shared in the cohort, as far as the user sees it."""
    return _shared(user, now).filter(submission__participation__cohort=cohort)


def shared_by_others(user: User, now: datetime) -> QuerySet[SubmittedVersion]:
    """What the other institutions of the user's cohorts have shared."""
    own = Participation.objects.held_by(user, now)
    return (
        _shared(user, now)
        .filter(submission__participation__cohort__in=own.values("cohort"))
        .exclude(submission__participation__in=own.values("pk"))
    )


def _shared(user: User, now: datetime) -> QuerySet[SubmittedVersion]:
    return (
        SubmittedVersion.objects.visible_to(user, now)
        .filter(sharing=Sharing.COHORT)
        .newest()
        .defer("content")
        .order_by("-submitted_at", "-pk")
    )
