"""How far a right or a share reaches."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from exchange_portal.access import Reach, VisibleQuerySet

if TYPE_CHECKING:
    from cohorts.models import Cohort


class Scope(models.Model):
    """What a right or a share reaches: the portal, a programme, a round, a cohort, an institution,
    or a meeting (which holds its own key to its scope; the cohort says where it stands)."""

    class Kind(models.TextChoices):
        PORTAL = "portal", _("Hela portalen")
        PROGRAMME = "programme", _("Program")
        ROUND = "round", _("Omgång")
        COHORT = "cohort", _("Grupp")
        INSTITUTION = "institution", _("Institution")
        MEETING = "meeting", _("Träff")

    reach = Reach.INTERNAL

    kind = models.CharField(max_length=11, choices=Kind)
    programme = models.ForeignKey(
        "cohorts.Programme", models.PROTECT, null=True, blank=True, related_name="+"
    )
    round = models.ForeignKey(
        "cohorts.Round", models.PROTECT, null=True, blank=True, related_name="+"
    )
    cohort = models.ForeignKey(
        "cohorts.Cohort", models.PROTECT, null=True, blank=True, related_name="+"
    )
    institution = models.ForeignKey(
        "cohorts.Institution", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = VisibleQuerySet["Scope"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind="portal", programme=None, round=None, cohort=None, institution=None
                )
                | Q(kind="programme", programme__isnull=False)
                & Q(round=None, cohort=None, institution=None)
                | Q(kind="round", round__isnull=False)
                & Q(programme=None, cohort=None, institution=None)
                | Q(kind__in=["cohort", "meeting"], cohort__isnull=False)
                & Q(programme=None, round=None, institution=None)
                | Q(kind="institution", institution__isnull=False)
                & Q(programme=None, round=None, cohort=None),
                name="scope_points_at_its_kind",
            ),
            models.UniqueConstraint(
                "kind",
                Coalesce("programme", 0),
                Coalesce("round", 0),
                Coalesce("cohort", 0),
                Coalesce("institution", 0),
                condition=~Q(kind="meeting"),
                name="scope_once",
            ),
        ]

    def __str__(self) -> str:
        target = self.programme or self.round or self.cohort or self.institution
        kind = self.get_kind_display()
        return f"{kind}: {target}" if target else str(kind)

    def reaches(self, cohort: "Cohort") -> bool:
        """Whether a right to the whole of it is a right to the cohort."""
        kinds = self.Kind
        if self.kind == kinds.PROGRAMME:
            return cohort.round is not None and self.programme_id == cohort.round.programme_id
        if self.kind == kinds.ROUND:
            return self.round_id == cohort.round_id
        return self.kind == kinds.PORTAL or (
            self.kind == kinds.COHORT and self.cohort_id == cohort.pk
        )
