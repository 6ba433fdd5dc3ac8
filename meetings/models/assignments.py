"""What the institutions of a cohort are asked to do before and after meetings."""

import uuid
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.utils.timezone import get_default_timezone, localdate
from django.utils.translation import gettext_lazy as _

from cohorts.models import Cohort, rights_of
from exchange_portal.access import Reach, VisibleQuerySet
from exchange_portal.ui.texts import local
from exchange_portal.year import in_our_time
from meetings.models.meetings import Meeting

if TYPE_CHECKING:
    from cohorts.models import User


class Sharing(models.TextChoices):
    """Who besides the institution itself and the agency reads what is handed in."""

    OWN = "own", _("Bara institutionen och myndigheten")
    COHORT = "cohort", _("Gruppen")


def days_before(held_on: date | None, days: int | None) -> date | None:
    """The day that many days before a meeting; None while the meeting has no date."""
    return None if held_on is None or days is None else held_on - timedelta(days=days)


class AssignmentQuerySet(VisibleQuerySet["Assignment"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        seen = rights_of(user, now).sees("cohort__")
        return self.filter(seen).select_related("cohort__round", "meeting")

    def opened(self, now: datetime) -> Self:
        """What hangs on a meeting without a date waits for it."""
        always = Q(opens_on=None, opens_days_before=None)
        return self.filter(always | Q(opens_on__lte=localdate(now)))

    def under_way(self, now: datetime) -> Self:
        """In a round where things can be handed in today, or outside rounds."""
        today = localdate(now)
        return self.filter(
            Q(cohort__round=None)
            | Q(
                cohort__round__preparation_starts_on__lte=today,
                cohort__round__ends_on__gte=today,
            )
        )


class Assignment(models.Model):
    """A task for every institution of a cohort. (A *task* in code is Celery's.)"""

    class Phase(models.TextChoices):
        PREPARATION = "preparation", _("Förberedelse")
        BEFORE = "before", _("Inför träffen")
        AFTER = "after", _("Efter träffen")

    reach = Reach.COHORT

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(
        Cohort, models.PROTECT, related_name="assignments", verbose_name=_("grupp")
    )
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name=_("träff"),
    )
    phase = models.CharField(_("skede"), max_length=11, choices=Phase)
    title_sv = models.CharField(_("rubrik"), max_length=160)
    title_en = models.CharField(_("rubrik på engelska"), max_length=160, blank=True)
    instructions_sv = models.TextField(_("instruktion"))  # Markdown
    instructions_en = models.TextField(_("instruktion på engelska"), blank=True)
    opens_on = models.DateField(_("öppnar"), null=True, blank=True, validators=[in_our_time])
    # Ends at 24:00 in Stockholm.
    due_on = models.DateField(_("sista dag"), null=True, blank=True, validators=[in_our_time])
    # How the dates hang on the meeting's, in days before it (below 0: after). Null: they do not.
    opens_days_before = models.SmallIntegerField(null=True, blank=True)
    due_days_before = models.SmallIntegerField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("tid i minuter"), default=60
    )  # honest time it takes
    sharing = models.CharField(
        _("vilka läser"), max_length=6, choices=Sharing, default=Sharing.COHORT
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("uppgift")
        verbose_name_plural = _("uppgifter")
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on=None) | Q(due_on=None) | Q(opens_on__lte=F("due_on")),
                name="assignment_dates_in_order",
                violation_error_message=_("Uppgiften öppnar efter sista dagen. Ändra ett datum."),
            ),
            models.CheckConstraint(
                condition=Q(phase="preparation")
                | Q(phase__in=["before", "after"], meeting__isnull=False),
                name="assignment_has_meeting",
                violation_error_message=_("Välj vilken träff uppgiften hör till."),
            ),
            models.CheckConstraint(
                condition=Q(opens_days_before=None, due_days_before=None)
                | Q(meeting__isnull=False),
                name="assignment_hangs_on_a_meeting",
            ),
            models.CheckConstraint(
                condition=Q(opens_days_before=None)
                | Q(due_days_before=None)
                | Q(opens_days_before__gte=F("due_days_before")),
                name="assignment_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(sharing__in=["own", "cohort"]), name="assignment_has_known_sharing"
            ),
        ]

    def __str__(self) -> str:
        return local(self, "title")

    @property
    def due_ends_at(self) -> datetime | None:
        """The first moment that is too late: midnight in Stockholm, also when clocks change."""
        if self.due_on is None:
            return None
        return datetime.combine(self.due_on + timedelta(days=1), time(), get_default_timezone())

    def has_opened(self, now: datetime) -> bool:
        if self.opens_on is None:
            return self.opens_days_before is None
        return self.opens_on <= localdate(now)

    def is_late(self, at: datetime) -> bool:
        ends_at = self.due_ends_at
        return ends_at is not None and at >= ends_at

    def days_left(self, now: datetime) -> int | None:
        """Whole days until the due date; 0 on the day itself, below 0 when it has passed."""
        return None if self.due_on is None else (self.due_on - localdate(now)).days


class Question(models.Model):
    """One thing to write about in an assignment."""

    reach = Reach.COHORT

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField(_("nummer"))
    prompt_sv = models.CharField(_("fråga"), max_length=300)
    prompt_en = models.CharField(_("fråga på engelska"), max_length=300, blank=True)
    hint_sv = models.CharField(_("hjälp"), max_length=500, blank=True)
    hint_en = models.CharField(_("hjälp på engelska"), max_length=500, blank=True)
    is_required = models.BooleanField(_("måste besvaras"), default=True)

    class Meta:
        verbose_name = _("fråga")
        verbose_name_plural = _("frågor")
        constraints = [
            models.UniqueConstraint(fields=["assignment", "number"], name="question_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {local(self, 'prompt')}"
