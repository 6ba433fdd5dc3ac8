"""What the agency puts beside an instruction: templates to fill in, something to read first."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from cohorts.models import rights_of
from exchange_portal.access import Reach, VisibleQuerySet
from exchange_portal.files.models import StoredFile
from meetings.models.assignments import Assignment

if TYPE_CHECKING:
    from cohorts.models import User

COHORT = "assignment__cohort__"


class AssignmentFileQuerySet(VisibleQuerySet["AssignmentFile"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        """Whoever sees the assignment; one that the virus scan stopped is there for those who run
        the group alone."""
        rights = rights_of(user, now)
        is_harmless = ~Q(file__state=StoredFile.State.REFUSED)
        return self.filter(
            rights.runs(COHORT) | rights.sees(COHORT) & is_harmless, withdrawn_at=None
        ).select_related("file", "assignment__cohort__round", "assignment__meeting")

    def run_by(self, user: "User", now: datetime) -> Self:
        """Beside assignments of cohorts that the user runs for the agency."""
        return self.filter(rights_of(user, now).runs(COHORT))


class AssignmentFile(models.Model):
    """A file beside the instruction. Withdrawn, it is gone for its readers; the row stays."""

    reach = Reach.COHORT

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="files")
    # The same file may stand beside the same assignment of several groups.
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = AssignmentFileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "file"],
                condition=Q(withdrawn_at=None),
                name="assignment_file_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="assignment_file_withdrawn_at_by",
            ),
        ]

    def __str__(self) -> str:
        return f"assignment file {self.pk}"
