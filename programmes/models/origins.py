"""Where rounds came from."""

from django.db import models

from cohorts.models import Round
from exchange_portal.access import Reach
from programmes.models.templates import TemplateVersion


class RoundOrigin(models.Model):
    """The version that a round was started from. `token` is of the page whose button did it, so
    that pressing it again leads to the same round."""

    reach = Reach.INTERNAL

    round = models.OneToOneField(Round, models.PROTECT, related_name="origin")
    version = models.ForeignKey(TemplateVersion, models.PROTECT, related_name="origins")
    token = models.UUIDField(unique=True)

    def __str__(self) -> str:
        return f"{self.round}, {self.version}"
