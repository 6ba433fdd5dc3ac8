"""Door 3, the outbox: what must happen after a transaction, as rows written in that transaction."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from exchange_portal.access import Reach

ERROR_LENGTH = 300  # characters kept of what went wrong


class Message(models.Model):
    """A mail as it is sent.

    Two phases: `inflight` before the server is called, `committing` from the moment it may have
    taken the mail, `sent` when it said so. A worker that dies while committing leaves the mail
    `unclear`: a person decides, nobody gets it twice. Who works on it holds the `claim`.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Väntar")
        INFLIGHT = "inflight", _("På väg")
        COMMITTING = "committing", _("Lämnas över")
        SENT = "sent", _("Skickat")
        UNCLEAR = "unclear", _("Oklart om det kom fram")
        FAILED = "failed", _("Gick inte att skicka")
        DISCARDED = "discarded", _("Stoppat")

    reach = Reach.CONFIDENTIAL

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("slag"), max_length=80)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    to_address = models.EmailField(_("till"))
    language = models.CharField(max_length=2)
    subject = models.CharField(_("ämne"), max_length=200)
    text = models.TextField(_("text"))
    html = models.TextField(blank=True)
    state = models.CharField(_("läge"), max_length=12, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(_("försök"), default=0)  # the server said «later»
    not_before = models.DateTimeField(_("skickas tidigast"))
    claim = models.UUIDField(null=True, editable=False)
    lease_until = models.DateTimeField(null=True)
    error = models.CharField(_("svar från mejlservern"), max_length=ERROR_LENGTH, blank=True)
    created_at = models.DateTimeField(_("skrivet"))
    sent_at = models.DateTimeField(_("skickat"), null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | ~Q(state="sent"),
                name="message_sent_has_time",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["inflight", "committing"],
                    claim__isnull=False,
                    lease_until__isnull=False,
                )
                | (~Q(state__in=["inflight", "committing"]) & Q(lease_until=None)),
                name="message_at_work_has_lease",
            ),
        ]
        indexes = [models.Index(fields=["state", "not_before"], name="message_due")]
        verbose_name = _("mejl")
        verbose_name_plural = pgettext_lazy("flera", "mejl")

    def __str__(self) -> str:
        return f"message {self.pk}"


class Notice(models.Model):
    """Something a person shall be told, once. `once` says what, who and which occurrence."""

    class State(models.TextChoices):
        WAITING = "waiting"
        WRITTEN = "written"  # its message exists
        DROPPED = "dropped"  # no longer wanted when its time came

    reach = Reach.INTERNAL

    kind = models.CharField(max_length=80)
    once = models.CharField(max_length=300, unique=True)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    data = models.JSONField(default=dict)  # ids only, read again when the message is written
    due_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    message = models.ForeignKey(Message, models.PROTECT, null=True, related_name="notices")
    tries = models.PositiveSmallIntegerField(default=0)  # it could not be written
    error = models.CharField(max_length=ERROR_LENGTH, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="written", message__isnull=False)
                | (~Q(state="written") & Q(message=None)),
                name="notice_written_has_message",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="notice_due")]

    def __str__(self) -> str:
        return f"notice {self.pk}"


class Job(models.Model):
    """Work that can be done again without harm: a PDF, a scan, a purge. Who does it holds the
    `claim`."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Väntar")
        RUNNING = "running", _("Pågår")
        DONE = "done", _("Klart")
        FAILED = "failed", _("Gick inte")  # given up; a person can start it again

    reach = Reach.INTERNAL

    kind = models.CharField(_("slag"), max_length=80)
    once = models.CharField(max_length=300, unique=True)
    data = models.JSONField(default=dict)  # ids only
    state = models.CharField(_("läge"), max_length=8, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(_("försök"), default=0)  # a killed worker counts
    not_before = models.DateTimeField(_("görs tidigast"))
    claim = models.UUIDField(null=True, editable=False)
    lease_until = models.DateTimeField(null=True)
    error = models.CharField(_("vad som hände"), max_length=ERROR_LENGTH, blank=True)
    created_at = models.DateTimeField(_("beställt"))
    done_at = models.DateTimeField(_("klart"), null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="done", done_at__isnull=False)
                | (~Q(state="done") & Q(done_at=None)),
                name="job_done_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state="running", claim__isnull=False, lease_until__isnull=False)
                | (~Q(state="running") & Q(lease_until=None)),
                name="job_at_work_has_lease",
            ),
        ]
        indexes = [models.Index(fields=["state", "not_before"], name="job_due")]
        verbose_name = _("bakgrundsarbete")
        verbose_name_plural = _("bakgrundsarbeten")

    def __str__(self) -> str:
        return f"job {self.pk}"
