"""What is filled in about mentors: the institution's answer, and the group that it gets."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.models import Cohort
from programmes.models.mentors import COMMENT_LENGTH


class MentorAnswerForm(forms.Form):
    """The two buttons give `accepts`."""

    comment = forms.CharField(
        label=_("Kommentar"),
        help_text=_("Läses av dem som planerar programmet på myndigheten."),
        required=False,
        max_length=COMMENT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    accepts = forms.TypedChoiceField(
        choices=[("ja", _("Ja")), ("nej", _("Nej"))],
        coerce=lambda word: word == "ja",
        widget=forms.HiddenInput,
        error_messages={"required": _("Välj ja eller nej.")},
    )


class PlaceForm(forms.Form):
    use_required_attribute = False

    group = forms.ChoiceField(
        label=_("Grupp"),
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Välj en grupp.")),
    )

    def __init__(self, data: Any = None, *, groups: Sequence[Cohort]) -> None:
        super().__init__(data)
        self.groups = {str(one.key): one for one in groups}
        offered: Any = self.fields["group"]
        offered.choices = [
            ("", _("Välj")),
            *((key, f"{one.round}: {one}") for key, one in self.groups.items()),
        ]

    def chosen(self) -> Cohort:
        return self.groups[self.cleaned_data["group"]]
