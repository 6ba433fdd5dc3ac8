"""What the heads of institutions have confirmed: frozen copies, which stay as they were."""

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


class ConfirmationQuerySet(VisibleQuerySet["Confirmation"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        """The own institution, and those who run the cohort. Not the rest of it."""
        rights = rights_of(user, now)
        own = Q(participation__in=rights.place_ids())
        return self.filter(own | rights.runs("participation__cohort__")).select_related(
            "participation__institution",
            "participation__cohort__round__programme",
            "confirmed_by",
        )

    def standing(self) -> Self:
        """Those that count: not what was done in somebody's name by somebody else."""
        return self.exclude(pk__in=Disowned.objects.values("confirmation"))


class Confirmation(models.Model):
    """The head has confirmed that top management owns the work, why, and that time is set aside.
    Another head confirms anew, with the next number. A trigger sees to it that none is changed.

    `content` (see `preparation.frozen`) is all that the receipt shows.
    """

    reach = Reach.CONFIDENTIAL

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    confirmed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    content = models.JSONField()
    fingerprint = models.CharField(max_length=64)  # SHA-256 of content as canonical JSON

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participation", "number"], name="confirmation_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="confirmation_from_one"),
        ]

    def __str__(self) -> str:
        return f"confirmation {self.pk}"


class Disowned(models.Model):
    """«Det var inte jag»: the head in whose name it was confirmed, by a link from a mail, says that
    it was somebody else. The confirmation is kept as it was, and counts no longer."""

    reach = Reach.CONFIDENTIAL

    confirmation = models.OneToOneField(Confirmation, models.PROTECT, related_name="+")
    disowned_at = models.DateTimeField()
    disowned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"disowned confirmation {self.pk}"
