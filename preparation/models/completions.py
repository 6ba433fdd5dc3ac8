"""Who has taken the web course of a round, or knows it already."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cohorts.models import Holding, Round, rights_of
from exchange_portal.access import Reach, VisibleQuerySet

if TYPE_CHECKING:
    from cohorts.models import User

PLACE = "seat__participation"


class CompletionQuerySet(VisibleQuerySet["Completion"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        """One's own, today's colleagues', and those of people in cohorts that one runs."""
        rights = rights_of(user, now)
        near = Q(**{f"{PLACE}__in": rights.place_ids()}) | rights.runs(f"{PLACE}__cohort__")
        seated = Holding.objects.current(now).filter(
            near, user=OuterRef("user"), **{f"{PLACE}__cohort__round": OuterRef("round")}
        )
        return self.filter(Q(user=user.pk) | Exists(seated)).select_related("proof", "round")


class Completion(models.Model):
    """A person's word, or what staff brought in from where the course is given."""

    class Kind(models.TextChoices):
        TAKEN = "taken", _("Har gått utbildningen")
        KNOWN = "known", _("Kan det redan")

    reach = Reach.CONFIDENTIAL

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=5, choices=Kind)
    taken_on = models.DateField(null=True)
    proof = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = CompletionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "user"], name="completion_once"),
            models.CheckConstraint(
                condition=Q(kind="taken", taken_on__isnull=False)
                | Q(kind="known", taken_on=None, proof=None),
                name="completion_taken_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"completion {self.pk}"
