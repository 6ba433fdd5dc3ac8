"""Who looks after the calendar of an institution's head (see docs/adr/0212)."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate

from cohorts.models.cohorts import Holding
from cohorts.models.rights import COHORT, rights_of
from exchange_portal.access import Reach, VisibleQuerySet

if TYPE_CHECKING:
    from cohorts.models import User

PLACE = "holding__seat__participation"


class AssistantQuerySet(VisibleQuerySet["Assistant"]):
    def current(self, now: datetime) -> Self:
        """As long as nobody has ended it, and the head has the seat, in a round that is not
        over."""
        today = localdate(now)
        goes_on = Q(holding__until_on=None) | Q(holding__until_on__gt=today)
        round = f"holding__{COHORT}__round"
        is_open = Q(**{round: None}) | Q(**{f"{round}__ends_on__gte": today})
        return self.filter(goes_on, is_open, ended_at=None, holding__from_on__lte=today)

    def visible_to(self, user: "User", now: datetime) -> Self:
        """The assistant's own, while it lasts; the head, the coordinators of the institution and
        those who run the cohort, also once it has ended. No other colleagues."""
        rights = rights_of(user, now)
        own = Q(pk__in=Assistant.objects.current(now).filter(user=user.pk).values("pk"))
        ended = Q(user=user.pk, ended_by=user.pk)  # whoever ends it twice is told the same
        coordinated = Q(**{f"{PLACE}__in": rights.place_ids("coordinator")})
        seen = own | ended | Q(holding__user=user.pk) | coordinated
        return self.filter(seen | rights.runs(f"{PLACE}__cohort__")).with_place()

    def with_place(self) -> Self:
        """With the head, and what pages and mails say of the seat."""
        return self.select_related(
            "user",
            "holding__user",
            "holding__seat__function",
            f"{PLACE}__institution",
            f"{PLACE}__cohort__round__programme",
        )


class Assistant(models.Model):
    """A person who gets the head's mails of meetings, and answers invitations in the head's name.
    It is no seat: nothing else of the institution's own is theirs to see."""

    reach = Reach.DIRECTORY

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    holding = models.ForeignKey(Holding, models.PROTECT, related_name="assistants")  # the head's
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assists")
    named_at = models.DateTimeField()
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = AssistantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["holding"], condition=Q(ended_at=None), name="assistant_one_of_a_head"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="assistant_ended_at_by",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("named_at")),
                name="assistant_times_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"assistant {self.pk}"

    @property
    def head(self) -> "User":
        return self.holding.user

    @property
    def institution_id(self) -> int:
        return self.holding.seat.participation.institution_id
