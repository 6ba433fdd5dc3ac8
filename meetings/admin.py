"""Meetings, sessions and assignments in the admin: planned and changed by actions.

Drafts and what is handed in are not here. Questions can be added and reworded, never removed:
Django's delete page would tell what hangs on them.
"""

from datetime import datetime, time
from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminTimeWidget
from django.db.models import Model, QuerySet, TimeField
from django.forms import (
    CheckboxSelectMultiple,
    ModelChoiceField,
    ModelForm,
    ModelMultipleChoiceField,
)
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cohorts.models import Cohort, Function
from cohorts.rules import is_agency_staff
from exchange_portal.characters import plain
from exchange_portal.ui.admin import PortalAdmin
from exchange_portal.ui.texts import clock
from meetings import actions
from meetings.actions import QuestionText, Refused
from meetings.models import Assignment, Meeting, Question, Session
from meetings.queries.words import hours

MEETING = ("kind", "number", "theme_sv", "theme_en", "held_on", "place")
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
QUESTION = ("prompt_sv", "prompt_en", "hint_sv", "hint_en", "is_required")


class MeetingField(ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Meeting) -> str:
        return f"{obj.cohort}: {obj}"


class FunctionsField(ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Function) -> str:
        return f"{obj.round}: {obj}"


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
            Function: Function.objects.filter(round__in=run.values("round")).select_related(
                "round"
            ),
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
    Function: ("round", "position"),
}


class MeetingAdmin(RunAdmin):
    purpose = _("När grupperna träffas, och om vad. Datum sätter du på omgångens sida.")
    place = 1
    list_display = ["theme_sv", "cohort", "kind", "number", "held_on"]
    list_filter = ["kind"]
    list_select_related = ["cohort"]
    ordering = ["-held_on", "pk"]
    fields = ["cohort", *MEETING]
    fixed = ("cohort", "held_on")  # a date is set where one sees first what moves with it

    def act_add(self, form: "ModelForm[Any]", *, by: Any, now: datetime) -> Meeting:
        return actions.plan_meeting(by=by, now=now, **_tidy(form))

    def act_change(self, thing: Meeting, form: "ModelForm[Any]", *, by: Any, now: datetime) -> None:
        actions.change_meeting(thing, by=by, now=now, **_changes(form, MEETING))


class SessionAdmin(RunAdmin):
    purpose, place = _("Vilka tider en träff har, och vilka som ska vara med när."), 2
    cohort = "meeting__cohort"
    list_display = ["meeting", "between", "cohort_of"]
    list_select_related = ["meeting__cohort"]
    ordering = ["-meeting__held_on", "starts_at"]
    fields = ["meeting", *SESSION, "audience"]
    fixed = ("meeting",)
    formfield_overrides = {TimeField: {"widget": ClockWidget, "input_formats": CLOCK}}

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


class QuestionInline(admin.StackedInline):  # type: ignore[type-arg]
    model = Question
    template = "admin/questions.html"
    fields = QUESTION
    ordering = ["number"]
    extra = 1
    can_delete = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True  # whoever sees the assignment; the same for the two below

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True


class AssignmentAdmin(RunAdmin):
    purpose, place = _("Vad institutionerna ska lämna in inför och efter träffarna."), 3
    list_display = ["title_sv", "cohort", "meeting", "opens_on", "due_on"]
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
