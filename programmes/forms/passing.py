"""Why an institution goes on though something is missing."""

from django import forms
from django.utils.translation import gettext_lazy as _

MAX_REASON = 1000


class PassForm(forms.Form):
    reason = forms.CharField(
        label=_("Varför går institutionen vidare ändå?"),
        help_text=_("Institutionen läser skälet, med ditt namn."),
        max_length=MAX_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv varför.")},
    )
