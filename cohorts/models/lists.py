"""People whom somebody is about to invite, as they stood in a file: looked at before anybody is
invited, and gone some weeks later."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from cohorts.models.institutions import Participation
from cohorts.models.rounds import Round
from exchange_portal.access import Reach, VisibleQuerySet

if TYPE_CHECKING:
    from cohorts.models import User


class InvitationListQuerySet(VisibleQuerySet["InvitationList"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        """Those that one has made oneself."""
        return self.filter(made_by=user.pk).select_related(
            "round", "participation__institution", "participation__cohort__round"
        )


class InvitationList(models.Model):
    """Rows of a file, for seats in a round: of one institution, or of all that its maker runs.

    `rows` are lists: the number of the row in the file, and then the texts of `listed.COLUMNS`.
    When those that could be invited have been, the others remain.
    """

    reach = Reach.CONFIDENTIAL

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="+")
    participation = models.ForeignKey(Participation, models.PROTECT, null=True, related_name="+")
    rows = models.JSONField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    # Of the form that the file came with: sent twice, it is one list.
    form_key = models.UUIDField(editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True)
    invited = models.PositiveIntegerField(default=0)  # seats that were filled

    objects = InvitationListQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["made_by", "form_key"], name="invitation_list_once_per_form"
            ),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="invitation_list_done_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation list {self.pk}"
