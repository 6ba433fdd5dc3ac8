"""Meetings and their sessions."""

import uuid
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cohorts.models import Cohort, Function, rights_of
from exchange_portal.access import Reach, VisibleQuerySet
from exchange_portal.ui.texts import local
from exchange_portal.year import in_our_time
from meetings.models.bounds import https_only, known_zone

if TYPE_CHECKING:
    from cohorts.models import User


class MeetingQuerySet(VisibleQuerySet["Meeting"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        rights = rights_of(user, now)
        seen = rights.sees("cohort__") | rights.visits()
        return self.filter(seen).select_related("cohort__round__programme")

    def upcoming(self, now: datetime) -> Self:
        return self.filter(held_on__gte=localdate(now))


class Meeting(models.Model):
    """A meeting of a cohort. It may lack a date until one is agreed."""

    class Kind(models.TextChoices):
        KICKOFF = "kickoff", _("Uppstartsträff")
        THEMED = "themed", _("Tematräff")
        COORDINATORS = "coordinators", _("Samordnarträff")

    reach = Reach.COHORT

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(
        Cohort, models.PROTECT, related_name="meetings", verbose_name=_("grupp")
    )
    scope = models.OneToOneField("cohorts.Scope", models.PROTECT, related_name="+")
    kind = models.CharField(_("slag"), max_length=12, choices=Kind)
    number = models.PositiveSmallIntegerField(_("nummer"))
    theme_sv = models.CharField(_("tema"), max_length=160)
    theme_en = models.CharField(_("tema på engelska"), max_length=160, blank=True)
    held_on = models.DateField(_("datum"), null=True, blank=True, validators=[in_our_time])
    place = models.CharField(pgettext_lazy("där man träffas", "plats"), max_length=200, blank=True)
    # To a video meeting. Shown to those who are called to one of the sessions, and to nobody else
    # of the cohort.
    link = models.URLField(
        _("länk till träffen"),
        max_length=500,
        blank=True,
        validators=[https_only],
        help_text=_("Visas bara för dem som är kallade. Lämna tom om träffen inte är digital."),
    )
    # Counts changes of the date: which one a mail tells of, and what a page was made after.
    date_version = models.PositiveIntegerField(default=0)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("träff")
        verbose_name_plural = _("träffar")
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "kind", "number"],
                name="meeting_once_in_cohort",
                violation_error_message=_("Gruppen har redan en träff av det slaget och numret."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["kickoff", "themed", "coordinators"]),
                name="meeting_has_known_kind",
            ),
            models.CheckConstraint(
                condition=Q(link="") | Q(link__startswith="https://"), name="meeting_link_is_https"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {local(self, 'theme')}"

    @property
    def name(self) -> str:
        """«Träff 2»: what prepares it has the same number and is called otherwise."""
        number = {"number": self.number}
        if self.kind == self.Kind.COORDINATORS:
            return _("Samordnarträff %(number)s") % number
        return _("Träff %(number)s") % number


class SessionQuerySet(VisibleQuerySet["Session"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        """Those of meetings that one sees; a guest sees those that guests are called to."""
        rights = rights_of(user, now)
        visited = rights.visits("meeting__scope") & Q(pk__in=Session.objects.for_guests())
        seen = rights.sees("meeting__cohort__") | visited
        return self.filter(seen).select_related("meeting__cohort__round")

    def for_guests(self) -> Any:
        """Ids of those that guests are called to: all but what is for coordinators alone."""
        called = Session.audience.through.objects.exclude(function__role=Function.Role.COORDINATOR)
        return called.values("session")


class Session(models.Model):
    """A part of a meeting's day, for some functions. Local times: the day is the meeting's."""

    reach = Reach.COHORT

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="sessions", verbose_name=_("träff")
    )
    starts_at = models.TimeField(_("börjar"))
    ends_at = models.TimeField(_("slutar"))
    zone = models.CharField(
        _("tidszon"), max_length=40, default="Europe/Stockholm", validators=[known_zone]
    )
    audience = models.ManyToManyField(
        "cohorts.Function", related_name="+", verbose_name=_("för vilka")
    )
    sequence = models.PositiveIntegerField(default=0)  # counts changes, for calendars

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("pass")
        verbose_name_plural = pgettext_lazy("flera", "pass")
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")),
                name="session_times_in_order",
                violation_error_message=_("Passet slutar innan det börjar. Ändra en av tiderna."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}, {self.starts_at:%H.%M}–{self.ends_at:%H.%M}"

    def ends(self, held_on: date) -> datetime:
        """The moment when it is over, if it is held on that day."""
        return datetime.combine(held_on, self.ends_at, ZoneInfo(self.zone))

    def is_over(self, now: datetime) -> bool:
        """Never, while the meeting has no date."""
        held_on = self.meeting.held_on
        return held_on is not None and now >= self.ends(held_on)


class AgendaItem(models.Model):
    """A thing that a session takes up."""

    reach = Reach.COHORT

    session = models.ForeignKey(
        Session, models.CASCADE, related_name="agenda", verbose_name=_("pass")
    )
    # Those with the same come in the order in which they were added; empty: last.
    position = models.PositiveSmallIntegerField(_("ordning"), blank=True)
    starts_at = models.TimeField(_("börjar"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minuter"), null=True, blank=True)
    title_sv = models.CharField(_("punkt"), max_length=200)
    title_en = models.CharField(_("punkt på engelska"), max_length=200, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("punkt"), _("dagordning")
        constraints = [
            models.CheckConstraint(condition=~Q(title_sv=""), name="agenda_item_has_title"),
        ]

    def __str__(self) -> str:
        return local(self, "title")
