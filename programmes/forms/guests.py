"""What those who run a round fill in about guests at its meetings."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cohorts.forms.who import SureField, ask_whether_sure, check_sure
from cohorts.models import Institution, WorkAddress
from exchange_portal.collation import swedish
from exchange_portal.ui.forms import LineField
from meetings.models import Meeting
from programmes.forms.rounds import InstitutionField, places_of
from programmes.guests import Choice


class GuestForm(forms.Form):
    """Which institution visits which meeting."""

    use_required_attribute = False

    def __init__(
        self,
        data: Any = None,
        *,
        choices: dict[str, list[Choice]],
        institutions: QuerySet[Institution],
    ) -> None:
        super().__init__(data)
        self.institutions = list(institutions.order_by(swedish("name")))
        self.chosen = {one.value: one.meetings for those in choices.values() for one in those}
        self.fields["institution"] = InstitutionField(
            places_of(self.institutions),
            label=_("Institution"),
            help_text=_("Skriv början av namnet och välj i listan."),
            error_messages={"required": _("Skriv vilken institution som är gäst.")},
        )
        wording = _("Välj vilken träff det gäller.")
        self.fields["meeting"] = forms.ChoiceField(
            label=_("Vilken träff?"),
            choices=[
                (heading, [(one.value, one.label) for one in those])
                for heading, those in choices.items()
                if those
            ],
            error_messages=dict.fromkeys(("required", "invalid_choice"), wording),
        )

    def meetings(self) -> list[Meeting]:
        return self.chosen[self.cleaned_data["meeting"]]


class VisitorForm(forms.Form):
    """Someone who comes from the guest institution."""

    use_required_attribute = False

    name = LineField(
        label=_("Namn"), max_length=120, error_messages={"required": _("Skriv personens namn.")}
    )
    address = forms.EmailField(
        label=_("E-postadress"),
        help_text=_(
            "Personens egen adress på jobbet. Dit kommer inbjudan och koden att logga in med."
        ),
        error_messages={"required": _("Skriv personens e-postadress.")},
    )
    is_sure = SureField()

    def __init__(self, data: Any = None, *, institution: Institution) -> None:
        super().__init__(data)
        ask_whether_sure(self, WorkAddress.objects.filter(institution=institution))
        if not WorkAddress.objects.filter(institution=institution).exists():
            self.fields["is_sure"].is_asked = False  # type: ignore[attr-defined]
            self.fields["is_sure"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        check_sure(self)
        return cleaned
