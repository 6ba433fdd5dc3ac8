"""What people fill in when they share."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exchange_portal.files.forms import FileForm, ReceivedField
from exchange_portal.ui.forms import Choice, LineField
from materials.actions import Words
from materials.models import Material
from materials.queries.places import Place

DESCRIPTION = 2_000  # characters


class WordsForm(forms.Form):
    """Title and description."""

    title_sv = LineField(
        label=_("Titel"),
        help_text=_("Så att andra förstår vad det är, till exempel «Dagordning för träff 2»."),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Skriv en titel.")},
    )
    description = forms.CharField(
        label=_("Beskrivning"),
        help_text=_("Vad ska man ha det till? En eller två meningar räcker."),
        required=False,
        max_length=DESCRIPTION,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    title_en = LineField(
        label=_("Titel på engelska"),
        help_text=_("För den som läser portalen på engelska."),
        required=False,
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def words(self) -> Words:
        return Words(**{name: self.cleaned_data[name] for name in WordsForm.base_fields})


class VersionForm(FileForm):
    upload = ReceivedField(_("Den nya filen"))
    note = LineField(
        label=_("Vad är nytt?"),
        help_text=_("Till exempel «Rättade tider på eftermiddagen»."),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class ShareForm(WordsForm, FileForm):
    """A first version: where, what, and what it is called."""

    field_order = ("place", "upload", "title_sv", "description", "title_en")

    upload = ReceivedField(_("Fil"))
    place = forms.ChoiceField(
        label=_("Vem ska kunna läsa det?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Välj vem som ska kunna läsa det."),
            "invalid_choice": _("Välj vem som ska kunna läsa det."),
        },
    )

    def __init__(
        self, places: Sequence[Place], data: Mapping[str, Any] | None = None, files: Any = None
    ) -> None:
        super().__init__(data, files)
        self.places = {one.value: one for one in places}
        field: Any = self.fields["place"]
        field.choices = [(one.value, Choice(one.label, one.readers)) for one in places]
        if len(self.places) == 1:
            field.initial = next(iter(self.places))

    def chosen_place(self) -> Place:
        return self.places[self.cleaned_data["place"]]

    def shared(self) -> dict[str, Any]:
        """What the action of sharing takes, beside where."""
        sent = {name: self.cleaned_data[name] for name in ("upload", "form_key")}
        return {"institution": self.chosen_place().institution, "words": self.words(), **sent}


class DescribeForm(WordsForm):
    """Beside the words goes, hidden, which edition of them the writer began from."""

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, material: Material, data: Mapping[str, Any] | None = None) -> None:
        names = ("title_sv", "title_en", "description", "edition")
        super().__init__(data, initial={name: getattr(material, name) for name in names})

    def begin_from(self, material: Material) -> None:
        """The same words over those that stand now: saving once more is a decision."""
        self.data = {**dict(self.data.items()), "edition": str(material.edition)}
