"""What is filled in to invite many people from a file."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.listed import Row, Unreadable, rows_in
from exchange_portal.files.refusals import FileRefused
from exchange_portal.files.tables import read_table


class PeopleFileForm(forms.Form):
    """A file of people. `rows` is what it says."""

    file = forms.FileField(
        label=_("Fil"),
        help_text=_("En csv- eller xlsx-fil, högst 5 MB och 10 000 rader."),
        error_messages={"required": _("Välj en fil."), "empty": _("Filen är tom.")},
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.txt"}),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    rows: list[Row]

    def __init__(
        self, data: Any = None, files: Any = None, *, of_one_institution: bool = False
    ) -> None:
        super().__init__(data, files, initial={"form_key": uuid4()})
        self.of_one_institution = of_one_institution

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            self.rows = rows_in(read_table(file), of_one_institution=self.of_one_institution)
        except (FileRefused, Unreadable) as reason:
            raise forms.ValidationError(str(reason)) from reason
        return file


class ListForm(forms.Form):
    """The button under a list that has been looked through: what was seen, and that the rows
    with remarks are as they should be."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    is_sure = forms.BooleanField(
        label=_("Jag har läst raderna märkta Kontrollera, och de stämmer"), required=False
    )
