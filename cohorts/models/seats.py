"""Functions and seats."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.models.cohorts import Cohort
from cohorts.models.institutions import Participation
from cohorts.models.rounds import Round
from cohorts.models.sub_units import SubUnit, with_unit
from exchange_portal.access import Reach, VisibleQuerySet
from exchange_portal.ui.texts import local

if TYPE_CHECKING:
    from cohorts.models import User


class FunctionQuerySet(VisibleQuerySet["Function"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        return self.filter(
            Q(round__in=Round.objects.visible_to(user, now).values("pk"))
            | Q(cohort__in=Cohort.objects.visible_to(user, now).values("pk"))
        )

    def of(self, cohort: Cohort) -> Self:
        """Those that institutions fill in the cohort: its round's, or outside rounds its own."""
        if cohort.round_id is not None:
            return self.filter(round=cohort.round_id)
        return self.filter(cohort=cohort.pk)


class Function(models.Model):
    """A part that an institution fills: data of the round, or of a cohort outside rounds, carrying
    one role from code."""

    class Role(models.TextChoices):
        COORDINATOR = "coordinator", _("Samordnare")
        HEAD = "head", _("Högsta chef")
        MANAGEMENT = "management", _("Ledningsfunktion")
        MEMBER = "member", _("Medarbetare")

    reach = Reach.COHORT

    round = models.ForeignKey(Round, models.PROTECT, null=True, related_name="functions")
    cohort = models.ForeignKey(Cohort, models.PROTECT, null=True, related_name="functions")
    code = models.SlugField()
    role = models.CharField(max_length=11, choices=Role)
    name_sv = models.CharField(_("namn"), max_length=160)
    name_en = models.CharField(max_length=160, blank=True)
    is_required = models.BooleanField(default=True)
    seat_count = models.PositiveSmallIntegerField(default=1)  # of each institution, to begin with
    position = models.PositiveSmallIntegerField(default=0)

    objects = FunctionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "code"], name="function_once_in_round"),
            models.UniqueConstraint(fields=["cohort", "code"], name="function_once_in_cohort"),
            models.CheckConstraint(
                condition=Q(round__isnull=False, cohort=None) | Q(round=None, cohort__isnull=False),
                name="function_of_round_or_cohort",
            ),
            models.CheckConstraint(
                condition=Q(role__in=["coordinator", "head", "management", "member"]),
                name="function_has_known_role",
            ),
            models.CheckConstraint(condition=Q(seat_count__gte=1), name="function_has_seats"),
        ]

    def __str__(self) -> str:
        return local(self, "name")

    def belongs_to(self, cohort: Cohort) -> bool:
        """Whether institutions fill it in the cohort: as `FunctionQuerySet.of`."""
        if cohort.round_id is not None:
            return self.round_id == cohort.round_id
        return self.cohort_id == cohort.pk


class SeatQuerySet(VisibleQuerySet["Seat"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        seen = Participation.objects.visible_to(user, now)
        return self.filter(participation__in=seen.values("pk")).select_related(
            "function", "sub_unit", "participation__institution", "participation__cohort__round"
        )


class Seat(models.Model):
    """A function of a participation, or of one of its sub-units, whoever holds it."""

    reach = Reach.DIRECTORY

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="seats")
    function = models.ForeignKey(Function, models.PROTECT, related_name="seats")
    number = models.PositiveSmallIntegerField(default=1)  # several seats of one function
    sub_unit = models.ForeignKey(SubUnit, models.PROTECT, null=True, related_name="seats")

    objects = SeatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "function", "number"], name="seat_once"
            ),
            models.UniqueConstraint(
                fields=["participation", "function", "sub_unit"], name="seat_once_in_sub_unit"
            ),
        ]

    def __str__(self) -> str:
        return f"{local(self, 'name')}, {self.participation}"

    @property
    def name_sv(self) -> str:
        """The function, and the sub-unit that it is for."""
        unit = self.sub_unit.name_sv if self.sub_unit else None
        return with_unit(self.function.name_sv, unit)

    @property
    def name_en(self) -> str:
        unit = (self.sub_unit.name_en or self.sub_unit.name_sv) if self.sub_unit else None
        return with_unit(self.function.name_en, unit)
