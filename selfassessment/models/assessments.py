"""An institution's answers. They are in nobody's reach at the agency: only what is handed in (a
SubmittedAssessment, a frozen copy) leaves the institution."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate

from cohorts.models import Participation, rights_of
from exchange_portal.access import Reach, VisibleQuerySet
from selfassessment.models.instruments import Instrument, InstrumentVersion, ScaleStep, Statement

if TYPE_CHECKING:
    from cohorts.models import User


class AssessmentQuerySet(VisibleQuerySet["Assessment"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        """Those at work for the institution today, and nobody else at all."""
        own = rights_of(user, now).place_ids()
        return self.filter(participation__in=own).with_origin()

    def opened(self, now: datetime) -> Self:
        return self.filter(opens_on__lte=localdate(now))

    def with_origin(self) -> Self:
        return self.select_related(
            "instrument_version__instrument",
            "participation__institution",
            "participation__cohort__round",
        )


class Assessment(models.Model):
    """One instrument, asked of one institution once. Asked again, it is another one."""

    reach = Reach.CONFIDENTIAL

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    instrument_version = models.ForeignKey(InstrumentVersion, models.PROTECT, related_name="+")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="+")
    opens_on = models.DateField()
    due_on = models.DateField(null=True)  # ends at 24:00 in Stockholm
    closed_at = models.DateTimeField(null=True)  # the leaders' own answers, not the agreed ones
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reopened_at = models.DateTimeField(null=True)  # the latest time; the trail hears nothing of it
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    parts_shown_at = models.DateTimeField(null=True)  # to all who work there, for good
    parts_shown_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    withdrawn_at = models.DateTimeField(null=True)  # by the agency; answers stay, read by nobody
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_reason = models.TextField(blank=True)  # the institution's people read it

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["instrument_version", "participation", "opens_on"],
                name="assessment_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(due_on=None) | Q(opens_on__lte=F("due_on")),
                name="assessment_dates_in_order",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="assessment_closed_at_by",
            ),
            models.CheckConstraint(
                condition=Q(reopened_at=None, reopened_by=None)
                | Q(reopened_at__isnull=False, reopened_by__isnull=False),
                name="assessment_reopened_at_by",
            ),
            models.CheckConstraint(
                condition=Q(parts_shown_at=None, parts_shown_by=None)
                | Q(parts_shown_at__isnull=False, parts_shown_by__isnull=False),
                name="assessment_parts_shown_at_by",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="assessment_withdrawn_at_by",
            ),
        ]

    def __str__(self) -> str:
        return f"assessment {self.pk}"

    @property
    def is_of_management(self) -> bool:
        bearer = self.instrument_version.instrument.bearer
        return bearer == Instrument.Bearer.MANAGEMENT_GROUP

    @property
    def is_answering(self) -> bool:
        """Whether each leader still answers alone."""
        return self.is_of_management and self.closed_at is None

    def has_opened(self, now: datetime) -> bool:
        return self.opens_on <= localdate(now)

    def days_left(self, now: datetime) -> int | None:
        """Whole days until the due date; 0 on the day itself, below 0 when it has passed."""
        return None if self.due_on is None else (self.due_on - localdate(now)).days


class RespondentsOwn[M: models.Model](VisibleQuerySet[M]):
    """Rows of one leader."""

    def visible_to(self, user: "User", now: datetime) -> Self:
        """Their author's alone, while they work there."""
        own = rights_of(user, now).place_ids()
        return self.filter(respondent=user.pk, assessment__participation__in=own)


class Rating(models.Model):
    """One leader's own answer. `version` counts saves."""

    reach = Reach.CONFIDENTIAL

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="+")
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="+")
    respondent = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    present = models.ForeignKey(ScaleStep, models.PROTECT, null=True, related_name="+")
    wanted = models.ForeignKey(ScaleStep, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()

    objects = RespondentsOwn["Rating"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "statement", "respondent"], name="rating_once"
            ),
        ]

    def __str__(self) -> str:
        return f"rating {self.pk}"


class Finish(models.Model):
    """A leader has said «Jag är klar»: chosen everything, and looked it through. The coordinator is
    told of it by `queries.asked.respondents`."""

    reach = Reach.CONFIDENTIAL

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="+")
    respondent = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = RespondentsOwn["Finish"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "respondent"], name="finish_once"),
        ]

    def __str__(self) -> str:
        return f"finish {self.pk}"
