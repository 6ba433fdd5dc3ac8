"""Templates that are being written."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from cohorts.models import rights_of
from exchange_portal.access import Reach, VisibleQuerySet
from programmes.models.templates import ProgrammeTemplate, TemplateVersion

if TYPE_CHECKING:
    from cohorts.models import User


class TemplateDraftQuerySet(VisibleQuerySet["TemplateDraft"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        """Those of programmes of which one starts the rounds."""
        rights = rights_of(user, now)
        rows = self.select_related("template__programme", "based_on", "version", "changed_by")
        if rights.is_administrator:
            return rows.all()
        return rows.filter(template__programme__in=rights.programmes_led)

    def open(self) -> Self:
        return self.filter(closed_at=None)


class TemplateDraft(models.Model):
    """A version to be, as the document that a file of it would hold (`programmes.template_file`).
    Publishing makes a version of it, with plans as rows, and closes it. So does throwing it away,
    without a version."""

    reach = Reach.INTERNAL

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    template = models.ForeignKey(ProgrammeTemplate, models.PROTECT, related_name="drafts")
    based_on = models.ForeignKey(TemplateVersion, models.PROTECT, null=True, related_name="+")
    content = models.JSONField()
    # Counts changes: a page that shows an earlier state changes nothing.
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    form_key = models.UUIDField(unique=True, editable=False)  # of the form that it began with
    last_form_key = models.UUIDField(editable=False)  # of the latest change: sent twice, it is one
    closed_at = models.DateTimeField(null=True)
    version = models.OneToOneField(TemplateVersion, models.PROTECT, null=True, related_name="draft")

    objects = TemplateDraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(version=None) | Q(closed_at__isnull=False),
                name="template_draft_closes_when_published",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.label}"

    @property
    def label(self) -> str:
        return str(self.content["label"])


class Retirement(models.Model):
    """A published version that no new round is started from. Rounds that came from it keep it."""

    reach = Reach.INTERNAL

    version = models.OneToOneField(TemplateVersion, models.PROTECT, related_name="retirement")
    retired_at = models.DateTimeField()
    retired_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.version)
