"""Institutions, and their taking part in a cohort."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.models.cohorts import Cohort
from cohorts.models.rights import rights_of
from exchange_portal.access import Reach, VisibleQuerySet

if TYPE_CHECKING:
    from cohorts.models import User


class InstitutionQuerySet(VisibleQuerySet["Institution"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        """Those in one's cohorts; all of them for administrators and for those who lead a
        programme, who choose among them for its next round."""
        rights = rights_of(user, now)
        if rights.is_administrator or rights.programmes_led:
            return self.all()
        seen = Participation.objects.visible_to(user, now)
        return self.filter(pk__in=seen.values("institution"))


class Institution(models.Model):
    """A member in its own right: it stays when its people change."""

    class Kind(models.TextChoices):
        AGENCY = "agency", _("Myndighet")
        COUNTY_BOARD = "county_board", _("Länsstyrelse")
        UNIVERSITY = "university", _("Lärosäte")
        MUNICIPALITY = "municipality", _("Kommun")
        REGION = "region", _("Region")

    reach = Reach.DIRECTORY

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("namn"), max_length=120, unique=True)
    name_en = models.CharField(_("namn på engelska"), max_length=120, blank=True)
    short_name = models.CharField(_("kortnamn"), max_length=20)
    kind = models.CharField(_("slag"), max_length=12, choices=Kind)

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("institution"), _("institutioner")
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(short_name=""), name="institution_has_names"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ParticipationQuerySet(VisibleQuerySet["Participation"]):
    def held_by(self, user: "User", now: datetime, *, role: str | None = None) -> Self:
        """Participations in which the user holds a seat today (of the role, if one is named)."""
        return self.filter(pk__in=rights_of(user, now).place_ids(role))

    def visible_to(self, user: "User", now: datetime) -> Self:
        return self.filter(rights_of(user, now).sees("cohort__"))

    def owing(self) -> Self:
        """Those that are asked to hand in what the cohort is given. Mentors share what they know,
        and have done it all before."""
        return self.exclude(role=Participation.Role.MENTOR)


class Participation(models.Model):
    """An institution in a cohort."""

    class Role(models.TextChoices):
        MEMBER = "member", _("Deltagare")
        ANCHOR = "anchor", _("Ankare")
        MENTOR = "mentor", _("Mentor")

    reach = Reach.DIRECTORY

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(
        Cohort, models.PROTECT, related_name="participations", verbose_name=_("grupp")
    )
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="participations", verbose_name=_("institution")
    )
    role = models.CharField(_("roll"), max_length=6, choices=Role, default=Role.MEMBER)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("deltagande"), _("deltaganden")
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "institution"], name="participation_once_in_cohort"
            ),
            models.CheckConstraint(
                condition=Q(role__in=["member", "anchor", "mentor"]),
                name="participation_has_known_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution}, {self.cohort}"

    @property
    def owes(self) -> bool:
        """As `ParticipationQuerySet.owing`."""
        return self.role != self.Role.MENTOR
