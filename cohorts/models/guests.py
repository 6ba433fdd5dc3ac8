"""Institutions that visit a meeting of a cohort without taking part in it (docs/adr/0210)."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cohorts.models.institutions import Institution
from cohorts.models.rights import rights_of
from cohorts.models.scopes import Scope
from exchange_portal.access import Reach, VisibleQuerySet

if TYPE_CHECKING:
    from cohorts.models import User


class GuestQuerySet(VisibleQuerySet["Guest"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        """Those at meetings of cohorts that one runs. To others a guest is told of by the meeting's
        own page."""
        return self.filter(rights_of(user, now).runs("scope__cohort__")).select_related(
            "institution", "scope__cohort__round__programme"
        )

    def lasting(self, now: datetime) -> Self:
        """Those whose time is not over."""
        goes_on = Q(until_on=None) | Q(until_on__gt=localdate(now))
        return self.filter(goes_on, withdrawn_at=None)


class Guest(models.Model):
    """An institution at one meeting (the scope's). Its people are engagements that name it."""

    reach = Reach.COHORT

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    scope = models.ForeignKey(Scope, models.PROTECT, related_name="guests")
    # Its people's access ends before that day, which follows the meeting's. Null: not known yet.
    until_on = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = GuestQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("gäst"), _("gäster")
        constraints = [
            models.UniqueConstraint(fields=["scope", "institution"], name="guest_once_at_meeting"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="guest_withdrawn_at_by",
            ),
        ]

    def __str__(self) -> str:
        return str(self.institution)
