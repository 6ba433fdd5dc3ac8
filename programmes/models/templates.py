"""Templates of programmes, in versions."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from cohorts.models import Cohort, Programme, rights_of
from cohorts.models.rights import covered
from exchange_portal.access import Reach, VisibleQuerySet

if TYPE_CHECKING:
    from cohorts.models import User


class ProgrammeTemplate(models.Model):
    """What rounds of a programme are started from. What it holds stands in its versions."""

    reach = Reach.INTERNAL

    programme = models.OneToOneField(Programme, models.PROTECT, related_name="template")

    def __str__(self) -> str:
        return str(self.programme)


class TemplateVersionQuerySet(VisibleQuerySet["TemplateVersion"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        """The published ones of programmes that the user runs something of, for the agency."""
        scopes = (one.scope for one in rights_of(user, now).for_agency)
        run = Cohort.objects.run_by(user, now).values("round__programme")
        way = "template__programme"
        return self.filter(
            covered(scopes, programme=way) | Q(**{f"{way}__in": run}),
            state=TemplateVersion.State.PUBLISHED,
        ).select_related("template__programme", "retirement")


class TemplateVersion(models.Model):
    """A programme as it is meant to run, with plans as its rows. The database refuses changes of a
    published one and of its plans: rounds remember which they came from."""

    class State(models.TextChoices):
        DRAFT = "draft"
        PUBLISHED = "published"

    reach = Reach.INTERNAL

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    template = models.ForeignKey(ProgrammeTemplate, models.PROTECT, related_name="versions")
    label = models.CharField(max_length=40)  # «2021»: the year from which it runs so
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    published_at = models.DateTimeField(null=True)  # not known of those the portal comes with
    preparation_months = models.PositiveSmallIntegerField()
    exchange_months = models.PositiveSmallIntegerField()  # after the preparation
    needs_top_management = models.BooleanField(default=False)  # of each institution at least one

    objects = TemplateVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["template", "label"], name="template_version_once"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "published"]),
                name="template_version_has_known_state",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.label}"

    @property
    def is_retired(self) -> bool:
        return hasattr(self, "retirement")
