"""What people say of the web course, and what staff bring in."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cohorts.forms.colleagues import Days
from exchange_portal.files.forms import KINDS
from exchange_portal.year import in_our_time
from preparation.models import Completion

MOST_CHARACTERS = 200_000  # of what is brought in; a round has some hundred people


class CourseForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Hur är det för dig?"),
        choices=[
            (Completion.Kind.TAKEN, _("Jag har gått utbildningen")),
            (Completion.Kind.KNOWN, _("Jag kan det redan")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj det som stämmer för dig.")},
    )
    taken_on = forms.DateField(
        label=_("När blev du klar?"),
        help_text=_("Om du har gått utbildningen."),
        widget=Days,
        required=False,
        validators=[in_our_time],
    )
    upload = forms.FileField(
        label=_("Intyg"),
        help_text=KINDS,
        required=False,
        allow_empty_file=True,
    )

    def __init__(
        self, data: Any = None, files: Any = None, *, said: Completion | None, now: datetime
    ) -> None:
        initial = {"kind": said.kind, "taken_on": said.taken_on} if said else {}
        super().__init__(data, files, initial={"taken_on": localdate(now)} | initial)

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        is_taken = told.get("kind") == Completion.Kind.TAKEN
        if is_taken and not told.get("taken_on") and "taken_on" not in self.errors:
            self.add_error("taken_on", _("Skriv dagen då du blev klar."))
        return told


class ImportForm(forms.Form):
    """Lines as the course's own system gives them: an address and a day in each."""

    lines = forms.CharField(
        label=_("Adresser och dagar"),
        help_text=_(
            "En person på varje rad: e-postadress och dag, med semikolon, komma eller tabb "
            "emellan. Till exempel: ada@vr.se;2026-11-20. Rubrikrad går bra."
        ),
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        error_messages={"required": _("Klistra in raderna.")},
    )
