"""What institutions have handed in: frozen copies, which stay as they were."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from cohorts.models import rights_of
from exchange_portal.access import Reach, VisibleQuerySet
from selfassessment.models.assessments import Assessment

if TYPE_CHECKING:
    from cohorts.models import User

COHORT = "assessment__participation__cohort__"


class SubmittedAssessmentQuerySet(VisibleQuerySet["SubmittedAssessment"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        """The own institution, and the agency's people of the cohort. Not the rest of it."""
        rights = rights_of(user, now)
        own = Q(assessment__participation__in=rights.place_ids())
        return self.filter(own | rights.runs(COHORT)).with_origin()

    def with_origin(self) -> Self:
        return self.select_related(
            "assessment__instrument_version__instrument",
            "assessment__participation__institution",
            "assessment__participation__cohort__round__programme",
            "submitted_by",
            "pdf",
        )


class SubmittedAssessment(models.Model):
    """What was handed in. A trigger sees to it that nothing of the copy can be changed.

    `content` (see `selfassessment.frozen`) is all that the page and the PDF show.
    """

    reach = Reach.CONFIDENTIAL

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.ForeignKey(
        Assessment, models.PROTECT, related_name="+", related_query_name="copies"
    )
    number = models.PositiveSmallIntegerField()
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    content = models.JSONField()
    fingerprint = models.CharField(max_length=64)  # SHA-256 of content as canonical JSON
    pdf = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")

    objects = SubmittedAssessmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "number"], name="submitted_assessment_once"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="submitted_assessment_from_one"
            ),
        ]

    def __str__(self) -> str:
        return f"submitted assessment {self.pk}"
