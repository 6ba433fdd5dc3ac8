"""What an institution answers, until it is handed in."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from cohorts.models import rights_of
from exchange_portal.access import Reach, VisibleQuerySet
from selfassessment.models.assessments import Assessment
from selfassessment.models.instruments import ScaleStep, Statement
from selfassessment.models.parts import Part

if TYPE_CHECKING:
    from cohorts.models import User


class AgreedAnswerQuerySet(VisibleQuerySet["AgreedAnswer"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        """Those at work there; of a part that is not shown yet, those whose it is."""
        own = rights_of(user, now).place_ids()
        others = Part.objects.closed_to(user, now).filter(
            assessment=OuterRef("assessment"), area=OuterRef("statement__area")
        )
        return self.filter(~Exists(others), assessment__participation__in=own)


class AgreedAnswer(models.Model):
    """What the institution answers to one statement, as it stands until it is handed in.

    `version` counts saves; a save names the one it began from.
    """

    reach = Reach.CONFIDENTIAL

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="+")
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="+")
    present = models.ForeignKey(ScaleStep, models.PROTECT, null=True, related_name="+")
    wanted = models.ForeignKey(ScaleStep, models.PROTECT, null=True, related_name="+")
    comment = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = AgreedAnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "statement"], name="agreed_answer_once"),
            models.CheckConstraint(
                condition=Q(saved_at=None, saved_by=None)
                | Q(saved_at__isnull=False, saved_by__isnull=False),
                name="agreed_answer_saved_at_by",
            ),
        ]

    def __str__(self) -> str:
        return f"agreed answer {self.pk}"
