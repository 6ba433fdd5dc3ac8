"""What is filled in about an invitation that did not reach its person."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.models import Unreached


class AddressForm(forms.Form):
    address = forms.EmailField(
        label=_("E-postadress"),
        help_text=_("Dit kommer inbjudan och koden att logga in med."),
        max_length=254,
    )

    def __init__(self, data: Any = None, *, known: str) -> None:
        super().__init__(data, initial={"address": known})


class UnreachedForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Vad hände?"), choices=Unreached.Reason, widget=forms.RadioSelect
    )
