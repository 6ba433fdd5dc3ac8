"""What someone who runs a group has written to those who are missing."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from cohorts.models import Cohort, rights_of
from exchange_portal.access import Reach, VisibleQuerySet
from meetings.models import Assignment, Meeting
from selfassessment.models import Instrument

if TYPE_CHECKING:
    from cohorts.models import User

TEXT_LENGTH = 2000


class NudgeQuerySet(VisibleQuerySet["Nudge"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        """Those to cohorts that one runs. Its recipients have the mail."""
        return self.filter(rights_of(user, now).runs("cohort__"))


class Nudge(models.Model):
    """A reminder written by hand: of an assignment, a self-assessment or the invitation to a
    meeting. To whom it went, its notices say."""

    reach = Reach.CONFIDENTIAL

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="+")
    assignment = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="+")
    instrument = models.ForeignKey(Instrument, models.PROTECT, null=True, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="+")
    text_sv = models.TextField()
    text_en = models.TextField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    # Of the form that it was written in: sent twice, it is one.
    form_key = models.UUIDField(editable=False)

    objects = NudgeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sent_by", "form_key"], name="nudge_once_per_form"),
            models.CheckConstraint(
                condition=Q(assignment__isnull=False, instrument=None, meeting=None)
                | Q(assignment=None, instrument__isnull=False, meeting=None)
                | Q(assignment=None, instrument=None, meeting__isnull=False),
                name="nudge_is_of_one_thing",
            ),
            models.CheckConstraint(
                condition=~Q(text_sv="") & ~Q(text_en=""), name="nudge_has_both_texts"
            ),
        ]

    def __str__(self) -> str:
        return f"nudge {self.pk}"
