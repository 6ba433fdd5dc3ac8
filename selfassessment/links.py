"""The link in a leader's mail: to answer a self-assessment alone, without logging in."""

from datetime import datetime

from django.urls import reverse

from cohorts.links import Purpose, path_for, register_purpose
from cohorts.models import User
from exchange_portal.ui.texts import local
from selfassessment.models import Assessment, Rating
from selfassessment.rules import may_rate

ANSWER = "svara"  # as it stands in the address


def way_to_answer(user: User, assessment: Assessment, now: datetime) -> str:
    """A link of the leader's own, whatever they have answered so far: a mail that told it would
    tell others; "" for those who get none."""
    return path_for(user, ANSWER, assessment.key, last_on=assessment.due_on, now=now)


def _has_begun(user: User, assessment: Assessment) -> bool:
    return Rating.objects.filter(assessment=assessment, respondent=user).exists()


def _may(user: User, assessment: Assessment, now: datetime) -> bool:
    is_open = assessment.has_opened(now) and assessment.withdrawn_at is None
    return is_open and assessment.is_answering and may_rate(user, assessment, now)


def _about(assessment: Assessment) -> str:
    title = local(assessment.instrument_version.instrument, "title")
    return f"{title}, {assessment.participation.institution}"


def _address(assessment: Assessment) -> str:
    return reverse("answering", args=[assessment.key])


register_purpose(
    Purpose(
        name=ANSWER,
        model=Assessment,
        about=_about,
        may=_may,
        has_begun=_has_begun,
        address=_address,
    )
)
