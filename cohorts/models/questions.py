"""What people ask their contact person, and what they are answered."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cohorts.models.institutions import Participation
from cohorts.models.rights import rights_of
from exchange_portal.access import Reach, VisibleQuerySet

if TYPE_CHECKING:
    from cohorts.models import User

TEXT_LENGTH = 4000
PAGE_LENGTH = 300


class QuestionQuerySet(VisibleQuerySet["ContactQuestion"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        """One's own, as long as one sits there, and those of cohorts that one runs. Not those of
        colleagues."""
        rights = rights_of(user, now)
        own = Q(asked_by=user.pk, participation__in=rights.place_ids())
        return self.filter(own | rights.runs("participation__cohort__")).select_related(
            "participation__institution",
            "participation__cohort__round__programme",
            "asked_by",
            "answered_by",
        )

    def run_by(self, user: "User", now: datetime) -> Self:
        return self.filter(rights_of(user, now).runs("participation__cohort__"))

    def open_first(self) -> Self:
        """Those without an answer, the oldest first; then the others, the latest first."""
        return self.order_by(F("answered_at").desc(nulls_first=True), "asked_at", "pk")


class ContactQuestion(models.Model):
    """A question, in whose name, and from which page. Any of those who run the cohort answers it,
    once; more to ask is another question."""

    reach = Reach.CONFIDENTIAL

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="+")
    page = models.CharField(max_length=PAGE_LENGTH, blank=True)  # a path within the portal
    text = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Of the form that it was written in: sent twice, it is one.
    form_key = models.UUIDField(editable=False)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="contact_question_has_text"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
                name="contact_question_answered_at_by",
            ),
            models.CheckConstraint(
                condition=Q(page="") | Q(page__startswith="/"), name="contact_question_page_is_path"
            ),
            models.UniqueConstraint(
                fields=["asked_by", "form_key"], name="contact_question_once_per_form"
            ),
        ]
        indexes = [
            models.Index(fields=["asked_by", "asked_at"], name="contact_question_by_asker"),
        ]

    def __str__(self) -> str:
        return f"contact question {self.pk}"
