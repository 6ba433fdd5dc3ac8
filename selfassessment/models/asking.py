"""That an institution was asked, for those at the agency who asked it."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.utils.timezone import localdate

from cohorts.models import rights_of
from exchange_portal.access import Reach, VisibleQuerySet
from selfassessment.models.assessments import Assessment

if TYPE_CHECKING:
    from cohorts.models import User

OF_THE_INSTITUTION = (
    "closed_at",
    "closed_by",
    "reopened_at",
    "reopened_by",
    "parts_shown_at",
    "parts_shown_by",
)


class AskingQuerySet(VisibleQuerySet["Asking"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        """The agency's people of the cohort."""
        return (
            self.filter(rights_of(user, now).runs("participation__cohort__"))
            .select_related(
                "instrument_version__instrument",
                "participation__institution",
                "participation__cohort__round",
                "withdrawn_by",
            )
            .without_progress()
        )

    def without_progress(self) -> Self:
        """How far the institution is, is not even fetched."""
        return self.defer(*OF_THE_INSTITUTION)

    def still_asked(self, now: datetime) -> Self:
        """What has opened and is not withdrawn."""
        return self.filter(opens_on__lte=localdate(now), withdrawn_at=None)

    def asked_together(self, one: "Asking") -> Self:
        """What a group was asked the same day, the one of them included."""
        return self.filter(
            participation__cohort=one.participation.cohort_id,
            instrument_version=one.instrument_version_id,
            opens_on=one.opens_on,
        )


class Asking(Assessment):
    """An assessment as whom, what and until when: nothing of what was answered, or whether."""

    reach = Reach.CONFIDENTIAL

    objects = AskingQuerySet.as_manager()  # type: ignore[misc, assignment]

    class Meta:
        proxy = True
