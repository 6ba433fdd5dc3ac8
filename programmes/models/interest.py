"""Institutions that want to take part: what they tell of themselves, and what was decided."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.models import Institution, Programme, Round, rights_of
from exchange_portal.access import Reach, VisibleQuerySet

if TYPE_CHECKING:
    from cohorts.models import User

WHY_LENGTH = REASON_LENGTH = 2000


class ExpressionOfInterestQuerySet(VisibleQuerySet["ExpressionOfInterest"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        """To administrators, and to those who lead the programme; once the address is confirmed."""
        rights = rights_of(user, now)
        rows = self.exclude(confirmed_at=None).select_related("programme", "institution", "round")
        if rights.is_administrator:
            return rows
        return rows.filter(programme__in=rights.programmes_led)

    def waiting_for_a_round(self, programme: Programme) -> Self:
        """Admitted to the programme, and not in a round yet."""
        admitted = self.filter(programme=programme, state=ExpressionOfInterest.State.ADMITTED)
        return admitted.filter(round=None).select_related("institution")


class ExpressionOfInterest(models.Model):
    """Written by somebody without an account. Nobody at the agency sees it before its writer has
    shown, by a link in a mail, that the address is theirs."""

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("Obekräftad")
        WAITING = "waiting", _("Ny")
        ON_HOLD = "on_hold", _("Vilande")
        ADMITTED = "admitted", _("Antagen")
        DECLINED = "declined", _("Avböjd")

    class Size(models.TextChoices):
        SMALL = "1", _("Färre än 100 anställda")
        MIDDLE = "2", _("100–499 anställda")
        LARGE = "3", _("500–1 999 anställda")
        LARGEST = "4", _("2 000 anställda eller fler")

    class Activity(models.TextChoices):
        GRANTS = "grants", _("Bidrag, stöd och finansiering")
        SUPERVISION = "supervision", _("Tillsyn och tillstånd")
        JUSTICE = "justice", _("Rättsväsende, säkerhet och försvar")
        INSURANCE = "insurance", _("Försäkringar, skatt och ersättningar")
        EDUCATION = "education", _("Utbildning och forskning")
        WELFARE = "welfare", _("Vård, skola och omsorg")
        REGIONAL = "regional", _("Regional utveckling och samhällsplanering")
        KNOWLEDGE = "knowledge", _("Kunskap, statistik och rådgivning")
        OTHER = "other", _("Annat")

    class Stage(models.TextChoices):
        BEGINNING = "1", _("Vi ska börja")
        UNDER_WAY = "2", _("Vi har börjat, och mycket är kvar")
        EXPERIENCED = "3", _("Vi har arbetat med det länge")

    DECISIONS = (State.ADMITTED, State.ON_HOLD, State.DECLINED)

    reach = Reach.CONFIDENTIAL

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    institution_name = models.CharField(max_length=120)  # as it was written
    kind = models.CharField(max_length=12, choices=Institution.Kind)
    size = models.CharField(max_length=1, choices=Size)
    activity = models.CharField(max_length=11, choices=Activity)
    stage = models.CharField(max_length=1, choices=Stage)
    why = models.TextField()
    head_knows = models.BooleanField(default=False)
    contact_name = models.CharField(max_length=120)
    contact_role = models.CharField(max_length=120)
    contact_email = models.EmailField()
    language = models.CharField(max_length=2, default="sv")  # that the writer reads
    sent_at = models.DateTimeField()
    # Of the form that it came with: sent twice, it is one.
    form_key = models.UUIDField(unique=True, editable=False)
    confirmed_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=11, choices=State, default=State.UNCONFIRMED)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reason = models.TextField(blank=True)  # as it was mailed
    version = models.PositiveIntegerField(default=0)  # counts decisions
    institution = models.ForeignKey(Institution, models.PROTECT, null=True, related_name="+")
    round = models.ForeignKey(Round, models.PROTECT, null=True, related_name="+")  # got a place in

    objects = ExpressionOfInterestQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("intresseanmälan"), _("intresseanmälningar")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="unconfirmed", confirmed_at=None)
                | Q(
                    state__in=["waiting", "on_hold", "admitted", "declined"],
                    confirmed_at__isnull=False,
                ),
                name="interest_confirmed_before_it_is_seen",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="interest_decided_at_by",
            ),
            models.CheckConstraint(
                condition=Q(state="admitted", institution__isnull=False) | Q(round=None),
                name="interest_placed_is_admitted",
            ),
            models.CheckConstraint(
                condition=~Q(state="admitted") | Q(institution__isnull=False),
                name="interest_admitted_is_an_institution",
            ),
            models.CheckConstraint(
                condition=Q(size__in=["1", "2", "3", "4"]) & Q(stage__in=["1", "2", "3"]),
                name="interest_has_known_size_and_stage",
            ),
        ]

    def __str__(self) -> str:
        return f"expression of interest {self.pk}"

    @property
    def is_decided(self) -> bool:
        return self.state in self.DECISIONS
