"""A question to the contact person, and its answer."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.actions import NotYours, Refused
from cohorts.models import Participation
from cohorts.models.questions import PAGE_LENGTH, TEXT_LENGTH


class QuestionForm(forms.Form):
    """`places`: where the asker has a seat; with one there is nothing to choose."""

    place = forms.ChoiceField(
        label=_("Vilken grupp gäller det?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Välj vilken grupp det gäller."),
            "invalid_choice": _("Välj en av grupperna."),
        },
    )
    text = forms.CharField(
        label=_("Din fråga"),
        help_text=_(
            "De som leder gruppen på myndigheten läser den. Den blir en allmän handling, så skriv "
            "inget känsligt om någon."
        ),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Skriv din fråga.")},
    )
    page = forms.CharField(required=False, widget=forms.HiddenInput)
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, places: Sequence[Participation], page: str = ""
    ) -> None:
        self.places = {str(one.key): one for one in places}
        only = next(iter(self.places)) if len(self.places) == 1 else None
        super().__init__(data, initial={"place": only, "page": page, "form_key": uuid4()})
        place: Any = self.fields["place"]
        place.choices = [(key, str(one)) for key, one in self.places.items()]
        if only:
            place.widget = forms.HiddenInput()

    def clean_page(self) -> str:
        """A path within the portal, or nothing: whoever reads the question follows it."""
        return path_within(self.cleaned_data["page"])

    @property
    def participation(self) -> Participation:
        return self.places[self.cleaned_data["place"]]

    def refuse(self, reason: Refused) -> None:
        """Say why it was not sent. What is sent from the page next is something new."""
        self.add_error("place" if isinstance(reason, NotYours) else None, str(reason))
        self.data = {**dict(self.data.items()), "form_key": str(uuid4())}


class QuestionAnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Ditt svar"),
        help_text=_("Går med mejl till den som frågade, och står kvar i portalen."),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Skriv ett svar.")},
    )


def path_within(given: str) -> str:
    """The path of what the page says it was; nothing that leads out of the portal."""
    try:
        path = urlsplit(given).path
    except ValueError:
        return ""
    is_path = path.startswith("/") and not path.startswith("//") and path.isprintable()
    return path if is_path and "\\" not in path and len(path) <= PAGE_LENGTH else ""
