"""Cohorts, and what gives rights in them: a seat that is held, or an engagement, from a day until
another.

Every `visible_to` of the portal is built from these: `Cohort.objects.taken_part_in_by(user, now)`
and `run_by(user, now)`, `Participation.objects.held_by(user, now)`. Rights follow the day, and end
by themselves.
"""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cohorts.models.dated import DATES_IN_ORDER, DatedQuerySet, readable_round
from cohorts.models.scopes import Scope
from exchange_portal.access import Reach, VisibleQuerySet, one_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from cohorts.models import User

COHORT = "seat__participation__cohort"


def _takes_part(user: "User", now: datetime) -> Q:
    return Q(pk__in=Holding.objects.of(user, now).values(COHORT))


def _runs(user: "User", now: datetime) -> Exists:
    return Exists(
        Engagement.objects.for_agency(user, now).covering(
            programme="round__programme", round="round", cohort="pk"
        )
    )


class CohortQuerySet(VisibleQuerySet["Cohort"]):
    def taken_part_in_by(self, user: "User", now: datetime) -> Self:
        """Cohorts in which the user holds a seat today."""
        return self.filter(_takes_part(user, now))

    def run_by(self, user: "User", now: datetime) -> Self:
        """Cohorts that the user runs for the agency today."""
        return self.filter(_runs(user, now))

    def visible_to(self, user: "User", now: datetime) -> Self:
        return self.filter(_takes_part(user, now) | _runs(user, now))


class Cohort(models.Model):
    """Institutions that work together: a group of a round, a reference group or a network."""

    class Kind(models.TextChoices):
        GROUP = "group", _("Grupp")
        REFERENCE = "reference", _("Referensgrupp")
        NETWORK = "network", _("Nätverk")

    reach = Reach.COHORT

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("slag"), max_length=9, choices=Kind, default=Kind.GROUP)
    round = models.ForeignKey(
        "cohorts.Round",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cohorts",
        verbose_name=_("omgång"),
    )
    name = models.CharField(_("namn"), max_length=120)

    objects = CohortQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("grupp"), _("grupper")
        constraints = [
            models.UniqueConstraint(fields=["round", "name"], name="cohort_name_once"),
            models.UniqueConstraint(
                fields=["name"], condition=Q(round=None), name="cohort_name_once_outside_rounds"
            ),
            models.CheckConstraint(
                condition=Q(kind="group", round__isnull=False)
                | Q(kind__in=["reference", "network"]),
                name="cohort_group_has_round",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class HoldingQuerySet(DatedQuerySet["Holding"]):
    def of(self, user: "User", now: datetime) -> Self:
        """The seats that the user holds today, in rounds that may still be read."""
        return self.current(now).filter(readable_round(now, f"{COHORT}__"), user=user.pk)

    def visible_to(self, user: "User", now: datetime) -> Self:
        """One's own; all of one's institution there, and of cohorts one runs; today's of the other
        institutions in one's cohorts."""
        everyone, mine = Holding.objects.all(), Holding.objects.of(user, now)
        run = Cohort.objects.run_by(user, now)
        return self.filter(
            pk__in=one_of(
                everyone.filter(user=user.pk),
                everyone.filter(seat__participation__in=mine.values("seat__participation")),
                everyone.current(now).filter(**{f"{COHORT}__in": mine.values(COHORT)}),
                everyone.filter(**{f"{COHORT}__in": run.values("pk")}),
            )
        )


class Holding(models.Model):
    """A person in a seat, from a day until (not including) a day."""

    reach = Reach.DIRECTORY

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    seat = models.ForeignKey(
        "cohorts.Seat", models.PROTECT, related_name="holdings", verbose_name=_("plats")
    )
    user = models.ForeignKey(
        "cohorts.User", models.PROTECT, related_name="holdings", verbose_name=_("person")
    )
    from_on = models.DateField(_("från och med"))
    # Exclusive; null: until further notice.
    until_on = models.DateField(_("till (men inte med)"), null=True, blank=True)
    is_top_management = models.BooleanField(_("sitter i högsta ledningen"), default=False)

    objects = HoldingQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("innehav"), pgettext_lazy("flera", "innehav")
        constraints = [
            models.CheckConstraint(condition=DATES_IN_ORDER, name="holding_dates_in_order"),
            models.UniqueConstraint(
                fields=["seat"], condition=Q(until_on=None), name="holding_one_open_per_seat"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.seat}"


class EngagementQuerySet(DatedQuerySet["Engagement"]):
    def for_agency(self, user: "User", now: datetime) -> Self:
        """The user's engagements of today that let them run rounds for the agency."""
        return self.current(now).filter(user=user.pk, role__in=Engagement.STAFF_ROLES)

    def as_administrator(self, user: "User", now: datetime) -> Self:
        return self.current(now).filter(
            user=user.pk, role=Engagement.Role.ADMINISTRATOR, scope__kind=Scope.Kind.PORTAL
        )

    def covering(self, *, programme: str, round: str = "", cohort: str = "") -> Self:
        """For `Exists`: those whose scope covers the outer row, by its paths to these."""
        covers = Q(scope__kind="portal")
        covers |= Q(scope__kind="programme", scope__programme=OuterRef(programme))
        if round:
            covers |= Q(scope__kind="round", scope__round=OuterRef(round))
        if cohort:
            covers |= Q(scope__kind="cohort", scope__cohort=OuterRef(cohort))
        return self.filter(covers)

    def reaching(self, cohorts: "QuerySet[Cohort]") -> Self:
        """Those that cover any of the cohorts."""
        return self.filter(
            Q(scope__kind="portal")
            | Q(scope__kind="programme", scope__programme__in=cohorts.values("round__programme"))
            | Q(scope__kind="round", scope__round__in=cohorts.values("round"))
            | Q(scope__kind="cohort", scope__cohort__in=cohorts.values("pk"))
        )

    def visible_to(self, user: "User", now: datetime) -> Self:
        """One's own, those that the institutions of one's cohorts meet; all for administrators."""
        met = Engagement.objects.current(now).filter(role__in=Engagement.MET_ROLES)
        taking_part = Cohort.objects.taken_part_in_by(user, now)
        everyone = Engagement.objects.all()
        return self.filter(
            pk__in=one_of(
                everyone.filter(user=user.pk),
                met.reaching(taking_part),
                everyone.filter(Exists(Engagement.objects.as_administrator(user, now))),
            )
        )


class Engagement(models.Model):
    """What someone without a seat is there to do, where, and from when to when."""

    class Role(models.TextChoices):
        ADMINISTRATOR = "administrator", _("Administratör")
        PROCESS_LEADER = "process_leader", _("Processledare")
        CONTACT_PERSON = "contact_person", _("Kontaktperson")
        EXPERT = "expert", _("Expert")
        RESEARCHER = "researcher", _("Följeforskare")
        MINISTRY_DESK_OFFICER = "ministry_desk_officer", _("Myndighetshandläggare")

    # Whom the institutions of a cohort meet.
    MET_ROLES = (Role.PROCESS_LEADER, Role.CONTACT_PERSON)
    # Who run the rounds for the agency, and therefore see what has been handed in.
    STAFF_ROLES = (Role.ADMINISTRATOR, *MET_ROLES)

    reach = Reach.DIRECTORY

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        "cohorts.User", models.PROTECT, related_name="engagements", verbose_name=_("person")
    )
    role = models.CharField(_("roll"), max_length=21, choices=Role)
    scope = models.ForeignKey(
        Scope, models.PROTECT, related_name="engagements", verbose_name=_("räckvidd")
    )
    from_on = models.DateField(_("från och med"))
    # Exclusive; null: until further notice.
    until_on = models.DateField(_("till (men inte med)"), null=True, blank=True)

    objects = EngagementQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("uppdrag"), pgettext_lazy("flera", "uppdrag")
        constraints = [
            models.CheckConstraint(condition=DATES_IN_ORDER, name="engagement_dates_in_order"),
            models.CheckConstraint(
                condition=Q(
                    role__in=[
                        "administrator",
                        "process_leader",
                        "contact_person",
                        "expert",
                        "researcher",
                        "ministry_desk_officer",
                    ]
                ),
                name="engagement_has_known_role",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "scope"],
                condition=Q(until_on=None),
                name="engagement_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.scope}"
