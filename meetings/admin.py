"""Meetings, sessions and assignments in the admin: planned and changed by actions.

Drafts and what is handed in are not here. Questions can be added and reworded, never removed:
Django's delete page would tell what hangs on them.
"""

from datetime import datetime, time
from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminTimeWidget
from django.db.models import Model, Q, QuerySet, TimeField, URLField
from django.forms import (
    CheckboxSelectMultiple,
    ModelChoiceField,
    ModelForm,
    ModelMultipleChoiceField,
    URLInput,
)
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from cohorts.models import Cohort, Function
from cohorts.rules import is_agency_staff
from exchange_portal.characters import plain
from exchange_portal.ui.admin import PortalAdmin
from exchange_portal.ui.texts import clock
from meetings import actions
from meetings.actions import QuestionText, Refused
from meetings.models import AgendaItem, Assignment, Meeting, Question, Session
from meetings.queries.words import hours

MEETING = ("kind", "number", "theme_sv", "theme_en", "held_on", "place", "link")
SESSION = ("starts_at", "ends_at")  # in Swedish time
CLOCK = ["%H.%M", "%H:%M", "%H:%M:%S"]
ASSIGNMENT = (
    "meeting",
    "phase",
    "title_sv",
    "title_en",
    "instructions_sv",
    "instructions_en",
    "opens_on",
    "due_on",
    "minutes",
    "sharing",
)
AGENDA_ITEM = ("title_sv", "title_en", "starts_at", "minutes", "position")
QUESTION = ("prompt_sv", "prompt_en", "hint_sv", "hint_en", "is_required")


class MeetingField(ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Meeting) -> str:
        return f"{obj.cohort}, {obj}"


class FunctionsField(ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Function) -> str:
        return f"{obj.round or obj.cohort}: {obj}"


class ClockWidget(AdminTimeWidget):
    """«09.00», as times stand on every page."""

    def format_value(self, value: Any) -> str | None:
        return clock(value) if isinstance(value, time) else super().format_value(value)


class RunAdmin(PortalAdmin):
    """Rows of cohorts that the person runs. To take part in a cohort gives no right here."""

    cohort = "cohort"  # the way from the model to its cohort
    fixed: tuple[str, ...] = ()  # chosen once, when the thing is added
    refusals = (Refused,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        run = _run(request)
        return super().get_queryset(request).filter(**{f"{self.cohort}__in": run.values("pk")})

    def get_field_queryset(
        self, db: str | None, db_field: Any, request: HttpRequest
    ) -> QuerySet[Any] | None:
        run = _run(request)
        choices: dict[type[Model], QuerySet[Any]] = {
            Cohort: run,
            Meeting: Meeting.objects.filter(cohort__in=run.values("pk")).select_related("cohort"),
            Function: Function.objects.filter(
                Q(round__in=run.exclude(round=None).values("round"))
                | Q(cohort__in=run.values("pk"))
            ).select_related("round", "cohort"),
        }
        chosen = choices[db_field.related_model]
        return chosen.order_by(*ORDERS[db_field.related_model])

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.related_model is Meeting:
            kwargs["form_class"] = MeetingField
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs |= {"form_class": FunctionsField, "widget": CheckboxSelectMultiple}
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return () if obj is None else self.fixed


ORDERS: dict[type[Model], tuple[str, ...]] = {
    Cohort: ("-round__ends_on", "name"),
    Meeting: ("cohort", "number", "kind"),
    Function: ("round", "cohort", "position"),
}


class InlineRows(admin.StackedInline):  # type: ignore[type-arg]
    """Rows of a thing, changed on its page: whoever sees the thing may."""

    template = "admin/rows.html"
    extra = 1
    can_delete = False
    new_words: Any = ""  # the heading of a row that is being added
    add_words: Any = ""  # what the button says that adds one

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.can_delete


class MeetingAdmin(RunAdmin):
    purpose = _("När grupperna träffas, och om vad. Datum sätter du på omgångens sida.")
    place = 1
    list_display = ["__str__", "cohort", "kind", "held_on"]
    list_filter = ["kind"]
    list_select_related = ["cohort"]
    ordering = ["-held_on", "pk"]
    fields = ["cohort", *MEETING]
    fixed = ("cohort", "held_on")  # a date is set where one sees first what moves with it
    formfield_overrides = {URLField: {"widget": URLInput(attrs={"class": "vURLField"})}}

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*self.fields, "passes"] if obj else self.fields

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return (*super().get_readonly_fields(request, obj), "passes")

    @admin.display(description=_("pass, dagordning och svar"))
    def passes(self, meeting: Meeting) -> str:
        """The ways to what else there is of a meeting."""
        sessions = meeting.sessions.order_by("starts_at", "pk")
        page: tuple[str, Any] = (reverse("meeting", args=[meeting.key]), _("Se träffen och svaren"))
        ways = [
            (
                reverse("admin:meetings_session_change", args=[one.pk]),
                _("Ändra passet %(hours)s och dess dagordning") % {"hours": hours(one)},
            )
            for one in sessions
        ]
        return format_html_join("", '<div><a href="{}">{}</a></div>', [page, *ways])

    def act_add(self, form: "ModelForm[Any]", *, by: Any, now: datetime) -> Meeting:
        return actions.plan_meeting(by=by, now=now, **_tidy(form))

    def act_change(self, thing: Meeting, form: "ModelForm[Any]", *, by: Any, now: datetime) -> None:
        actions.change_meeting(thing, by=by, now=now, **_changes(form, MEETING))


class AgendaInline(InlineRows):
    model = AgendaItem
    fields = AGENDA_ITEM
    ordering = ["position", "pk"]
    can_delete = True
    formfield_overrides = {TimeField: {"widget": ClockWidget, "input_formats": CLOCK}}
    new_words, add_words = _("Ny punkt"), _("Lägg till en punkt")


class SessionAdmin(RunAdmin):
    purpose, place = _("Vilka tider en träff har, och vilka som ska vara med när."), 2
    cohort = "meeting__cohort"
    list_display = ["meeting", "between", "cohort_of"]
    list_select_related = ["meeting__cohort"]
    ordering = ["-meeting__held_on", "starts_at"]
    fields = ["meeting", *SESSION, "audience"]
    fixed = ("meeting",)
    inlines = [AgendaInline]
    formfield_overrides = {TimeField: {"widget": ClockWidget, "input_formats": CLOCK}}

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Of a session that is there, the round is known: only its functions can be called."""
        form = super().get_form(request, obj, change, **kwargs)
        if obj is not None:
            audience: Any = form.base_fields["audience"]
            audience.queryset = audience.queryset.of(obj.meeting.cohort)
            audience.label_from_instance = str
        return form

    @admin.display(description=_("tid"), ordering="starts_at")
    def between(self, session: Session) -> str:
        return hours(session)

    @admin.display(description=_("grupp"))
    def cohort_of(self, session: Session) -> str:
        return str(session.meeting.cohort)

    def act_add(self, form: "ModelForm[Any]", *, by: Any, now: datetime) -> Session:
        return actions.add_session(by=by, now=now, **_tidy(form))

    def act_change(self, thing: Session, form: "ModelForm[Any]", *, by: Any, now: datetime) -> None:
        audience = form.cleaned_data["audience"]
        actions.change_session(thing, audience=audience, by=by, now=now, **_changes(form, SESSION))

    def construct_change_message(self, *args: Any, **kwargs: Any) -> list[Any]:
        return []  # the actions have written the trail

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        by: Any = request.user
        now: datetime = request.now  # type: ignore[attr-defined]
        changed = [one for formset in formsets for one in formset.forms if one.has_changed()]
        for one in changed:
            words = {name: value for name, value in _tidy(one).items() if name in AGENDA_ITEM}
            if one.cleaned_data.get("DELETE"):
                if one.instance.pk:
                    actions.remove_agenda_item(one.instance, by=by, now=now)
            elif one.instance.pk:
                actions.change_agenda_item(one.instance, by=by, now=now, **words)
            else:
                actions.add_agenda_item(form.instance, by=by, now=now, **words)


class QuestionInline(InlineRows):
    model = Question
    fields = QUESTION
    ordering = ["number"]
    new_words, add_words = _("Ny fråga"), _("Lägg till en fråga")


class AssignmentAdmin(RunAdmin):
    purpose, place = _("Vad institutionerna ska lämna in inför och efter träffarna."), 3
    list_display = ["__str__", "cohort", "meeting", "opens_on", "due_on"]
    list_filter = ["phase"]
    list_select_related = ["cohort", "meeting"]
    ordering = ["-due_on", "pk"]
    fields = ["cohort", *ASSIGNMENT]
    fixed = ("cohort",)
    inlines = [QuestionInline]

    def act_add(self, form: "ModelForm[Any]", *, by: Any, now: datetime) -> Assignment:
        return actions.set_assignment(by=by, now=now, **_tidy(form))

    def act_change(
        self, thing: Assignment, form: "ModelForm[Any]", *, by: Any, now: datetime
    ) -> None:
        actions.change_assignment(thing, by=by, now=now, **_changes(form, ASSIGNMENT))

    def construct_change_message(self, *args: Any, **kwargs: Any) -> list[Any]:
        return []  # the actions have written the trail

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        by: Any = request.user
        now: datetime = request.now  # type: ignore[attr-defined]
        changed = [one for formset in formsets for one in formset.forms if one.has_changed()]
        for one in changed:
            texts = {name: one.cleaned_data[name] for name in QUESTION}
            if one.instance.pk:
                actions.change_question(one.instance, by=by, now=now, **texts)
            else:
                text = QuestionText(**texts)
                actions.add_question(form.instance, text=text, by=by, now=now)


def _run(request: HttpRequest) -> Any:
    return Cohort.objects.run_by(request.user, request.now)  # type: ignore[arg-type, attr-defined]


def _changes(form: "ModelForm[Any]", names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name, value in _tidy(form).items() if name in names}


def _tidy(form: "ModelForm[Any]") -> dict[str, Any]:
    """What was filled in, with one kind of line break: another one would count as a change."""
    data = form.cleaned_data.items()
    return {name: plain(value) if isinstance(value, str) else value for name, value in data}


admin.site.register(Meeting, MeetingAdmin, change_rule=is_agency_staff, add_rule=is_agency_staff)
admin.site.register(Session, SessionAdmin, change_rule=is_agency_staff, add_rule=is_agency_staff)
admin.site.register(
    Assignment, AssignmentAdmin, change_rule=is_agency_staff, add_rule=is_agency_staff
)
