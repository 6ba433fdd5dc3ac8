"""What staff fill in about cohorts outside rounds: a reference group, a network, its members and
its meetings."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cohorts.models import Cohort, Engagement, Institution, User
from exchange_portal.collation import swedish
from exchange_portal.ui.forms import Choice, LineField
from meetings.models.bounds import https_only
from programmes.actions import PlannedMeeting
from programmes.forms.rounds import DayField, places_of

MOST_LINES = 500


class MembersForm(forms.Form):
    """Institutions by name, one a line, and all of a kind at once."""

    use_required_attribute = False

    kinds = forms.MultipleChoiceField(
        label=_("Alla av ett slag"),
        help_text=_("Alla institutioner av slaget som finns i portalen i dag."),
        choices=Institution.Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    names = forms.CharField(
        label=_("Institutioner"),
        help_text=_("Namn eller kortnamn, ett på varje rad."),
        required=False,
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, data: Any = None, *, institutions: QuerySet[Institution]) -> None:
        super().__init__(data)
        self.institutions = list(institutions.order_by(swedish("name")))
        for name in ("kinds", "names"):
            self.fields[name].is_one_of = True  # type: ignore[attr-defined]

    def clean_names(self) -> list[Institution]:
        lines = [line.strip() for line in self.cleaned_data["names"].splitlines() if line.strip()]
        places = places_of(self.institutions)
        unknown = [line for line in lines if line.casefold() not in places]
        if unknown or len(lines) > MOST_LINES:
            words = gettext("Ingen institution heter %(names)s. Rätta eller ta bort raden.")
            shown = ", ".join(one[:60] for one in unknown[:5])
            raise forms.ValidationError(words % {"names": shown})
        return [places[line.casefold()] for line in lines]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "names" in cleaned and not self.chosen():
            self.add_error("names", _("Skriv minst en institution, eller välj ett slag."))
        return cleaned

    def chosen(self) -> list[Institution]:
        kinds = self.cleaned_data.get("kinds", [])
        of_kind = [one for one in self.institutions if one.kind in kinds]
        return list(dict.fromkeys([*of_kind, *self.cleaned_data.get("names", [])]))


class NetworkForm(MembersForm):
    field_order = ("name", "kind", "contact", "kinds", "names")

    name = LineField(
        label=_("Namn"),
        help_text=_("Till exempel «Referensgruppen» eller «Lärosätesnätverket»."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Skriv vad gruppen heter.")},
    )
    kind = forms.ChoiceField(
        label=_("Vad är det?"),
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Välj vad det är.")),
    )
    contact = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Kontaktperson"),
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Välj en kontaktperson i listan.")
        ),
    )

    def __init__(
        self, data: Any = None, *, institutions: QuerySet[Institution], now: datetime, user: User
    ) -> None:
        super().__init__(data, institutions=institutions)
        kinds: Any = self.fields["kind"]
        about = {
            Cohort.Kind.REFERENCE: gettext("Några institutioner som ger råd om arbetet."),
            Cohort.Kind.NETWORK: gettext("Träffar som är öppna för alla som har uppdraget."),
        }
        kinds.choices = [(one, Choice(str(one.label), text)) for one, text in about.items()]
        contact: Any = self.fields["contact"]
        staff = Engagement.objects.current(now).filter(role__in=Engagement.STAFF_ROLES)
        known = User.objects.filter(pk__in=staff.values("user"), is_protected=False)
        contact.queryset = known.order_by(swedish("name"), "pk")
        contact.initial = user


class MeetingForm(forms.Form):
    use_required_attribute = False

    theme = LineField(
        label=_("Tema"),
        max_length=160,
        error_messages={"required": _("Skriv vad träffen handlar om.")},
    )
    theme_en = LineField(label=_("Tema på engelska"), max_length=160, required=False)
    held_on = DayField(
        label=_("Datum"), help_text=_("Lämna tomt om dagen inte är bestämd."), required=False
    )
    starts_at = forms.TimeField(
        label=_("Börjar"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"required": _("Skriv när träffen börjar.")},
    )
    ends_at = forms.TimeField(
        label=_("Slutar"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"required": _("Skriv när träffen slutar.")},
    )
    place = LineField(label=_("Plats"), max_length=200, required=False)
    link = forms.URLField(
        label=_("Länk till träffen"),
        help_text=_("Visas bara för dem som är kallade. Lämna tom om träffen inte är digital."),
        max_length=500,
        required=False,
        assume_scheme="https",
        validators=[https_only],
    )

    def __init__(self, data: Any = None, *, today: Any = None) -> None:
        super().__init__(data)
        self.today = today

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("Träffen slutar innan den börjar. Ändra en av tiderna."))
        if cleaned.get("held_on") and self.today and cleaned["held_on"] < self.today:
            self.add_error("held_on", _("Dagen har redan varit."))
        return cleaned

    def planned(self) -> PlannedMeeting:
        return PlannedMeeting(**self.cleaned_data)
