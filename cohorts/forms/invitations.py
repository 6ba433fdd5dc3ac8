"""What is filled in about an invitation that did not reach its person."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.forms.who import SureField, ask_whether_sure, check_sure
from cohorts.models import Institution, Unreached, WorkAddress


class AddressForm(forms.Form):
    """The right address in place of a `known` one at the institution."""

    address = forms.EmailField(
        label=_("E-postadress"),
        help_text=_("Dit kommer inbjudan och koden att logga in med."),
        max_length=254,
    )
    is_sure = SureField()

    def __init__(self, data: Any = None, *, known: str, institution: Institution) -> None:
        super().__init__(data, initial={"address": known})
        others = WorkAddress.objects.filter(institution=institution).exclude(email=known)
        ask_whether_sure(self, others)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        check_sure(self)
        return cleaned


class UnreachedForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Vad hände?"), choices=Unreached.Reason, widget=forms.RadioSelect
    )
