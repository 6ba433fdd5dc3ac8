"""Whom a form is about: someone who is chosen, or someone new; and whether an address is as it
should be."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cohorts.models import WorkAddress

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


class SureField(forms.BooleanField):
    """Ticked when nobody else at the institution has an address like the one in `address`. Shown
    only then."""

    def __init__(self) -> None:
        super().__init__(label=_("Adressen stämmer"), required=False)


def ask_whether_sure(form: forms.Form, known: QuerySet[WorkAddress]) -> None:
    """Show `is_sure` when the address sent is on a domain that no `known` one is on. Half an
    address is wrong, whoever has it."""
    domains = {_domain(email) for email in known.values_list("email", flat=True)}
    address = str(form.data.get("address", ""))
    is_strange = "." in _domain(address) and _domain(address) not in domains
    form.fields["is_sure"].is_asked = is_strange  # type: ignore[attr-defined]
    if not is_strange:
        form.fields["is_sure"].widget = forms.HiddenInput()


def check_sure(form: forms.Form) -> None:
    if form.fields["is_sure"].is_asked and not form.cleaned_data.get("is_sure"):  # type: ignore[attr-defined]
        words = _("Ingen annan hos er har en adress på %(domain)s. Kryssa i om den stämmer.")
        form.add_error("is_sure", words % {"domain": _domain(str(form.data["address"]))})


def _domain(email: str) -> str:
    return email.rpartition("@")[2].strip().lower()
