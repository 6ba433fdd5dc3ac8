"""Texts that the agency edits itself, and what visitors report."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from exchange_portal.access import Reach
from exchange_portal.ui.texts import local


class PageText(models.Model):
    """A page of the agency's own words, in Markdown: reachable from every page's foot, or standing
    on a page where someone needs to know it."""

    class Slug(models.TextChoices):
        ACCESSIBILITY = "tillganglighet", _("Tillgänglighetsredogörelse")
        PERSONAL_DATA = "personuppgifter", _("Personuppgifter")
        REPORT_FAULT = "anmal-fel", _("Anmäl ett fel")
        DRAFT = "utkast", _("Ovanför ett utkast")
        HANDING_IN = "lamna-in", _("Innan man lämnar in")
        SHARING = "dela", _("Innan man delar")

    reach = Reach.PUBLIC

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.CharField(_("adress"), max_length=30, choices=Slug, unique=True)
    title_sv = models.CharField(_("rubrik"), max_length=120)
    title_en = models.CharField(_("rubrik på engelska"), max_length=120)
    body_sv = models.TextField(_("text"))
    body_en = models.TextField(_("text på engelska"))
    updated_at = models.DateTimeField(_("ändrad"))

    class Meta:
        verbose_name = _("sida")
        verbose_name_plural = _("sidor")

    def __str__(self) -> str:
        return local(self, "title")


class FaultReport(models.Model):
    """What a visitor says does not work. A report needs no account and no address."""

    reach = Reach.CONFIDENTIAL

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    page = models.CharField(_("gäller sidan"), max_length=300, blank=True)
    text = models.TextField(_("text"))
    email = models.EmailField(_("svar till"), blank=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reported_at = models.DateTimeField(_("anmält"))

    class Meta:
        verbose_name = _("felanmälan")
        verbose_name_plural = _("felanmälningar")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
