"""Cohorts, and what gives rights in them: a seat that is held, or an engagement, from a day until
another. See `rights` for what follows from these."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cohorts.models.dated import DATES_IN_ORDER, DatedQuerySet
from cohorts.models.rights import COHORT, EVERYTHING, NOTHING, rights_of
from cohorts.models.scopes import Scope
from exchange_portal.access import Reach, VisibleQuerySet, one_of

if TYPE_CHECKING:
    from cohorts.models import User


class CohortQuerySet(VisibleQuerySet["Cohort"]):
    def run_by(self, user: "User", now: datetime) -> Self:
        """Cohorts that the user runs for the agency today."""
        return self.filter(rights_of(user, now).runs())

    def visible_to(self, user: "User", now: datetime) -> Self:
        return self.filter(rights_of(user, now).sees())


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
    def with_place(self) -> Self:
        """With what pages say of a seat: its function, institution, cohort and round."""
        place = "seat__participation__institution"
        return self.select_related("seat__function", "seat__sub_unit", place, f"{COHORT}__round")

    def regular(self) -> Self:
        """Those who have a seat in their own right."""
        return self.filter(is_stand_in=False)

    def stand_ins(self) -> Self:
        return self.filter(is_stand_in=True)

    def acting(self, now: datetime) -> Self:
        """Those who do the work of their seats today: whoever stands in for a period, or else
        whoever has the seat. Who comes to a meeting is another question (`serves`)."""
        away = Holding.objects.current(now).filter(is_stand_in=True, meeting_scope=None)
        is_away = Exists(away.filter(seat=OuterRef("seat")))
        return self.current(now).filter(Q(is_stand_in=True) | ~is_away, meeting_scope=None)

    def visible_to(self, user: "User", now: datetime) -> Self:
        """One's own; all of one's institution there, and of cohorts one runs; today's of the other
        institutions in one's cohorts."""
        everyone, rights = Holding.objects.all(), rights_of(user, now)
        if rights.is_administrator:  # runs every cohort; to look each row up would take longer
            return self.all()
        return self.filter(
            pk__in=one_of(
                everyone.filter(user=user.pk),
                everyone.filter(seat__participation__in=rights.place_ids()),
                everyone.current(now).filter(rights.takes_part(f"{COHORT}__")),
                everyone.filter(rights.runs(f"{COHORT}__")),
            )
        )


class Holding(models.Model):
    """A person in a seat, from a day until (not including) a day: in their own right, or as a
    stand-in (see docs/adr/0204), who always ends."""

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
    is_stand_in = models.BooleanField(_("ersättare"), default=False)
    # The one meeting that a stand-in comes to; null: to all of the days between.
    meeting_scope = models.ForeignKey(
        Scope, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = HoldingQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("person på en plats"), _("vem sitter på vilken plats")
        constraints = [
            models.CheckConstraint(condition=DATES_IN_ORDER, name="holding_dates_in_order"),
            models.UniqueConstraint(
                fields=["seat"], condition=Q(until_on=None), name="holding_one_open_per_seat"
            ),
            models.CheckConstraint(
                condition=Q(is_stand_in=False, meeting_scope=None)
                | Q(is_stand_in=True, until_on__isnull=False),
                name="holding_of_stand_in_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.seat}"

    def serves(self, scope: int, on: date | None) -> int:
        """How near it is to the meeting (the id of its scope) of that day: the nearest of a seat is
        the one that is called. 0: a stand-in who has nothing to do with it."""
        if not self.is_stand_in:
            return 1
        if on is None or self.until_on is None or not self.from_on <= on < self.until_on:
            return 0
        return {None: 2, scope: 3}.get(self.meeting_scope_id, 0)

    @property
    def last_on(self) -> date | None:
        """The last day, as people say it; `until_on` is the day after."""
        return self.until_on - timedelta(days=1) if self.until_on else None


class EngagementQuerySet(DatedQuerySet["Engagement"]):
    def reaching(self, cohorts: Iterable[Cohort]) -> Self:
        """Those that cover any of the cohorts."""
        them = list(cohorts)
        if not them:
            return self.none()
        rounds = [one.round for one in them if one.round is not None]
        return self.filter(
            Q(scope__kind="portal")
            | Q(scope__programme__in={one.programme_id for one in rounds})
            | Q(scope__round__in={one.pk for one in rounds})
            | Q(scope__kind="cohort", scope__cohort__in={one.pk for one in them})
        )

    def visiting(self, user: "User", now: datetime) -> Self:
        """The user's own as a guest at meetings, today."""
        return self.current(now).filter(user=user.pk, guest__isnull=False)

    def visible_to(self, user: "User", now: datetime) -> Self:
        """One's own, those that the institutions of one's cohorts meet; all for administrators."""
        met = Engagement.objects.current(now).filter(role__in=Engagement.MET_ROLES)
        rights = rights_of(user, now)
        everyone = Engagement.objects.all()
        return self.filter(
            pk__in=one_of(
                everyone.filter(user=user.pk),
                met.reaching(place.cohort for place in rights.participations())
                if rights.holdings
                else everyone.none(),
                everyone.filter(EVERYTHING if rights.is_administrator else NOTHING),
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
    # The visiting institution that an expert comes from; the scope is its meeting's.
    guest = models.ForeignKey(
        "cohorts.Guest",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="engagements",
    )

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
            models.CheckConstraint(
                condition=Q(guest=None) | Q(role="expert"), name="engagement_guest_is_expert"
            ),
            models.UniqueConstraint(
                fields=["user", "role", "scope"],
                condition=Q(until_on=None),
                name="engagement_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.scope}"

    @property
    def is_for_agency(self) -> bool:
        return self.role in Engagement.STAFF_ROLES

    @property
    def makes_administrator(self) -> bool:
        """Of less than the portal there is none."""
        return self.role == self.Role.ADMINISTRATOR and self.scope.kind == Scope.Kind.PORTAL
