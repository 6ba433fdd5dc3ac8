"""What a coordinator fills in about the own institution's seats."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cohorts.forms.who import WHO, SureField, ask_whether_sure, check_sure, check_who
from cohorts.models import Holding, Seat, User, WorkAddress
from exchange_portal.collation import swedish
from exchange_portal.ui.forms import LineField
from exchange_portal.year import in_our_time

DAY = timedelta(days=1)


class Days(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class WhoForm(forms.Form):
    """Someone known at the institution of a seat, or someone new."""

    person = forms.ModelChoiceField(
        User.objects.none(), label=_("Kollega"), required=False, empty_label=_("Någon ny")
    )
    name = LineField(
        label=_("Namn"), help_text=_("Om det är någon ny."), max_length=120, required=False
    )
    address = forms.EmailField(
        label=_("E-postadress"),
        help_text=_(
            "Personens egen adress på jobbet. Dit kommer inbjudan och koden att logga in med."
        ),
        required=False,
    )
    is_sure = SureField()

    def __init__(self, data: Any = None, *, seat: Seat, now: datetime) -> None:
        super().__init__(data, initial={"from_on": localdate(now)})
        institution, self.today = seat.participation.institution_id, localdate(now)
        known = WorkAddress.objects.filter(institution=institution)
        ask_whether_sure(self, known)
        people: Any = self.fields["person"]
        people.queryset = User.objects.filter(pk__in=known.values("user")).order_by(swedish("name"))
        for name in ("person", *WHO):
            either: Any = self.fields[name]
            either.is_one_of = True  # not required, and yet not for each to leave out

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        check_who(self, cleaned, "person")
        if cleaned.get("person") is None:
            check_sure(self)
        cleaned.pop("is_sure", None)
        return cleaned


class AssistantForm(WhoForm):
    """A colleague who is the assistant of the institution's head."""

    address = forms.EmailField(
        label=_("E-postadress"),
        help_text=_("Personens egen adress på jobbet. Dit kommer mejlen om träffar."),
        required=False,
    )
    field_order = ["person", "name", "address", "is_sure"]

    def __init__(self, data: Any = None, *, holding: Holding, now: datetime) -> None:
        super().__init__(data, seat=holding.seat, now=now)
        people: Any = self.fields["person"]
        people.queryset = people.queryset.exclude(pk=holding.user_id)


class DaysForm(WhoForm):
    """From which day, and to which. `until_on`, the day after the last one, is among what is
    cleaned."""

    from_on = forms.DateField(label=_("Första dag"), widget=Days, validators=[in_our_time])
    last_on = forms.DateField(label=_("Sista dag"), widget=Days, validators=[in_our_time])
    field_order = [
        "person",
        "name",
        "address",
        "from_on",
        "last_on",
        "is_top_management",
        "is_sure",
    ]

    def clean_from_on(self) -> date:
        day: date = self.cleaned_data["from_on"]
        if day < self.today:
            raise forms.ValidationError(
                _("Den första dagen har redan varit. Välj i dag eller senare.")
            )
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned["until_on"] = _day_after(self, cleaned.pop("last_on", None), cleaned.get("from_on"))
        return cleaned


class ColleagueForm(DaysForm):
    """A colleague for a vacant seat."""

    last_on = forms.DateField(
        label=_("Sista dag"),
        help_text=_("Lämna tomt om det gäller tills vidare."),
        required=False,
        widget=Days,
        validators=[in_our_time],
    )
    is_top_management = forms.BooleanField(
        label=_("Personen sitter i högsta ledningen"), required=False
    )


class StandInForm(DaysForm):
    """A colleague who stands in for some days."""

    last_on = forms.DateField(
        label=_("Sista dag"),
        help_text=_("Den dagen gäller det fortfarande. Sedan slutar det av sig självt."),
        widget=Days,
        validators=[in_our_time],
    )


class HandOverForm(WhoForm):
    """Who takes over a seat, and from when."""

    from_on = forms.DateField(
        label=_("Efterträdarens första dag"),
        help_text=_("Dagen före är den sista för den som slutar."),
        widget=Days,
        validators=[in_our_time],
    )
    is_top_management = forms.BooleanField(
        label=_("Efterträdaren sitter i högsta ledningen"), required=False
    )
    field_order = ["person", "name", "address", "from_on", "is_top_management", "is_sure"]

    def __init__(self, data: Any = None, *, seat: Seat, now: datetime) -> None:
        super().__init__(data, seat=seat, now=now)
        self.initial["from_on"] = self.today + DAY  # the leaver stays the day out

    def clean_from_on(self) -> date:
        day: date = self.cleaned_data["from_on"]
        if day < self.today:
            raise forms.ValidationError(_("Dagen har redan varit. Välj i dag eller senare."))
        return day


class LastDayForm(forms.Form):
    """When a colleague's time on a seat ends. `until_on` is among what is cleaned."""

    last_on = forms.DateField(
        label=_("Sista dag"),
        help_text=_("Den dagen gäller det fortfarande."),
        widget=Days,
        validators=[in_our_time],
    )

    def __init__(self, data: Any = None, *, holding: Holding, now: datetime) -> None:
        today = localdate(now)
        last_on = holding.until_on - DAY if holding.until_on else max(today, holding.from_on)
        super().__init__(data, initial={"last_on": last_on})
        self.holding, self.today = holding, today

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        last_on = cleaned.get("last_on")
        if last_on and last_on < self.today - DAY:
            self.add_error("last_on", _("Dagen har redan varit. Välj tidigast i går."))
        cleaned["until_on"] = _day_after(self, last_on, self.holding.from_on)
        return cleaned


def _day_after(form: forms.Form, last_on: date | None, from_on: date | None) -> date | None:
    """The exclusive end that rows have, for the last day that people speak of."""
    if last_on and from_on and last_on < from_on:
        form.add_error("last_on", _("Den sista dagen ligger före den första."))
    return last_on + DAY if last_on else None
