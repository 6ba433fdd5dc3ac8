"""That an invitation did not reach its person, as somebody has found out."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cohorts.models.cohorts import Holding
from cohorts.models.rights import COHORT, rights_of
from exchange_portal.access import Reach, VisibleQuerySet

if TYPE_CHECKING:
    from cohorts.models import User


class UnreachedQuerySet(VisibleQuerySet["Unreached"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        """Those of the institution, and those who run the cohort."""
        rights = rights_of(user, now)
        own = models.Q(holding__seat__participation__in=rights.place_ids())
        return self.filter(own | rights.runs(f"holding__{COHORT}__"))


class Unreached(models.Model):
    """Why. It holds for the invitations sent before `noted_at`; a later one makes it past."""

    class Reason(models.TextChoices):
        RETURNED = "returned", _("Mejlet kom i retur")
        WRONG_PERSON = "wrong_person", _("Det är fel person")
        AWAY = "away", _("Personen är borta eller har slutat")

    reach = Reach.DIRECTORY

    holding = models.ForeignKey(Holding, models.PROTECT, related_name="unreached")
    reason = models.CharField(_("vad som hände"), max_length=12, choices=Reason)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = UnreachedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reason__in=["returned", "wrong_person", "away"]),
                name="unreached_has_known_reason",
            ),
        ]
        verbose_name = _("inbjudan som inte nådde fram")
        verbose_name_plural = _("inbjudningar som inte nådde fram")

    def __str__(self) -> str:
        return f"unreached {self.pk}"
