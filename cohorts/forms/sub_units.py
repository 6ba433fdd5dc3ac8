"""What coordinators and staff fill in about the schools and units of an institution."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cohorts.actions.sub_units import SHARED
from cohorts.forms.colleagues import Days
from cohorts.models import Function, Participation, Seat, SubUnit
from exchange_portal.ui.forms import LineField
from exchange_portal.ui.texts import local
from exchange_portal.year import in_our_time

DAY = timedelta(days=1)


class SubUnitForm(forms.Form):
    """Its names, and from when to when there is such a one."""

    name_sv = LineField(
        label=_("Namn"), help_text=_("Till exempel Skolan för teknik."), max_length=120
    )
    name_en = LineField(label=_("Namn på engelska"), max_length=120, required=False)
    from_on = forms.DateField(label=_("Finns från"), widget=Days, validators=[in_our_time])
    last_on = forms.DateField(
        label=_("Sista dag"),
        help_text=_("Lämna tomt om den finns tills vidare."),
        required=False,
        widget=Days,
        validators=[in_our_time],
    )

    def __init__(self, data: Any = None, *, unit: SubUnit | None = None, now: datetime) -> None:
        initial: dict[str, Any] = {"from_on": localdate(now)}
        if unit is not None:
            initial = {name: getattr(unit, name) for name in ("name_sv", "name_en", "from_on")}
            initial["last_on"] = unit.last_on
        super().__init__(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("from_on"), cleaned.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", _("Den sista dagen ligger före den första. Ändra en av dem."))
        return cleaned

    def told(self) -> dict[str, Any]:
        """As the actions want it."""
        facts = dict(self.cleaned_data)
        last: date | None = facts.pop("last_on")
        return facts | {"until_on": last and last + DAY}


class UnitSeatForm(forms.Form):
    """Which function shall have a seat in a sub-unit."""

    function: Any = forms.ChoiceField(label=_("En plats till för funktionen"), choices=())

    def __init__(self, data: Any = None, *, places: Iterable[Participation]) -> None:
        super().__init__(data)
        places = list(places)
        self.seats: dict[str, tuple[Participation, Function]] = {}
        choices = []
        for place in places:
            functions = Function.objects.of(place.cohort).filter(role__in=SHARED)
            for one in functions.order_by("position", "pk"):
                key = f"{place.key}:{one.pk}"
                self.seats[key] = place, one
                name = local(one, "name")
                choices.append((key, f"{name}, {place.cohort}" if len(places) > 1 else name))
        self.fields["function"].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        participation, function = self.seats[self.cleaned_data["function"]]
        return {"participation": participation, "function": function}


class PlaceForm(forms.Form):
    """Which of an institution's sub-units a seat is for."""

    unit: Any = forms.ChoiceField(label=_("Skola eller enhet"), choices=(), required=False)

    def __init__(self, data: Any = None, *, seat: Seat, now: datetime) -> None:
        current = seat.sub_unit
        super().__init__(data, initial={"unit": str(current.key) if current else ""})
        units = SubUnit.objects.filter(institution=seat.participation.institution_id)
        found = list(units.lasting(now).order_by("name_sv"))
        if current is not None and current not in found:
            found.append(current)  # it has ended, and may stay
        self.units = {str(one.key): one for one in found}
        field: Any = self.fields["unit"]
        field.is_one_of = True  # not required, and yet nothing to leave out
        whole = ("", gettext("Hela institutionen"))
        field.choices = [whole, *((key, str(one)) for key, one in self.units.items())]

    def chosen(self) -> SubUnit | None:
        return self.units.get(self.cleaned_data["unit"])
