"""Links from mails that somebody has opened."""

from django.conf import settings
from django.db import models

from exchange_portal.access import Reach


class PersonalLink(models.Model):
    """What the receiver of a link has said of it: here I am, or it is not for me.

    `browser` is the SHA-256 of a secret in the cookie of the one browser that it opens in.
    """

    reach = Reach.INTERNAL

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    purpose = models.SlugField(max_length=20)
    thing = models.UUIDField()  # the key of what it is about
    until_on = models.DateField()  # the last day
    browser = models.CharField(max_length=64, blank=True)
    opened_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)  # «Det är inte jag»

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "purpose", "thing"], name="personal_link_once_per_thing"
            ),
            models.CheckConstraint(
                condition=models.Q(opened_at=None, browser="")
                | models.Q(opened_at__isnull=False) & ~models.Q(browser=""),
                name="personal_link_opened_in_a_browser",
            ),
        ]

    def __str__(self) -> str:
        return f"personal link {self.pk}"
