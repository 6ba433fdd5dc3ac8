"""Institutions that have done a round are offered to help in the next one."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.models import Participation, rights_of
from exchange_portal.access import Reach, VisibleQuerySet

if TYPE_CHECKING:
    from cohorts.models import User

COMMENT_LENGTH = 1000


class MentorOfferQuerySet(VisibleQuerySet["MentorOffer"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        """Those who start the programme's rounds, and those at work for the institution."""
        rights = rights_of(user, now)
        own = {place.institution_id for place in rights.participations()}
        programme = "participation__cohort__round__programme"
        led = Q(**{f"{programme}__in": rights.programmes_led})
        seen = Q() if rights.is_administrator else led | Q(participation__institution__in=own)
        return self.filter(seen).select_related(
            "participation__institution", programme, "placed__cohort__round"
        )


class MentorOffer(models.Model):
    """What has been done once is the ground: a participation in a round that is over. `placed` is
    the group that the institution was given, as mentor or anchor."""

    class State(models.TextChoices):
        OFFERED = "offered", _("Tillfrågad")
        ACCEPTED = "accepted", _("Har sagt ja")
        DECLINED = "declined", _("Har sagt nej")

    reach = Reach.CONFIDENTIAL

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    participation = models.OneToOneField(Participation, models.PROTECT, related_name="+")
    role = models.CharField(max_length=6, choices=Participation.Role)
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.OFFERED)
    comment = models.TextField(blank=True)  # of the institution, to the agency
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    placed = models.OneToOneField(Participation, models.PROTECT, null=True, related_name="+")

    objects = MentorOfferQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("fråga om att bli mentor"), _("frågor till mentorer")
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=["anchor", "mentor"]), name="mentor_offer_has_known_role"
            ),
            models.CheckConstraint(
                condition=Q(state="offered", answered_at=None, answered_by=None)
                | Q(
                    state__in=["accepted", "declined"],
                    answered_at__isnull=False,
                    answered_by__isnull=False,
                ),
                name="mentor_offer_answered_at_by",
            ),
            models.CheckConstraint(
                condition=Q(placed=None) | Q(state="accepted"), name="mentor_placed_has_said_yes"
            ),
        ]

    def __str__(self) -> str:
        return f"mentor offer {self.pk}"
