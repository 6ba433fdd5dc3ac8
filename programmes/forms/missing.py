"""What someone who runs a group fills in to write to those who are missing."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from exchange_portal.ui import forms as ui
from programmes.actions import Refused, SentBefore
from programmes.missing import Matter
from programmes.models.nudges import TEXT_LENGTH
from programmes.nudging import Missing, ready_text


class StillMissing(forms.MultipleChoiceField):
    """Whoever has done it since the page was made is no longer to choose, and is left out."""

    def to_python(self, value: Any) -> list[str]:
        return [one for one in super().to_python(value) if self.valid_value(one)]


def _text(language: str, label: Any, help_text: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 4, "lang": language})
    return forms.CharField(label=label, help_text=help_text, max_length=TEXT_LENGTH, widget=widget)


class NudgeForm(forms.Form):
    chosen = StillMissing(
        label=_("Vilka ska få mejlet?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Ingen som saknas är vald. Välj minst en.")},
    )
    text_sv = _text(
        "sv", _("Text på svenska"), _("Ändra eller lägg till. Namn och länk kommer med.")
    )
    text_en = _text("en", _("Text på engelska"), _("Går till dem som läser portalen på engelska."))
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    is_asked = False  # whether what is filled in is tried, and its faults told

    def __init__(
        self, data: Any = None, *, matter: Matter, missing: Missing, now: datetime
    ) -> None:
        first = [one.value for one in missing.choices if one.is_first_today]
        texts = {f"text_{one}": ready_text(matter, one, now) for one in ("sv", "en")}
        super().__init__(data, initial={"chosen": first, "form_key": uuid4()} | texts)
        self.missing = missing
        chosen: Any = self.fields["chosen"]
        chosen.choices = [(one.value, ui.Choice(one.label, one.about)) for one in missing.choices]

    @property
    def is_written(self) -> bool:
        """Whether there is nothing to mend but those chosen, who may be no longer to choose."""
        return self.is_valid() or set(self.errors) == {"chosen"}

    def refuse(self, reason: Refused) -> None:
        """Say why nothing was sent. What is sent from the page next is something new."""
        if isinstance(reason, SentBefore):
            self.errors.pop("chosen", None)  # they have their mail, and that is said
        self.add_error(None if isinstance(reason, SentBefore) else "chosen", str(reason))
        sent: Any = self.data  # of several values by each name
        kept = sent.copy()
        kept["form_key"] = str(uuid4())
        self.data = kept
