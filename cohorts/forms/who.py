"""Whom a form is about: someone who is chosen, or someone new."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

WHO = {
    "name": _("Skriv personens namn, eller välj någon i listan."),
    "address": _("Skriv personens e-postadress."),
}


def check_who(form: forms.BaseForm, cleaned: dict[str, Any], chosen: str) -> None:
    """Either someone who is chosen, or the name and address of someone new."""
    new = [name for name in ("name", "address") if cleaned.get(name)]
    if cleaned.get(chosen) and new:
        form.add_error(chosen, _("Välj någon här eller skriv någon ny, inte båda."))
    elif not cleaned.get(chosen):
        for name, error in WHO.items():
            if name not in new and name not in form.errors:
                form.add_error(name, error)
