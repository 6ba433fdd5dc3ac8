"""An institution's own space for an assignment. It is in nobody's reach at the agency: only what
is handed in (a SubmittedVersion, a frozen copy) leaves the institution."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from cohorts.models import Participation, rights_of
from exchange_portal.access import Reach, VisibleQuerySet

if TYPE_CHECKING:
    from cohorts.models import User


class SubmissionQuerySet(VisibleQuerySet["Submission"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        """Those at work for the institution today, and nobody else at all."""
        return self.filter(participation__in=rights_of(user, now).place_ids())


class Submission(models.Model):
    """The institution's own space for one assignment."""

    reach = Reach.CONFIDENTIAL

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assignment = models.ForeignKey(
        "meetings.Assignment",
        models.PROTECT,
        related_name="+",
        related_query_name="submissions",
    )
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "participation"], name="submission_once_per_institution"
            ),
        ]

    def __str__(self) -> str:
        return f"submission {self.pk}"


class DraftAnswer(models.Model):
    """The text to one question as it stands.

    `version` counts saves; a save names the one it began from.
    """

    reach = Reach.CONFIDENTIAL

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="answers")
    question = models.ForeignKey(
        "meetings.Question", models.PROTECT, related_name="+", related_query_name="drafts"
    )
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "question"], name="draft_answer_once_per_question"
            ),
            models.CheckConstraint(
                condition=Q(saved_at=None, saved_by=None)
                | Q(saved_at__isnull=False, saved_by__isnull=False),
                name="draft_answer_saved_at_by",
            ),
        ]

    def __str__(self) -> str:
        return f"draft answer {self.pk}"


class DraftFileQuerySet(VisibleQuerySet["DraftFile"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        own = rights_of(user, now).place_ids()
        return self.filter(submission__participation__in=own).select_related(
            "file", "submission__assignment__cohort__round", "submission__participation"
        )


class DraftFile(models.Model):
    """A file that lies in the draft."""

    reach = Reach.CONFIDENTIAL

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="draft_files")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = DraftFileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "file"], name="draft_file_once"),
        ]

    def __str__(self) -> str:
        return f"draft file {self.pk}"
