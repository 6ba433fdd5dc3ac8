"""Files as they were received. Who may read one is the business of what it hangs on."""

import uuid

from django.conf import settings
from django.db import models

from exchange_portal.access import Reach


class StoredFile(models.Model):
    """A file in private storage, under a name of our own; its first name is kept as data."""

    class State(models.TextChoices):
        WAITING = "waiting"  # received, not yet inspected
        CLEAN = "clean"
        REFUSED = "refused"  # malicious: kept from everybody

    reach = Reach.CONFIDENTIAL

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    original_name = models.CharField(max_length=300)
    content_type = models.CharField(max_length=100)  # by content, never by name
    size = models.PositiveBigIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )  # null: made by the portal
    inspected_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"file {self.pk}"
