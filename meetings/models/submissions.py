"""What institutions have handed in: frozen copies, which stay as they were."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from cohorts.models import rights_of
from exchange_portal.access import Reach, VisibleQuerySet
from meetings.models.assignments import Sharing
from meetings.models.drafts import Submission

if TYPE_CHECKING:
    from cohorts.models import User

COHORT = "submission__participation__cohort__"


class SubmittedVersionQuerySet(VisibleQuerySet["SubmittedVersion"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        """The own institution; the cohort, if it was shared; the agency's people of the cohort."""
        rights = rights_of(user, now)
        return self.filter(
            Q(submission__participation__in=rights.place_ids())
            | Q(sharing=Sharing.COHORT) & rights.takes_part(COHORT)
            | rights.runs(COHORT)
        ).with_origin()

    def run_by(self, user: "User", now: datetime) -> Self:
        """What was handed in to cohorts that the user runs for the agency."""
        return self.filter(rights_of(user, now).runs(COHORT))

    def newest(self) -> Self:
        """One per institution and assignment: the last that was handed in."""
        newer = SubmittedVersion.objects.filter(
            submission=OuterRef("submission"), number__gt=OuterRef("number")
        )
        return self.filter(~Exists(newer))

    def with_origin(self) -> Self:
        return self.select_related(
            "submission__assignment__cohort__round",
            "submission__assignment__meeting",
            "submission__participation__institution",
            "submitted_by",
            "pdf",
        )


class SubmittedVersion(models.Model):
    """What was handed in. A trigger sees to it that nothing of the copy can be changed.

    `content` (see `meetings.frozen`) is all that the page and the PDF show.
    """

    reach = Reach.CONFIDENTIAL

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sharing = models.CharField(max_length=6, choices=Sharing)
    content = models.JSONField()
    fingerprint = models.CharField(max_length=64)  # SHA-256 of content as canonical JSON
    pdf = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    returned_at = models.DateTimeField(null=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    return_comment = models.TextField(blank=True)

    objects = SubmittedVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "number"], name="version_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_number_from_one"),
            models.CheckConstraint(
                condition=Q(returned_at=None, returned_by=None, return_comment="")
                | Q(returned_at__isnull=False, returned_by__isnull=False) & ~Q(return_comment=""),
                name="version_returned_at_by",
            ),
            models.CheckConstraint(
                condition=Q(sharing__in=["own", "cohort"]), name="version_has_known_sharing"
            ),
        ]

    def __str__(self) -> str:
        return f"submitted version {self.pk}"


class SubmittedFileQuerySet(VisibleQuerySet["SubmittedFile"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        seen = SubmittedVersion.objects.visible_to(user, now)
        return self.filter(version__in=seen.values("pk")).select_related("file")


class SubmittedFile(models.Model):
    """A file of a submitted version."""

    reach = Reach.CONFIDENTIAL

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.ForeignKey(SubmittedVersion, models.PROTECT, related_name="files")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")

    objects = SubmittedFileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "file"], name="submitted_file_once"),
        ]

    def __str__(self) -> str:
        return f"submitted file {self.pk}"
