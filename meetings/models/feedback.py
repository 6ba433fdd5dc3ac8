"""What the agency says of what was handed in: to the institution, and to nobody else.

Triggers see to it that nothing of it is changed afterwards (see the migration).
"""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from cohorts.models import rights_of
from exchange_portal.access import Reach, VisibleQuerySet
from exchange_portal.files.models import StoredFile
from meetings.models.submissions import SubmittedVersion

if TYPE_CHECKING:
    from cohorts.models import User

COHORT = "version__submission__participation__cohort__"
OWN = "version__submission__participation__in"


class CommentQuerySet(VisibleQuerySet["Comment"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        """The institution that handed in, and the agency's people of the cohort; never the others
        of the group, also when they read what was handed in."""
        rights = rights_of(user, now)
        own = Q(withdrawn_at=None, **{OWN: rights.place_ids()})
        return self.filter(own | rights.runs(COHORT)).select_related(
            "version__submission__assignment__cohort__round",
            "version__submission__participation__institution",
            "written_by",
        )


class Comment(models.Model):
    """Said of a version without returning it. A mistake is mended by another comment, or
    withdrawn: the institution then reads no more than that, and when."""

    reach = Reach.CONFIDENTIAL

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.ForeignKey(SubmittedVersion, models.PROTECT, related_name="comments")
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Of the form that it was written in: sent twice, it is one comment.
    form_key = models.UUIDField(editable=False)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["written_by", "form_key"], name="comment_once_per_form"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="comment_has_text"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="comment_withdrawn_at_by",
            ),
        ]

    def __str__(self) -> str:
        return f"comment {self.pk}"


class FeedbackFileQuerySet(VisibleQuerySet["FeedbackFile"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        """As far as the comment or the return that it came with. The institution gets no file that
        the virus scan stopped, and none of a comment that was withdrawn."""
        rights = rights_of(user, now)
        own = Q(comment__withdrawn_at=None, **{OWN: rights.place_ids()})
        is_harmless = ~Q(file__state=StoredFile.State.REFUSED)
        return self.filter(own & is_harmless | rights.runs(COHORT)).select_related("file")


class FeedbackFile(models.Model):
    """A file that came with a comment; without a comment, with the return of the version."""

    reach = Reach.CONFIDENTIAL

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.ForeignKey(SubmittedVersion, models.PROTECT, related_name="feedback_files")
    comment = models.ForeignKey(Comment, models.PROTECT, null=True, related_name="files")
    file = models.OneToOneField("files.StoredFile", models.PROTECT, related_name="+")

    objects = FeedbackFileQuerySet.as_manager()

    def __str__(self) -> str:
        return f"feedback file {self.pk}"
