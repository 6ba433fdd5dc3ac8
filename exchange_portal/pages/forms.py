"""The form that reports a fault, and what keeps machines from filling in forms like it."""

from datetime import datetime
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

SALT = "exchange_portal.pages.opened"
FEWEST_SECONDS = 2  # a person needs longer to read the page


class OpenForm(forms.Form):
    """A form that anybody may send. No puzzle: a field that people do not see, and a signed note of
    when the page was opened."""

    website = forms.CharField(label=_("Lämna den här rutan tom"), required=False)
    opened = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["opened"].initial = signing.dumps(now.timestamp(), salt=SALT)
        self.fields["website"].widget.attrs |= {"tabindex": "-1", "autocomplete": "off"}

    def clean_opened(self) -> str:
        """After a bad note the form holds a good one, for the next try."""
        try:
            opened = signing.loads(self.cleaned_data["opened"], salt=SALT)
        except signing.BadSignature:
            self.data = dict(self.data.items()) | {"opened": self.fields["opened"].initial}
            raise forms.ValidationError(
                _("Sidan hade varit öppen för länge. Skicka en gång till.")
            ) from None
        if self.now.timestamp() - opened < FEWEST_SECONDS:
            raise forms.ValidationError(_("Det gick väldigt fort. Skicka en gång till."))
        return str(self.cleaned_data["opened"])

    @property
    def is_from_a_machine(self) -> bool:
        """Only a machine fills in the field that nobody sees."""
        return bool(self.cleaned_data["website"])


class FaultForm(OpenForm):
    text = forms.CharField(
        label=_("Vad fungerar inte?"),
        help_text=_("Berätta vad du ville göra och vad som hände. Skriv inga känsliga uppgifter."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Skriv några ord om vad som inte fungerar.")},
    )
    page = forms.CharField(label=_("Vilken sida gäller det?"), max_length=300, required=False)
    email = forms.EmailField(
        label=_("Din e-postadress"),
        help_text=_("Om du vill ha svar."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": _("Skriv adressen med snabel-a, till exempel namn@myndighet.se.")
        },
    )
