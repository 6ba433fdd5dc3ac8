"""Two people who are alike, and of whom somebody has said that they are two."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cohorts.models import rights_of
from exchange_portal.access import Reach, VisibleQuerySet

if TYPE_CHECKING:
    from cohorts.models import User


class NamesakesQuerySet(VisibleQuerySet["Namesakes"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        """Administrators, who make two accounts one."""
        return self.all() if rights_of(user, now).is_administrator else self.none()

    def of(self, one: "User", other: "User") -> Self:
        first, second = sorted((one.pk, other.pk))
        return self.filter(one=first, other=second)


class Namesakes(models.Model):
    """Each pair once: `one` is the account with the lower number. Taken back, the row is gone, and
    the trail tells."""

    reach = Reach.INTERNAL

    one = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    other = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = NamesakesQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="namesakes_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="namesakes_in_order"),
        ]

    def __str__(self) -> str:
        return f"namesakes {self.pk}"
