"""What staff fill in about who is who."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.db.models.fields import BLANK_CHOICE_LABEL
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cohorts.forms.who import check_who
from cohorts.models import Cohort, Engagement, Holding, Institution, Programme, Round, Scope, User
from exchange_portal.collation import swedish
from exchange_portal.ui.forms import LineField
from exchange_portal.year import in_our_time

DAY = timedelta(days=1)
FURTHEST = 90  # days before, that a round may remind


class ActionForm(forms.ModelForm):  # type: ignore[type-arg]
    """The action that follows refuses in words what the database would refuse without."""

    def validate_unique(self) -> None:
        pass

    def validate_constraints(self) -> None:
        pass


class RemindersForm(ActionForm):
    """How many days before a round reminds, as people write it: «14, 7, 1»."""

    reminder_days = forms.CharField(
        label=_("Påminn så många dagar före"),
        help_text=_(
            "Skriv dagarna med komma mellan, till exempel 14, 7, 1. Skriv 0 för själva dagen. "
            "Lämna tomt om ingen ska påminnas."
        ),
        max_length=60,
        required=False,
    )

    class Meta:
        model = Round
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["reminder_days"] = reminder_days(self.instance)

    def clean_reminder_days(self) -> list[int]:
        written = self.cleaned_data["reminder_days"].replace(",", " ").split()
        if not all(one.isdecimal() and int(one) <= FURTHEST for one in written):
            raise forms.ValidationError(
                _("Skriv hela tal från 0 till %(last)s, med komma mellan.") % {"last": FURTHEST}
            )
        return [int(one) for one in written]


def reminder_days(round: Round) -> str:
    """«14, 7, 1»: the furthest first."""
    days = round.reminder_rules.order_by("-days_before").values_list("days_before", flat=True)
    return ", ".join(str(one) for one in days)


class InvitationForm(ActionForm):
    """The address is asked for apart from the person: someone already known is invited again
    without becoming two."""

    institution = forms.ModelChoiceField(Institution.objects.none(), label=_("Institution"))
    name = LineField(label=_("Namn"), max_length=120)
    address = forms.EmailField(
        label=_("E-postadress"), help_text=_("Personens egen adress på institutionen.")
    )

    class Meta:
        model = User
        fields = ["name", "language"]


class SpanForm(ActionForm):
    """People speak of the last day, the rows of the day after: `until_on` is among what is
    cleaned."""

    last_on = forms.DateField(
        label=_("Sista dag"),
        help_text=_("Lämna tomt om det gäller tills vidare."),
        required=False,
        widget=AdminDateWidget,
        validators=[in_our_time],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "from_on" in self.fields:
            self.fields["from_on"].validators.append(in_our_time)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        last_on = cleaned.pop("last_on", None)
        begins: date | None = cleaned.get("from_on") or self.instance.from_on
        if last_on and begins and last_on < begins:
            self.add_error("last_on", _("Den sista dagen ligger före den första."))
        cleaned["until_on"] = last_on + DAY if last_on else None
        return cleaned


class FillForm(SpanForm):
    """Someone who is known at the institution, or someone new who is invited by the same act."""

    name = LineField(label=_("Namn"), max_length=120, required=False)
    address = forms.EmailField(
        label=_("E-postadress"),
        help_text=_("Personens egen adress på institutionen."),
        required=False,
    )

    class Meta:
        model = Holding
        fields = ["seat", "user", "from_on", "is_top_management"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person: Any = self.fields["user"]
        person.required, person.empty_label = False, _("Någon som inte står här")
        person.help_text = _("Står personen inte i listan? Skriv namn och adress nedanför.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        check_who(self, cleaned, "user")
        return cleaned


class EndForm(SpanForm):
    """For a holding or an engagement: the only thing that is changed is when it ends."""

    never = forms.BooleanField(label=_("Det blev aldrig av"), required=False)

    class Meta:
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last_on"].help_text = _("Den dagen gäller det fortfarande.")
        row = self.instance
        self.initial["never"] = row.until_on == row.from_on
        if row.until_on and row.until_on > row.from_on:
            self.initial["last_on"] = row.until_on - DAY

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("never"):
            self.errors.pop("last_on", None)
            cleaned["until_on"] = self.instance.from_on
        elif not cleaned["until_on"] and "last_on" not in self.errors:
            error = _("Skriv den sista dagen, eller kryssa i att det aldrig blev av.")
            self.add_error("last_on", error)
        return cleaned


class EngagementForm(SpanForm):
    reaches = forms.ChoiceField(label=_("Gäller"))

    class Meta:
        model = Engagement
        fields = ["user", "role", "from_on"]


PLACES: dict[str, type[Programme | Round | Cohort]] = {
    "programme": Programme,
    "round": Round,
    "cohort": Cohort,
}


def places(request: HttpRequest) -> list[Any]:
    """What an engagement can reach, as choices in groups."""
    seen: Any = {"user": request.user, "now": request.now}  # type: ignore[attr-defined]
    programmes = Programme.objects.visible_to(**seen).order_by(swedish("name_sv"))
    rounds = Round.objects.visible_to(**seen).select_related("programme").order_by("-ends_on")
    cohorts = Cohort.objects.visible_to(**seen).select_related("round")
    return [
        ("", BLANK_CHOICE_LABEL),
        ("portal", Scope.Kind.PORTAL.label),
        (Scope.Kind.PROGRAMME.label, [(f"programme-{one.pk}", str(one)) for one in programmes]),
        (
            Scope.Kind.ROUND.label,
            [(f"round-{one.pk}", f"{one.programme}: {one}") for one in rounds],
        ),
        (
            Scope.Kind.COHORT.label,
            [
                (f"cohort-{one.pk}", f"{one.round}: {one}" if one.round else str(one))
                for one in cohorts.order_by("-round__ends_on", swedish("name"))
            ],
        ),
    ]


def place_of(choice: str) -> Programme | Round | Cohort | None:
    """The chosen thing; None is the whole portal."""
    kind, _dash, key = choice.partition("-")
    return PLACES[kind].objects.get(pk=int(key)) if kind in PLACES else None
