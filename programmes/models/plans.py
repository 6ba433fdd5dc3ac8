"""What a version of a template plans, as rows. A round gets copies of its own of all of it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cohorts.models import Function
from exchange_portal.access import Reach
from exchange_portal.ui.texts import local
from meetings.models import Assignment, Meeting, Sharing
from programmes.models.templates import TemplateVersion
from selfassessment.models import Instrument


class FunctionPlan(models.Model):
    """A function that every institution fills."""

    reach = Reach.INTERNAL

    version = models.ForeignKey(TemplateVersion, models.CASCADE, related_name="functions")
    code = models.SlugField()
    role = models.CharField(max_length=11, choices=Function.Role)
    name_sv = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)
    is_required = models.BooleanField(default=True)
    seat_count = models.PositiveSmallIntegerField(default=1)  # of each institution
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="function_plan_once"),
            models.CheckConstraint(condition=Q(seat_count__gte=1), name="function_plan_has_seats"),
            models.CheckConstraint(
                condition=Q(role__in=["coordinator", "head", "management", "member"]),
                name="function_plan_has_known_role",
            ),
        ]

    def __str__(self) -> str:
        return local(self, "name")


class ReminderPlan(models.Model):
    """How many days before a due date the round reminds; 0 is the day itself."""

    reach = Reach.INTERNAL

    version = models.ForeignKey(TemplateVersion, models.CASCADE, related_name="reminders")
    days_before = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "days_before"], name="reminder_plan_once"),
        ]

    def __str__(self) -> str:
        return f"{self.days_before}"


class MeetingPlan(models.Model):
    """A meeting that each group holds."""

    reach = Reach.INTERNAL

    version = models.ForeignKey(TemplateVersion, models.CASCADE, related_name="meetings")
    kind = models.CharField(max_length=12, choices=Meeting.Kind)
    number = models.PositiveSmallIntegerField()
    theme_sv = models.CharField(max_length=160)
    theme_en = models.CharField(max_length=160)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "kind", "number"], name="meeting_plan_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["kickoff", "themed", "coordinators"]),
                name="meeting_plan_has_known_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {local(self, 'theme')}"

    @property
    def is_for_coordinators(self) -> bool:
        return self.kind == Meeting.Kind.COORDINATORS


class SessionPlan(models.Model):
    """A part of the meeting's day, for some functions. Local times."""

    reach = Reach.INTERNAL

    meeting = models.ForeignKey(MeetingPlan, models.CASCADE, related_name="sessions")
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    audience = models.ManyToManyField(FunctionPlan, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")), name="session_plan_times_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}, {self.starts_at:%H.%M}–{self.ends_at:%H.%M}"


class AssignmentPlan(models.Model):
    """A task for every institution: before or after a meeting, or in the preparation.

    Days count back from the meeting's date, or without a meeting from the last day of the
    preparation; below 0 they are days after it. Without `opens_days_before` it is open from the
    first day of the preparation.
    """

    reach = Reach.INTERNAL

    version = models.ForeignKey(TemplateVersion, models.CASCADE, related_name="assignments")
    meeting = models.ForeignKey(
        MeetingPlan, models.CASCADE, null=True, blank=True, related_name="assignments"
    )
    # The same assignment in version after version, whatever it is called.
    code = models.SlugField()
    position = models.PositiveSmallIntegerField()
    phase = models.CharField(max_length=11, choices=Assignment.Phase)
    title_sv = models.CharField(max_length=160)
    title_en = models.CharField(max_length=160)
    instructions_sv = models.TextField()  # Markdown
    instructions_en = models.TextField()
    opens_days_before = models.SmallIntegerField(null=True, blank=True)
    due_days_before = models.SmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    sharing = models.CharField(max_length=6, choices=Sharing)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="assignment_plan_once"),
            models.UniqueConstraint(fields=["version", "code"], name="assignment_plan_code_once"),
            models.CheckConstraint(
                condition=Q(opens_days_before=None)
                | Q(opens_days_before__gte=F("due_days_before")),
                name="assignment_plan_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(phase="preparation")
                | Q(phase__in=["before", "after"], meeting__isnull=False),
                name="assignment_plan_has_meeting",
            ),
            models.CheckConstraint(
                condition=Q(sharing__in=["own", "cohort"]),
                name="assignment_plan_has_known_sharing",
            ),
        ]

    def __str__(self) -> str:
        return local(self, "title")


class QuestionPlan(models.Model):
    """One thing to write about in an assignment."""

    reach = Reach.INTERNAL

    assignment = models.ForeignKey(AssignmentPlan, models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    prompt_sv = models.CharField(max_length=300)
    prompt_en = models.CharField(max_length=300)
    hint_sv = models.CharField(max_length=500, blank=True)
    hint_en = models.CharField(max_length=500, blank=True)
    is_required = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assignment", "number"], name="question_plan_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {local(self, 'prompt')}"


class AssessmentPlan(models.Model):
    """A self-assessment that every institution of a round is asked.

    Days count back from the last day of the preparation or of the round; below 0 they are days
    after it. Without `opens_days_before` it is open from the first day of the preparation.
    """

    class CountsFrom(models.TextChoices):
        PREPARATION = "preparation", _("Förberedelsens sista dag")
        ROUND = "round", _("Omgångens sista dag")

    reach = Reach.INTERNAL

    version = models.ForeignKey(TemplateVersion, models.CASCADE, related_name="assessments")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    counts_from = models.CharField(max_length=11, choices=CountsFrom)
    opens_days_before = models.SmallIntegerField(null=True, blank=True)
    due_days_before = models.SmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="assessment_plan_once"),
            models.CheckConstraint(
                condition=Q(opens_days_before=None)
                | Q(opens_days_before__gte=F("due_days_before")),
                name="assessment_plan_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(counts_from__in=["preparation", "round"]),
                name="assessment_plan_counts_from_known_day",
            ),
        ]

    def __str__(self) -> str:
        return str(self.instrument)
