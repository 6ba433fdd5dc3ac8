"""Who has been let through to the exchange though something of the preparation is missing."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from cohorts.models import Participation, rights_of
from exchange_portal.access import Reach, VisibleQuerySet

if TYPE_CHECKING:
    from cohorts.models import User


class PassQuerySet(VisibleQuerySet["Pass"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        """The own institution, and those who run its cohort."""
        rights = rights_of(user, now)
        own = Q(participation__in=rights.place_ids())
        return self.filter(own | rights.runs("participation__cohort__"))

    def standing(self) -> Self:
        return self.filter(taken_back_at=None)


class Pass(models.Model):
    """Given by hand, with a reason that the institution reads. Taken back, the row stays."""

    reach = Reach.CONFIDENTIAL

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="+")
    reason = models.TextField()
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = PassQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participation"],
                condition=Q(taken_back_at=None),
                name="pass_once_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="pass_has_reason"),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_by=None)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="pass_taken_back_at_by",
            ),
        ]

    def __str__(self) -> str:
        return f"pass {self.pk}"
