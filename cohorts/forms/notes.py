"""What staff fill in about their contact with an institution."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cohorts.forms.colleagues import Days
from cohorts.models import ContactNote
from cohorts.models.notes import TEXT_LENGTH


class NoteForm(forms.Form):
    """A contact. `needs_support` starts where it stands, so that a note leaves it there."""

    made_on = forms.DateField(label=_("Dag"), widget=Days)
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
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, needs_support: bool, now: datetime) -> None:
        initial = {
            "made_on": localdate(now),
            "needs_support": needs_support,
            "token": uuid4(),
        }
        super().__init__(data, initial=initial)
