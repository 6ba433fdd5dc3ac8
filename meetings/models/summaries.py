"""What a group has shared at a meeting, put together as one document."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models

from cohorts.models import rights_of
from exchange_portal.access import Reach, VisibleQuerySet
from meetings.models.meetings import Meeting

if TYPE_CHECKING:
    from cohorts.models import User


class MeetingSummaryQuerySet(VisibleQuerySet["MeetingSummary"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        """Whoever sees the meeting: it holds only what its cohort reads."""
        seen = rights_of(user, now).sees("meeting__cohort__")
        return self.filter(seen).select_related("meeting", "pdf")


class MeetingSummary(models.Model):
    """A PDF that somebody asked for. `versions` are ids of the frozen copies that it holds, in its
    order; of the same copies there is one."""

    reach = Reach.COHORT

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+")
    versions = models.JSONField()
    fingerprint = models.CharField(max_length=64)  # SHA-256 of the copies' own fingerprints
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    pdf = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")

    objects = MeetingSummaryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "fingerprint"], name="meeting_summary_once"),
        ]

    def __str__(self) -> str:
        return f"summary {self.pk}"
