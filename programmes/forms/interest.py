"""What an institution fills in that wants to take part, and what is decided about it."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cohorts.models import Institution, Programme
from exchange_portal.collation import swedish
from exchange_portal.pages.forms import OpenForm
from exchange_portal.ui.forms import Choice, LineField
from programmes.actions import Decision, Refused
from programmes.models import ExpressionOfInterest
from programmes.models.interest import REASON_LENGTH, WHY_LENGTH

State, NEW = ExpressionOfInterest.State, "ny"


class ProgrammeField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def __init__(self) -> None:
        super().__init__(
            Programme.objects.none(),
            label=_("Vilket program vill ni vara med i?"),
            error_messages=dict.fromkeys(
                ("required", "invalid_choice"), _("Välj ett program i listan.")
            ),
        )


no_links = RegexValidator(
    r"(?i)://|www\.|@", _("Skriv bara namnet, utan länk eller adress."), inverse_match=True
)


def _choice(label: Any, choices: Any, error: Any, *, is_list: bool = False) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[("", _("Välj")), *choices.choices] if is_list else choices.choices,
        widget=forms.Select if is_list else forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), error),
    )


def _line(label: Any, error: Any, autocomplete: str, hint: Any = "") -> LineField:
    return LineField(
        label=label,
        help_text=hint,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": autocomplete}),
        validators=[no_links],  # these words go into a mail to an address that anybody may write
        error_messages={"required": error},
    )


class InterestForm(OpenForm):
    """Sent by anybody. Rows of the model by the same names."""

    programme = ProgrammeField()
    institution_name = _line(
        _("Vad heter ni?"),
        _("Skriv vad myndigheten, lärosätet, kommunen eller regionen heter."),
        "organization",
        _("Myndighetens, lärosätets, kommunens eller regionens hela namn."),
    )
    kind = _choice(_("Vilket slag?"), Institution.Kind, _("Välj ett slag."), is_list=True)
    size = _choice(
        _("Hur stora är ni?"), ExpressionOfInterest.Size, _("Välj hur stora ni är."), is_list=True
    )
    activity = _choice(
        _("Vad arbetar ni mest med?"),
        ExpressionOfInterest.Activity,
        _("Välj vad ni arbetar mest med."),
        is_list=True,
    )
    stage = _choice(
        _("Hur långt har ni kommit med jämställdhetsintegrering?"),
        ExpressionOfInterest.Stage,
        _("Välj hur långt ni har kommit."),
    )
    why = forms.CharField(
        label=_("Varför vill ni vara med?"),
        help_text=_("Vad vill ni lära er, och vad kan andra lära av er? Några meningar räcker."),
        max_length=WHY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Skriv några ord om varför ni vill vara med.")},
    )
    contact_name = _line(_("Ditt namn"), _("Skriv ditt namn."), "name")
    contact_role = _line(_("Din roll hos er"), _("Skriv din roll."), "organization-title")
    contact_email = forms.EmailField(
        label=_("Din e-postadress på jobbet"),
        help_text=_("Dit kommer ett mejl som du bekräftar med, och sedan beskedet."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Skriv din e-postadress."),
            "invalid": _("Skriv adressen med snabel-a, till exempel namn@myndighet.se."),
        },
    )
    head_knows = forms.BooleanField(
        label=_("Vår högsta chef vet om att vi vill vara med"),
        error_messages={
            "required": _(
                "Prata med er högsta chef först. Arbetet behöver ledningen, och anmälan kan vänta."
            )
        },
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    field_order = ("programme",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"form_key": uuid4()}, **kwargs)
        programmes: Any = self.fields["programme"]
        programmes.queryset = Programme.objects.order_by(swedish("name_sv"))

    def shown(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name != "website"]

    def refuse(self, reason: Refused) -> None:
        """Say why it was not sent. What is sent from the page next is something new."""
        self.add_error(None, str(reason))
        self.data = dict(self.data.items()) | {"form_key": str(uuid4())}

    def told(self) -> dict[str, Any]:
        """Of the model's own fields."""
        apart = {"programme", "website", "opened", "form_key"}
        return {name: value for name, value in self.cleaned_data.items() if name not in apart}


class DecisionForm(forms.Form):
    """What becomes of it, and the reason as it is mailed. Of those admitted, which institution it
    is; one that is near by name is offered, so that none is made twice."""

    use_required_attribute = False

    state = forms.ChoiceField(
        label=_("Vad blir det?"),
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Välj vad det blir.")),
    )
    institution = forms.ChoiceField(
        label=_("Vilken institution är det?"),
        help_text=_("Behövs när den antas."),
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Välj vilken institution det är.")
        ),
    )
    name = LineField(
        label=_("Den nya institutionens namn"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    short_name = LineField(
        label=_("Kortnamn"),
        help_text=_("Högst 20 tecken, till exempel «VR»."),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reason = forms.CharField(
        label=_("Skäl"),
        help_text=_("Står i mejlet som det är. Skriv till den som anmälde, med vanliga ord."),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Skriv varför, så att de förstår beskedet.")},
    )
    version = forms.IntegerField(min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, interest: ExpressionOfInterest, near: list[Institution]
    ) -> None:
        first = str(near[0].key) if near else NEW
        written = interest.institution_name
        super().__init__(
            data,
            initial={
                "version": interest.version,
                "institution": first,
                "name": written,
                "short_name": written if len(written) <= 20 else "",
            },
        )
        self.near = {str(one.key): one for one in near}
        offered: Any = self.fields["institution"]
        offered.choices = [
            *((key, Choice(one.name, one.get_kind_display())) for key, one in self.near.items()),
            (NEW, Choice(gettext("En ny institution"), gettext("Läggs till med namnen nedan."))),
        ]
        states: Any = self.fields["state"]
        states.choices = [
            (
                State.ADMITTED,
                Choice(gettext("Antagen"), gettext("Får plats i en omgång.")),
            ),
            (State.ON_HOLD, Choice(gettext("Vilande"), gettext("Ni tar ställning senare."))),
            (State.DECLINED, Choice(gettext("Avböjd"), gettext("Får inte vara med nu."))),
        ]
        for name in ("name", "short_name"):
            self.fields[name].is_one_of = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("state") != State.ADMITTED:
            return cleaned
        if cleaned.get("institution") == NEW:
            for name in ("name", "short_name"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Skriv vad den nya institutionen heter."))
        return cleaned

    def decision(self) -> Decision:
        data = self.cleaned_data
        chosen = self.near.get(data["institution"])
        new = {} if chosen else {name: data[name] for name in ("name", "short_name")}
        return Decision(state=data["state"], reason=data["reason"], institution=chosen, **new)
