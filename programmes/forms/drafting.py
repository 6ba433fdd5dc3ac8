"""What those who write templates fill in: a short form for each thing of a draft."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from cohorts.models import Function
from meetings.models import Assignment, Meeting, Sharing
from programmes.forms.parts import PartForm, ProseField, line, whole
from programmes.models import AssessmentPlan
from programmes.parts import NEW, Document, address_of, node_of, part_of, with_node, without
from programmes.shipped.loading import code_for
from programmes.template_file.checks import meeting_title, named, tasks

PREPARATION = "forberedelse"
CLOCKS = ["%H:%M", "%H.%M", "%H:%M:%S"]
BEFORE, AFTER = "fore", "efter"


class BasicsForm(PartForm):
    label = line(_("Vad heter versionen?"), 40)
    preparation_months = whole(_("Förberedelsens längd i månader"), 0, 60)
    exchange_months = whole(_("Utbytets längd i månader, efter förberedelsen"), 0, 120)
    needs_top_management = forms.BooleanField(
        label=_("Minst en från varje institution ska sitta i högsta ledningen"), required=False
    )
    reminder_days = forms.CharField(
        label=_("Påminn så många dagar före sista dagen"),
        help_text=_("Hela tal med komma mellan. 0 är sista dagen. Tomt: inga påminnelser."),
        max_length=60,
        required=False,
    )

    def shown(self, node: Document) -> Document:
        return node | {"reminder_days": ", ".join(map(str, node["reminder_days"]))}

    def clean_reminder_days(self) -> list[int]:
        parts = [one.strip() for one in self.cleaned_data["reminder_days"].split(",")]
        given = [one for one in parts if one]
        if not all(one.isascii() and one.isdecimal() and len(one) < 3 for one in given):
            raise forms.ValidationError(_("Skriv hela tal från 0 till 90, med komma mellan."))
        return sorted({int(one) for one in given}, reverse=True)


class FunctionForm(PartForm):
    name_sv = line(_("Namn"), 160, help_text=_("Till exempel Controller."))
    name_en = line(_("Namn på engelska"), 160, is_english=True)
    role = forms.ChoiceField(
        label=_("Roll"),
        choices=Function.Role.choices,
        help_text=_("Rollen ger rättigheter: samordnaren bjuder in kollegor och lämnar in."),
    )
    seat_count = whole(_("Antal platser per institution"), 1, 20, initial=1)
    is_required = forms.BooleanField(
        label=_("Måste finnas på varje institution"), required=False, initial=True
    )
    code = forms.SlugField(
        label=_("Kod"),
        max_length=50,
        required=False,
        help_text=_(
            "Samma kod i version efter version: så känns funktionen igen. Tomt: koden kommer av "
            "namnet. Små bokstäver, siffror och bindestreck."
        ),
    )

    def node(self) -> Document:
        told = super().node()
        name = told["name_en"] or told["name_sv"]
        return told | {"code": told["code"] or slugify(name)[:50]}


class MeetingForm(PartForm):
    kind = forms.ChoiceField(label=_("Slag"), choices=Meeting.Kind.choices)
    number = whole(
        _("Nummer"),
        1,
        50,
        help_text=_("En samordnarträff har samma nummer som träffen den förbereder."),
    )
    theme_sv = line(_("Tema"), 160)
    theme_en = line(_("Tema på engelska"), 160, is_english=True)

    def prepare(self) -> None:
        if self.is_added:
            numbers = [one["number"] for one in self.document["meetings"]]
            self.initial.update(
                number=max(numbers, default=0) + 1,
                kind=Meeting.Kind.THEMED if numbers else Meeting.Kind.KICKOFF,
            )

    def node(self) -> Document:
        added: Document = {"sessions": [], "assignments": []} if self.is_added else {}
        return super().node() | added


class SessionForm(PartForm):
    starts_at = forms.TimeField(
        label=_("Börjar"),
        input_formats=CLOCKS,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )
    ends_at = forms.TimeField(
        label=_("Slutar"),
        input_formats=CLOCKS,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )
    audience = forms.MultipleChoiceField(
        label=_("Vilka kallas?"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def prepare(self) -> None:
        field: Any = self.fields["audience"]
        field.choices = [(one["code"], named(one, "name")) for one in self.document["functions"]]

    def node(self) -> Document:
        times = {name: f"{self.cleaned_data[name]:%H:%M}" for name in ("starts_at", "ends_at")}
        return times | {"audience": self.cleaned_data["audience"]}


class DaysForm(PartForm):
    """Days before or after something. The document counts them back, below 0 forward."""

    also = {"opens_days_before": "opens", "due_days_before": "due"}

    opens = whole(_("Öppnar, antal dagar"), 0, 730, required=False)
    opens_side = forms.ChoiceField(label=_("Öppnar före eller efter"))
    due = whole(_("Sista dag, antal dagar"), 0, 730)
    due_side = forms.ChoiceField(label=_("Sista dag före eller efter"))

    def prepare(self) -> None:
        hint = _("Tomt: öppen från förberedelsens första dag. 0: samma dag.")
        self.fields["opens"].help_text = hint
        for name in ("opens_side", "due_side"):
            field: Any = self.fields[name]
            field.choices = [(BEFORE, _("före")), (AFTER, _("efter"))]

    def shown(self, node: Document) -> Document:
        days = {"opens": node["opens_days_before"], "due": node["due_days_before"]}
        counted = {name: None if one is None else abs(one) for name, one in days.items()}
        sides = {f"{name}_side": AFTER if (one or 0) < 0 else BEFORE for name, one in days.items()}
        return node | counted | sides

    def node(self) -> Document:
        told = super().node()
        for name in ("opens", "due"):
            days, side = told.pop(name), told.pop(f"{name}_side")
            told[f"{name}_days_before"] = -days if days and side == AFTER else days
        return told


class AssignmentForm(DaysForm):
    home = forms.ChoiceField(label=_("Hör till"))
    phase = forms.ChoiceField(label=_("När"))
    title_sv = line(_("Rubrik"), 160)
    title_en = line(_("Rubrik på engelska"), 160, is_english=True)
    instructions_sv = ProseField(_("Instruktion"), "sv")
    instructions_en = ProseField(_("Instruktion på engelska"), "en", required=False)
    minutes = whole(_("Ungefärlig tid i minuter"), 1, 6000, initial=60)
    sharing = forms.ChoiceField(label=_("Vilka läser det som lämnas in?"), choices=Sharing.choices)

    field_order = ("home", "phase", "title_sv", "title_en", "instructions_sv", "instructions_en")

    def prepare(self) -> None:
        super().prepare()
        home, phase = self.fields["home"], self.fields["phase"]
        home.choices = [(PREPARATION, _("Förberedelsen, ingen träff"))] + [  # type: ignore[attr-defined]
            (address_of(("meetings", place)), f"{meeting_title(one)}: {named(one, 'theme')}")
            for place, one in enumerate(self.document["meetings"])
        ]
        phase.choices = Assignment.Phase.choices  # type: ignore[attr-defined]
        self.fields["due"].help_text = _(
            "Räknat från träffens dag, eller utan träff från förberedelsens sista dag."
        )
        self.initial["home"] = self._home()
        if self.is_added:
            is_before = self.part.kind == "assignments"
            usual = Assignment.Phase.BEFORE if is_before else Assignment.Phase.PREPARATION
            self.initial.update(phase=usual, sharing=Sharing.COHORT)

    def _home(self) -> str:
        return address_of(self.part.path[:2]) if self.part.kind == "assignments" else PREPARATION

    def node(self) -> Document:
        told = super().node()
        home = told.pop("home")
        if home == PREPARATION:
            told["phase"] = Assignment.Phase.PREPARATION
        if not self.is_added:
            return told
        place = part_of(self.document, home)
        meeting = node_of(self.document, place.path) if place and place.is_there else None
        taken = [one["code"] for _path, one in tasks(self.document)]
        return {"code": code_for(told["phase"], meeting, taken)} | told | {"questions": []}

    def written(self) -> Document:
        """Also when it has been given to another meeting: there it comes last."""
        home = self.cleaned_data["home"]
        if home == self._home():
            return super().written()
        node = self.node() if self.is_added else self._standing() | self.node()
        left = self.document if self.is_added else without(self.document, self.part)
        place = part_of(left, f"{home}/{NEW}" if home == PREPARATION else f"{home}/uppgift/{NEW}")
        return with_node(left, place, node) if place else left

    def _standing(self) -> Document:
        standing: Document = node_of(self.document, self.part.path)
        return standing


class QuestionForm(PartForm):
    prompt_sv = line(_("Fråga"), 300)
    prompt_en = line(_("Fråga på engelska"), 300, is_english=True)
    hint_sv = line(_("Hjälp under frågan"), 500, required=False)
    hint_en = line(_("Hjälp på engelska"), 500, is_english=True)
    is_required = forms.BooleanField(label=_("Måste besvaras"), required=False, initial=True)


class AssessmentForm(DaysForm):
    instrument = forms.ChoiceField(label=_("Självskattning"))
    counts_from = forms.ChoiceField(
        label=_("Dagarna räknas från"), choices=AssessmentPlan.CountsFrom.choices
    )

    field_order = ("instrument", "counts_from")

    def offer(self, instruments: list[tuple[str, str]]) -> "AssessmentForm":
        field: Any = self.fields["instrument"]
        field.choices = instruments
        return self


FORMS: dict[str, type[PartForm]] = {
    "": BasicsForm,
    "functions": FunctionForm,
    "preparation": AssignmentForm,
    "meetings": MeetingForm,
    "sessions": SessionForm,
    "assignments": AssignmentForm,
    "questions": QuestionForm,
    "assessments": AssessmentForm,
}
