"""What staff fill in about the preparation of a round."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.forms.colleagues import Days
from exchange_portal.year import in_our_time
from preparation.actions import Plan
from preparation.models import Preparation
from preparation.models.plans import https_only

MOST_HOURS = 1000
COURSE = ("course_link", "course_minutes", "course_due_on")
LACKING = {
    "course_link": _("Skriv adressen till webbutbildningen."),
    "course_minutes": _("Skriv hur många minuter den tar."),
    "course_due_on": _("Välj en sista dag."),
}


def _hours(label: Any, help_text: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text=help_text, min_value=0, max_value=MOST_HOURS)


class PlanForm(forms.Form):
    """A course has a link, minutes and a last day; without a name there is none."""

    confirm_by = forms.DateField(
        label=_("Sista dag för den högsta chefens bekräftelse"),
        help_text=_("Gärna innan förberedelsen börjar."),
        widget=Days,
        validators=[in_our_time],
    )
    preparation_hours = _hours(_("Timmar i förberedelsen"), _("För var och en med en plats."))
    meeting_hours = _hours(
        _("Timmar för träffarna"), _("Alla träffar tillsammans, med tid för att förbereda sig.")
    )
    course_name_sv = forms.CharField(
        label=_("Webbutbildningens namn"),
        help_text=_(
            "Lämna tomt om omgången inte har någon webbutbildning, eller om den redan är "
            "en uppgift, som i mallarna som följer med portalen. Annars frågas alla två gånger."
        ),
        max_length=160,
        required=False,
    )
    course_name_en = forms.CharField(label=_("Namnet på engelska"), max_length=160, required=False)
    course_link = forms.URLField(
        label=_("Länk till webbutbildningen"),
        max_length=500,
        required=False,
        assume_scheme="https",
        validators=[https_only],
    )
    course_minutes = forms.IntegerField(
        label=_("Så många minuter tar den"), min_value=1, max_value=10_000, required=False
    )
    course_due_on = forms.DateField(
        label=_("Sista dag för webbutbildningen"),
        widget=Days,
        required=False,
        validators=[in_our_time],
    )

    def __init__(self, data: Any = None, *, standing: Preparation | None, suggested: Plan) -> None:
        names = self.base_fields
        initial = {name: getattr(standing or suggested, name) or None for name in names}
        super().__init__(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if "course_name_sv" in told and not told["course_name_sv"]:
            if told.get("course_link") or told.get("course_name_en"):
                self.add_error("course_name_sv", _("Skriv vad webbutbildningen heter."))
            return told | {"course_minutes": None, "course_due_on": None}
        for name in COURSE:
            if not told.get(name) and name not in self.errors:
                self.add_error(name, LACKING[name])
        return told

    @property
    def plan(self) -> Plan:
        told = self.cleaned_data
        return Plan(**told | {"course_minutes": told["course_minutes"] or 0})
