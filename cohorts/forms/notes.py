"""What staff fill in about their contact with an institution."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cohorts.actions import InTheFuture, Refused
from cohorts.forms.colleagues import Days
from cohorts.models import ContactNote
from cohorts.models.notes import TEXT_LENGTH
from exchange_portal.year import in_our_time


class NoteForm(forms.Form):
    """A contact. `needs_support` starts where it `stood`; left there, it is not the matter, also
    when somebody else has moved it meanwhile."""

    made_on = forms.DateField(label=_("Dag"), widget=Days, validators=[in_our_time])
    kind = forms.ChoiceField(
        label=_("Hur hördes ni?"),
        choices=[
            (ContactNote.Kind.PHONE, _("Telefon")),
            (ContactNote.Kind.MAIL, _("Mejl")),
            (ContactNote.Kind.MEETING, _("Möte")),
        ],
        widget=forms.RadioSelect,
    )
    with_whom = forms.CharField(
        label=_("Med vem?"),
        help_text=_("Till exempel samordnaren eller GD."),
        max_length=120,
        required=False,
    )
    text = forms.CharField(
        label=_("Anteckning"),
        help_text=_("En allmän handling: den kan begäras ut. Skriv inget privat om någon."),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    needs_support = forms.BooleanField(
        label=_("Behöver stöd"),
        help_text=_("Anteckningen säger varför. Flaggan syns på Läget tills någon tar bort den."),
        required=False,
    )
    stood = forms.BooleanField(widget=forms.HiddenInput, required=False)
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, needs_support: bool, now: datetime) -> None:
        initial = {
            "made_on": localdate(now),
            "needs_support": needs_support,
            "stood": needs_support,
            "form_key": uuid4(),
        }
        super().__init__(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if told.pop("stood", False) == told.get("needs_support"):
            told["needs_support"] = None
        return told

    def refuse(self, reason: Refused) -> None:
        """Say why it was not noted. What is sent from the page next is something new."""
        self.add_error("made_on" if isinstance(reason, InTheFuture) else None, str(reason))
        self.data = {**dict(self.data.items()), "form_key": str(uuid4())}
