"""What those who live with a protected identity are called. `User.name` says what they are instead,
and is what every page, mail, file and search has at hand (see docs/adr/0208)."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate

from cohorts.models.cohorts import Holding
from cohorts.models.rights import rights_of
from exchange_portal.access import Reach, VisibleQuerySet

if TYPE_CHECKING:
    from cohorts.models import User


class ProtectedNameQuerySet(VisibleQuerySet["ProtectedName"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        """One's own; those of the colleagues whose seats one manages; all for administrators."""
        rights = rights_of(user, now)
        if rights.is_administrator:
            return self.all()
        own = rights.place_ids("coordinator")
        held = Holding.objects.overlapping(localdate(now), None).filter(seat__participation__in=own)
        return self.filter(Q(user=user.pk) | Q(user__in=held.values("user")))


class ProtectedName(models.Model):
    reach = Reach.CONFIDENTIAL

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    protected_at = models.DateTimeField()
    protected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = ProtectedNameQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="protected_name_is_a_name"),
        ]

    def __str__(self) -> str:
        return f"protected name {self.pk}"
