"""Programmes, their rounds and the groups in them."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cohorts.models.cohorts import Cohort
from cohorts.models.rights import covered, rights_of
from exchange_portal.access import Reach, VisibleQuerySet
from exchange_portal.ui.texts import local

if TYPE_CHECKING:
    from cohorts.models import User

type Ids = set[int] | models.QuerySet[Any, Any]


class ProgrammeQuerySet(VisibleQuerySet["Programme"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        running = (one.scope for one in rights_of(user, now).for_agency)
        seen = Q(pk__in=Round.objects.seen_by(user, now, "programme"))
        return self.filter(covered(running, programme="pk") | seen)

    def seen_by(self, user: "User", now: datetime) -> Ids:
        """For `programme__in`: those that `visible_to` gives, by their ids if these are known."""
        if rights_of(user, now).for_agency:
            return self.visible_to(user, now).values("pk")
        return Round.objects.seen_by(user, now, "programme")


class Programme(models.Model):
    """A kind of exchange that comes back, round after round."""

    reach = Reach.COHORT

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(unique=True)
    name_sv = models.CharField(_("namn"), max_length=120)
    name_en = models.CharField(_("namn på engelska"), max_length=120, blank=True)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("program"), pgettext_lazy("flera", "program")

    def __str__(self) -> str:
        return local(self, "name")


class RoundQuerySet(VisibleQuerySet["Round"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        """Those with a cohort that one sees, and those one runs though they have none yet."""
        run = [one.scope for one in rights_of(user, now).for_agency]
        if not run:
            return self.filter(pk__in=self.seen_by(user, now)).select_related("programme")
        seen = Cohort.objects.visible_to(user, now)
        return self.filter(
            covered(run, programme="programme", round="pk") | Q(pk__in=seen.values("round"))
        ).select_related("programme")

    def seen_by(self, user: "User", now: datetime, what: str = "pk") -> Ids:
        """For `round__in`: those that `visible_to` gives, by their ids if these are known; or the
        ids of their programmes."""
        rights = rights_of(user, now)
        if rights.for_agency:
            ids: Ids = self.visible_to(user, now).values(what)
            return ids
        rounds = (place.cohort.round for place in rights.participations())
        name = "pk" if what == "pk" else f"{what}_id"
        return {getattr(round, name) for round in rounds if round}


class Round(models.Model):
    """One run of a programme, from the first day of preparation to the last of the exchange."""

    reach = Reach.COHORT

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="rounds", verbose_name=_("program")
    )
    name = models.CharField(_("namn"), max_length=120)
    preparation_starts_on = models.DateField(_("förberedelsen börjar"))
    preparation_ends_on = models.DateField(_("förberedelsen slutar"))
    # Of each institution at least one.
    needs_top_management = models.BooleanField(_("någon från högsta ledningen"), default=False)
    ends_on = models.DateField(_("slutar"))  # the last day that anything can be handed in

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("omgång"), _("omgångar")
        constraints = [
            models.UniqueConstraint(fields=["programme", "name"], name="round_name_once"),
            models.CheckConstraint(
                condition=Q(preparation_starts_on__lte=F("preparation_ends_on"))
                & Q(preparation_ends_on__lte=F("ends_on")),
                name="round_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ReminderRuleQuerySet(VisibleQuerySet["ReminderRule"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        return self.filter(round__in=Round.objects.visible_to(user, now).values("pk"))


class ReminderRule(models.Model):
    """How many days before a due date the round reminds; 0 is the day itself."""

    reach = Reach.COHORT

    round = models.ForeignKey(Round, models.CASCADE, related_name="reminder_rules")
    days_before = models.PositiveSmallIntegerField()

    objects = ReminderRuleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "days_before"], name="reminder_rule_once"),
        ]

    def __str__(self) -> str:
        return f"{self.days_before}"
