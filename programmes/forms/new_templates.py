"""How a template comes to be: from nothing or from a file; and what each page of a draft sends."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.models import Programme
from programmes.forms.parts import line
from programmes.template_file import MOST_BYTES


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("Fil"),
        help_text=_("En json-fil, som den du laddar ner från en mall. Högst 500 kB."),
        allow_empty_file=True,
        error_messages={"required": _("Välj en fil."), "missing": _("Välj en fil.")},
    )


class TextForm(forms.Form):
    """What was shown, to become a draft. A form that is sent twice makes one."""

    text = forms.CharField(max_length=MOST_BYTES, strip=False)
    form_key = forms.UUIDField()


class StampForm(forms.Form):
    """What each page of a draft sends with its button: the state that it was made from, and which
    form it is."""

    revision = forms.IntegerField(min_value=0, max_value=2_000_000_000)
    form_key = forms.UUIDField()


class NewDraftForm(forms.Form):
    """An empty draft."""

    programme = forms.ModelChoiceField(Programme.objects.none(), label=_("Program"))
    label = line(
        _("Vad heter versionen?"),
        40,
        help_text=_("Ofta året från vilket programmet går så här: 2027."),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, programmes: Any) -> None:
        super().__init__(data, initial={"form_key": uuid4()})
        field: Any = self.fields["programme"]
        field.queryset = programmes
