"""What is asked: instruments in numbered versions. A published version never changes (a trigger
sees to it), so that an answer always belongs to the very words that were read."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exchange_portal.access import Reach
from exchange_portal.ui.texts import local


class Instrument(models.Model):
    """A self-assessment by its key; what it asks stands in its versions."""

    class Bearer(models.TextChoices):
        """Who answers: each leader alone and then together, or everyone in one common draft."""

        MANAGEMENT_GROUP = "management_group", _("Ledningsgruppen")
        INSTITUTION = "institution", _("Institutionen")

    reach = Reach.PUBLIC

    key = models.SlugField(_("nyckel"), max_length=60, unique=True)
    title_sv = models.CharField(_("rubrik"), max_length=160)
    title_en = models.CharField(_("rubrik på engelska"), max_length=160, blank=True)
    bearer = models.CharField(_("vem svarar"), max_length=16, choices=Bearer)

    class Meta:
        verbose_name = _("instrument")
        verbose_name_plural = _("instrument")
        constraints = [
            models.CheckConstraint(
                condition=Q(bearer__in=["management_group", "institution"]),
                name="instrument_has_known_bearer",
            ),
        ]

    def __str__(self) -> str:
        return local(self, "title")


class Scale(models.Model):
    """Steps from the lowest to the highest. They are words, and never counted together."""

    reach = Reach.PUBLIC

    key = models.SlugField(max_length=60, unique=True)

    def __str__(self) -> str:
        return self.key


class ScaleStep(models.Model):
    reach = Reach.PUBLIC

    scale = models.ForeignKey(Scale, models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField()
    word_sv = models.CharField(max_length=40)
    word_en = models.CharField(max_length=40, blank=True)
    explanation_sv = models.CharField(max_length=160, blank=True)
    explanation_en = models.CharField(max_length=160, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scale", "position"], name="scale_step_once"),
            models.CheckConstraint(condition=Q(position__gte=1), name="scale_step_from_one"),
        ]

    def __str__(self) -> str:
        return local(self, "word")


class InstrumentVersion(models.Model):
    """Drafted until it is published, and then as it is for good."""

    reach = Reach.PUBLIC

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    scale = models.ForeignKey(Scale, models.PROTECT, related_name="+")
    asks_wanted = models.BooleanField()  # where one wants to be, beside where one is
    minutes = models.PositiveSmallIntegerField()  # honest time it takes to answer
    minutes_to_agree = models.PositiveSmallIntegerField()  # and to agree and hand in
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "number"], name="instrument_version_once"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="instrument_version_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.instrument}, {self.number}"


class Area(models.Model):
    """Statements that belong together."""

    reach = Reach.PUBLIC

    version = models.ForeignKey(InstrumentVersion, models.PROTECT, related_name="areas")
    position = models.PositiveSmallIntegerField()
    title_sv = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="area_once"),
        ]

    def __str__(self) -> str:
        return local(self, "title")


class ProposedPart(models.Model):
    """That a function (its code) may well answer an area alone, where there is one; the first that
    the institution has is proposed. No part of the published words."""

    reach = Reach.PUBLIC

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    function_code = models.SlugField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "function_code"], name="proposed_part_once"),
        ]

    def __str__(self) -> str:
        return f"{self.area}: {self.function_code}"


class Statement(models.Model):
    """What is taken a stand on. Numbered through the whole version."""

    reach = Reach.PUBLIC

    version = models.ForeignKey(InstrumentVersion, models.PROTECT, related_name="statements")
    area = models.ForeignKey(Area, models.PROTECT, related_name="statements")
    number = models.PositiveSmallIntegerField()
    text_sv = models.CharField(max_length=200)
    text_en = models.CharField(max_length=200, blank=True)
    help_sv = models.CharField(max_length=400, blank=True)
    help_en = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="statement_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="statement_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {local(self, 'text')}"
