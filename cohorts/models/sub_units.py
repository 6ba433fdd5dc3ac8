"""Schools, faculties and units within an institution."""

import uuid
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cohorts.models.dated import DATES_IN_ORDER, DatedQuerySet
from cohorts.models.institutions import Institution
from exchange_portal.access import Reach
from exchange_portal.ui.texts import local

if TYPE_CHECKING:
    from cohorts.models import User


class SubUnitQuerySet(DatedQuerySet["SubUnit"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        """As its institution: its name stands wherever one of its seats does."""
        seen = Institution.objects.visible_to(user, now)
        return self.filter(institution__in=seen.values("pk")).select_related("institution")

    def lasting(self, now: datetime) -> Self:
        """Those that are there today or later on."""
        return self.overlapping(localdate(now), None)


class SubUnit(models.Model):
    """A part of an institution that has seats of its own in it. Never an institution itself."""

    reach = Reach.DIRECTORY

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="sub_units")
    name_sv = models.CharField(_("namn"), max_length=120)
    name_en = models.CharField(_("namn på engelska"), max_length=120, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True)  # exclusive

    objects = SubUnitQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("skola eller enhet"), _("skolor och enheter")
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "name_sv"], name="sub_unit_once_in_institution"
            ),
            models.CheckConstraint(condition=~Q(name_sv=""), name="sub_unit_has_name"),
            models.CheckConstraint(condition=DATES_IN_ORDER, name="sub_unit_dates_in_order"),
        ]

    def __str__(self) -> str:
        return local(self, "name")

    @property
    def last_on(self) -> date | None:
        """The last day that there is such a one; None until further notice."""
        return self.until_on and self.until_on - timedelta(days=1)


def with_unit(function: str, unit: str | None) -> str:
    """«Lokal samordnare, Skolan för teknik»: a seat, as it is called. Without a name of the
    function in that language there is none."""
    return f"{function}, {unit}" if function and unit else function
