"""Persons: inviting them, giving and ending seats and engagements."""

from datetime import datetime
from typing import Any

from django.contrib.admin import display, register
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cohorts import actions
from cohorts.admin import shown
from cohorts.admin.rounds import run_by
from cohorts.forms import EndForm, EngagementForm, FillForm, InvitationForm, place_of, places
from cohorts.models import Engagement, Holding, Institution, Participation, Seat, User
from cohorts.rules import is_administrator, is_agency_staff
from exchange_portal.collation import swedish
from exchange_portal.ui.admin import Form, PortalAdmin

SEAT = ("seat__function", "seat__participation__institution", "seat__participation__cohort")
SCOPE = ("scope__programme", "scope__round", "scope__cohort", "scope__institution")


@register(User)
class UserAdmin(PortalAdmin):
    view_rule = add_rule = is_agency_staff
    refusals = (actions.Refused,)
    list_display = ["name", "email"]
    search_fields = ["name", "email"]
    ordering = [swedish("name"), "pk"]
    readonly_fields = ["seats", "tasks"]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ["institution", "name", "address", "language"]
        return ["name", "email", "language", "seats", "tasks"]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[Form]:
        if obj is not None:
            return super().get_form(request, obj, change, **kwargs)
        form = super().get_form(request, obj, change, form=InvitationForm, fields=None)
        form.base_fields["institution"].queryset = _institutions(request)  # type: ignore[attr-defined]
        return form

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """With the seats and engagements that the reader may see, which is not always all."""
        found = super().get_object(request, *args, **kwargs)
        if found is not None:
            seen = {"user": request.user, "now": request.now}  # type: ignore[attr-defined]
            held = Holding.objects.visible_to(**seen).filter(user=found)
            engaged = Engagement.objects.visible_to(**seen).filter(user=found)
            found.seats_shown = held.select_related(*SEAT).order_by("-from_on", "pk")
            found.tasks_shown = engaged.select_related(*SCOPE).order_by("-from_on", "pk")
            found.may_be_engaged = is_administrator(**seen)
        return found

    def act_add(self, form: Form, *, by: Any, now: datetime) -> User:
        filled = form.cleaned_data
        return actions.invite(
            filled["institution"],
            email=filled["address"],
            name=filled["name"],
            language=filled["language"],
            by=by,
            now=now,
        )

    @display(description=_("platser"))
    def seats(self, user: Any) -> SafeString:
        return shown.lines(shown.place(one) for one in user.seats_shown)

    @display(description=_("uppdrag"))
    def tasks(self, user: Any) -> SafeString:
        rows = [shown.task(one) for one in user.tasks_shown]
        if user.may_be_engaged:
            rows.append(shown.link(gettext("Ge ett uppdrag"), "engagement_add", user=user.pk))
        return shown.lines(rows)


@register(Holding)
class HoldingAdmin(PortalAdmin):
    """A seat is filled from the page of its participation, which names the seat."""

    view_rule = add_rule = change_rule = is_agency_staff
    refusals = (actions.Refused,)
    list_display = ["user", "seat", "from_on", "until_on"]
    list_select_related = ["user", *SEAT]
    search_fields = ["user__name", "seat__participation__institution__name"]
    ordering = [swedish("user__name"), "pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        run = run_by(request).values("pk")
        return super().get_queryset(request).filter(seat__participation__cohort__in=run)

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.has_add_permission(request) and not _number(request, "seat"):
            return redirect("admin:cohorts_participation_changelist")
        return super().add_view(request, *args, **kwargs)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[Form]:
        if obj is not None:
            return super().get_form(request, obj, change, form=EndForm, **kwargs)
        form = super().get_form(request, obj, change, form=FillForm, **kwargs)
        return _starting_today(form, request)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["seat", "user", "from_on", "in_top_management"] if obj else []

    @display(description=_("sitter i högsta ledningen"))
    def in_top_management(self, holding: Holding) -> str:
        """In words: Django's picture of it is described in English only."""
        return str(_("Ja") if holding.is_top_management else _("Nej"))

    def get_field_queryset(
        self, db: str | None, db_field: Any, request: HttpRequest
    ) -> QuerySet[Any] | None:
        """The seat that was asked for, and those who have an address at its institution."""
        seats = Seat.objects.filter(
            pk=_number(request, "seat"), participation__cohort__in=run_by(request).values("pk")
        )
        if db_field.name == "seat":
            return seats.select_related(
                "function", "participation__institution", "participation__cohort"
            )
        institutions = seats.values("participation__institution")
        people = User.objects.filter(work_addresses__institution__in=institutions)
        return people.distinct().order_by(swedish("name"), "pk")

    def act_add(self, form: Form, *, by: Any, now: datetime) -> Holding:
        return actions.fill_seat(**form.cleaned_data, by=by, now=now)

    def act_change(self, thing: Any, form: Form, *, by: Any, now: datetime) -> None:
        actions.end_holding(thing, until_on=form.cleaned_data["until_on"], by=by, now=now)

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        return redirect("admin:cohorts_participation_change", obj.seat.participation_id)

    response_post_save_change = response_post_save_add


@register(Engagement)
class EngagementAdmin(PortalAdmin):
    """An engagement is given from the page of the person."""

    view_rule = add_rule = change_rule = is_administrator
    refusals = (actions.Refused,)
    list_display = ["user", "role", "scope", "from_on", "until_on"]
    list_select_related = ["user", *SCOPE]
    list_filter = ["role"]
    search_fields = ["user__name"]
    ordering = [swedish("user__name"), "pk"]

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.has_add_permission(request) and not _number(request, "user"):
            return redirect("admin:cohorts_user_changelist")
        return super().add_view(request, *args, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ["user", "role", "scope" if obj else "reaches", "from_on", "until_on"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["user", "role", "scope", "from_on"] if obj else []

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[Form]:
        if obj is not None:
            return super().get_form(request, obj, change, form=EndForm, **kwargs)
        form = super().get_form(request, obj, change, form=EngagementForm, fields=None)
        form.base_fields["reaches"].choices = places(request)  # type: ignore[attr-defined]
        return _starting_today(form, request)

    def get_field_queryset(
        self, db: str | None, db_field: Any, request: HttpRequest
    ) -> QuerySet[Any] | None:
        return User.objects.filter(pk=_number(request, "user"))

    def act_add(self, form: Form, *, by: Any, now: datetime) -> Engagement:
        filled = form.cleaned_data
        thing = place_of(filled["reaches"])
        return actions.engage(
            filled["user"],
            role=filled["role"],
            scope=actions.portal_scope() if thing is None else actions.scope_of(thing),
            from_on=filled["from_on"],
            until_on=filled["until_on"],
            by=by,
            now=now,
        )

    def act_change(self, thing: Any, form: Form, *, by: Any, now: datetime) -> None:
        actions.end_engagement(thing, until_on=form.cleaned_data["until_on"], by=by, now=now)

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        return redirect("admin:cohorts_user_change", obj.user_id)

    response_post_save_change = response_post_save_add


def _starting_today(form: type[Form], request: HttpRequest) -> type[Form]:
    """Today is the likeliest first day; and people and seats are not made in passing."""
    form.base_fields["from_on"].initial = localdate(request.now)  # type: ignore[attr-defined]
    for name in ("user", "seat"):
        if name in form.base_fields:
            widget: Any = form.base_fields[name].widget
            widget.can_add_related = widget.can_change_related = widget.can_view_related = False
    return form


def _number(request: HttpRequest, name: str) -> int:
    """The id that the form is about, from the link to it or from the form itself; 0 for none."""
    given = request.POST.get(name) or request.GET.get(name) or ""
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else 0


def _institutions(request: HttpRequest) -> QuerySet[Institution]:
    """Where the reader runs a cohort; anywhere for administrators."""
    everywhere = Institution.objects.order_by(swedish("name"))
    if is_administrator(request.user, request.now):  # type: ignore[attr-defined, arg-type]
        return everywhere
    taking_part = Participation.objects.filter(cohort__in=run_by(request).values("pk"))
    return everywhere.filter(pk__in=taking_part.values("institution"))
