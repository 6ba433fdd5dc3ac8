"""Where rounds came from."""

from django.conf import settings
from django.db import models

from cohorts.models import Round
from exchange_portal.access import Reach
from meetings.models import Assignment
from programmes.models.templates import TemplateVersion


class RoundOrigin(models.Model):
    """The version that a round was started from. `token` is of the page whose button did it, so
    that pressing it again leads to the same round."""

    reach = Reach.INTERNAL

    round = models.OneToOneField(Round, models.PROTECT, related_name="origin")
    version = models.ForeignKey(TemplateVersion, models.PROTECT, related_name="origins")
    token = models.UUIDField(unique=True)
    started_at = models.DateTimeField(null=True)  # not known of the earliest

    def __str__(self) -> str:
        return f"{self.round}, {self.version}"


class AssignmentOrigin(models.Model):
    """Which of a template's assignments one of a round's was made from, whatever it is called by
    now."""

    reach = Reach.INTERNAL

    assignment = models.OneToOneField(Assignment, models.PROTECT, related_name="+")
    code = models.SlugField()

    def __str__(self) -> str:
        return f"{self.assignment}, {self.code}"


class ChangeDecision(models.Model):
    """What was decided of a change that a newer version offered a round. `change` names it by what
    it makes of what: offered by a later version too, it is the same."""

    reach = Reach.INTERNAL

    round = models.ForeignKey(Round, models.PROTECT, related_name="+")
    version = models.ForeignKey(TemplateVersion, models.PROTECT, related_name="+")
    change = models.CharField(max_length=120)
    is_taken = models.BooleanField()
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "change"], name="change_decided_once"),
        ]

    def __str__(self) -> str:
        return f"{self.round}, {self.change}"
