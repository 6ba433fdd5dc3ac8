"""How administrators see pages and reports. Registered, with the rule of who, in programmes."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.admin import display
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exchange_portal.pages.actions import TEXTS, change_text
from exchange_portal.pages.models import FaultReport, PageText
from exchange_portal.ui.admin import Form, PortalAdmin
from exchange_portal.ui.texts import clock, day_of_month

MARKDOWN = _("En tom rad ger nytt stycke, ## ger en rubrik, * ger en lista.")


class PageTextForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = PageText
        fields = TEXTS
        help_texts = {"body_sv": MARKDOWN, "body_en": MARKDOWN}


class PageTextAdmin(PortalAdmin):
    """Staff change the words; which pages there are is decided in code."""

    purpose, place = _("Texter som ni skriver själva, till exempel om personuppgifter."), 2

    shows_all_rows = True
    form = PageTextForm
    list_display = ["__str__", "updated_at"]
    ordering = ["title_sv"]

    def act_change(self, thing: Any, form: Form, *, by: Any, now: datetime) -> None:
        change_text(thing, texts=form.cleaned_data, by=by, now=now)

    def view_on_site(self, thing: PageText) -> str:
        return reverse("page", args=[thing.slug])


class FaultReportAdmin(PortalAdmin):
    """Reports are read, never changed."""

    purpose, place = _("Vad besökare säger inte fungerar."), 1

    shows_all_rows = True
    list_display = ["reported_at", "page", "first_words", "email"]
    search_fields = ["text", "page", "email"]
    ordering = ["-reported_at"]
    date_hierarchy = "reported_at"
    fields = ["reported_at", "page", "text", "email"]

    def title_of(self, thing: FaultReport) -> str:
        at = localtime(thing.reported_at)
        words = {"day": day_of_month(at), "time": clock(at)}
        return gettext("Felanmälan %(day)s kl. %(time)s") % words

    @display(description=_("början av texten"))
    def first_words(self, report: FaultReport) -> str:
        return report.text[:80]
