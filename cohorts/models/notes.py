"""What those who run a group note of their contact with its institutions. Rows are only added: what
was said last counts (see docs/adr/0203)."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cohorts.models.institutions import Participation
from cohorts.models.rights import rights_of
from exchange_portal.access import Reach, VisibleQuerySet

if TYPE_CHECKING:
    from cohorts.models import User

TEXT_LENGTH = 2000


class ContactNoteQuerySet(VisibleQuerySet["ContactNote"]):
    def visible_to(self, user: "User", now: datetime) -> Self:
        """Those of cohorts that one runs; never the institution's own people."""
        return self.filter(rights_of(user, now).runs("participation__cohort__"))

    def newest_first(self) -> Self:
        """By the day of the contact, whenever it was written down."""
        return self.order_by("-made_on", "-pk")

    def about_support(self) -> Self:
        """Those that say whether the institution needs support; the one that counts first."""
        return self.filter(needs_support__isnull=False).order_by("-pk")


class ContactNote(models.Model):
    """A contact with an institution: when, how, with whom in words, and what it gave.

    `needs_support`: whether the institution needs it, from now on; None where that is not the
    matter, as when the portal itself notes that a reminder was sent.
    """

    class Kind(models.TextChoices):
        MAIL = "mail", pgettext_lazy("ett", "mejl")
        PHONE = "phone", _("telefon")
        MEETING = "meeting", _("möte")

    reach = Reach.CONFIDENTIAL

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="+")
    made_on = models.DateField()
    kind = models.CharField(max_length=7, choices=Kind)
    with_whom = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    needs_support = models.BooleanField(null=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    # Of the form that it was written in: sent twice, it is one note.
    form_key = models.UUIDField(editable=False)

    objects = ContactNoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["mail", "phone", "meeting"]),
                name="contact_note_has_known_kind",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="contact_note_has_text"),
            models.UniqueConstraint(
                fields=["written_by", "form_key"], name="contact_note_once_per_form"
            ),
        ]
        indexes = [
            models.Index(fields=["participation", "made_on", "id"], name="contact_note_latest")
        ]

    def __str__(self) -> str:
        return f"contact note {self.pk}"
