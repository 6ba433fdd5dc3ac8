"""Who has which seat and which engagement, and from when to when."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.admin import SimpleListFilter, display, register
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.text import smart_split
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cohorts import actions
from cohorts.admin import shown
from cohorts.admin.people import SCOPE, SEAT
from cohorts.admin.rounds import run_by
from cohorts.forms import EndForm, EngagementForm, FillForm, place_of, places
from cohorts.models import Engagement, Holding, Institution, Seat, SubUnit, User
from cohorts.rules import is_administrator, is_agency_staff
from exchange_portal.collation import swedish
from exchange_portal.ui.admin import Form, PortalAdmin

NO_OTHER_BUTTONS = {"show_save_and_add_another": False, "show_save_and_continue": False}


class AddedElsewhere(PortalAdmin):
    """Rows that are added from the page of what they belong to, by a form that ends there."""

    belongs_to: str  # the parameter of the form's address that names it
    choose_first: Any  # said to those who come without it
    where_to_choose: str  # the page they are sent to
    add_title: Any

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.has_add_permission(request) and not _number(request, self.belongs_to):
            self.message_user(request, self.choose_first)
            return redirect(self.where_to_choose)
        words = {"title": self.add_title} | NO_OTHER_BUTTONS
        return super().add_view(request, *args, **kwargs | {"extra_context": words})

    def change_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().change_view(request, *args, **kwargs | {"extra_context": NO_OTHER_BUTTONS})

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        without_button = {"has_add_permission": False}
        return super().changelist_view(request, without_button | (extra_context or {}))

    @display(description=_("när"), ordering="from_on")
    def dates(self, row: Holding | Engagement) -> str:
        return shown.dates(row)


class UnitFilter(SimpleListFilter):
    """A school or unit of those that the reader runs, by institution."""

    title, parameter_name = _("skola eller enhet"), "enhet"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        seats = Seat.objects.filter(participation__cohort__in=run_by(request).values("pk"))
        units = SubUnit.objects.filter(pk__in=seats.values("sub_unit"))
        ordered = units.select_related("institution").order_by(
            swedish("institution__name"), swedish("name_sv"), "pk"
        )
        return [(str(one.key), f"{one}, {one.institution}") for one in ordered]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.value()
        known = {key for key, _name in self.lookup_choices}
        return queryset.filter(seat__sub_unit__key=chosen) if chosen in known else queryset


@register(Holding)
class HoldingAdmin(AddedElsewhere):
    """A seat is filled from the page of its participation, which names the seat."""

    belongs_to, where_to_choose = "seat", "admin:cohorts_participation_changelist"
    choose_first = _("Välj först institution. På dess sida väljer du en ledig plats.")
    add_title = _("Bjud in till en plats")
    view_rule = add_rule = change_rule = is_agency_staff
    refusals = (actions.Refused,)
    purpose, place = _("Här avslutar du när någon slutar eller byter plats."), 3
    list_display = ["user", "seat", "dates"]
    list_select_related = ["user", *SEAT]
    list_filter = [UnitFilter]
    search_fields = ["user__name", "seat__participation__institution__name"]
    ordering = [swedish("user__name"), "pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        run = run_by(request).values("pk")
        return super().get_queryset(request).filter(seat__participation__cohort__in=run)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """As Django does: each word is somewhere in the one name or the other. But «or» between two
        tables makes the database read every row. A word of a person's name stands in no
        institution's, and then people alone are asked for: of their names there is an index."""
        for word in smart_split(search_term):
            part = word.strip("\"'")
            is_meant = Q(user__name__icontains=part)
            houses = Institution.objects.filter(name__icontains=part)
            found = list(houses.values_list("pk", flat=True))
            if found:
                is_meant |= Q(seat__participation__institution__in=found)
            queryset = queryset.filter(is_meant)
        return queryset, False

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """The filter's own name is no column."""
        is_unit = lookup == UnitFilter.parameter_name
        return is_unit or super().lookup_allowed(lookup, value, request)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is not None:
            facts = ["seat", "user", "from_on", "in_top_management", "last_on", "never"]
            return [(None, {"fields": facts})]
        return [
            (None, {"fields": ["seat", "user"]}),
            (_("Någon ny"), {"fields": ["name", "address"]}),
            (_("Hur länge"), {"fields": ["from_on", "last_on", "is_top_management"]}),
        ]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[Form]:
        if obj is not None:
            return super().get_form(request, obj, change, form=EndForm, fields=None)
        form = super().get_form(request, obj, change, form=FillForm, fields=None)
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
                "function", "sub_unit", "participation__institution", "participation__cohort"
            )
        institutions = seats.values("participation__institution")
        people = User.objects.filter(work_addresses__institution__in=institutions)
        return people.distinct().order_by(swedish("name"), "pk")

    def act_add(self, form: Form, *, by: Any, now: datetime) -> Holding:
        filled = dict(form.cleaned_data)
        name, email = filled.pop("name"), filled.pop("address")
        if filled["user"]:
            return actions.fill_seat(**filled, by=by, now=now)
        del filled["user"]
        return actions.invite_to_seat(**filled, name=name, email=email, by=by, now=now)

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        same = obj.user.holdings.filter(seat__participation=obj.seat.participation_id)
        text = gettext("%(name)s har fått platsen.")
        if same.count() == 1:
            text = gettext("%(name)s har fått platsen. Inbjudan mejlas när den första dagen är.")
            if obj.from_on <= localdate(request.now):  # type: ignore[attr-defined]
                text = gettext("%(name)s har fått platsen. Inbjudan mejlas nu.")
        self.message_user(request, text % {"name": obj.user.name}, messages.SUCCESS)
        return self.response_post_save_add(request, obj)

    def act_change(self, thing: Any, form: Form, *, by: Any, now: datetime) -> None:
        actions.end_holding(thing, until_on=form.cleaned_data["until_on"], by=by, now=now)

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        return redirect("admin:cohorts_participation_change", obj.seat.participation_id)

    response_post_save_change = response_post_save_add


@register(Engagement)
class EngagementAdmin(AddedElsewhere):
    """An engagement is given from the page of the person."""

    belongs_to, where_to_choose = "user", "admin:cohorts_user_changelist"
    choose_first = _("Välj först vem som ska få uppdraget. Du ger det från personens sida.")
    add_title = _("Ge ett uppdrag")
    view_rule = add_rule = change_rule = is_administrator
    refusals = (actions.Refused,)
    purpose, place = _("Processledare, kontaktpersoner och andra utan plats."), 4
    list_display = ["user", "role", "scope", "dates"]
    list_select_related = ["user", *SCOPE]
    list_filter = ["role"]
    search_fields = ["user__name"]
    ordering = [swedish("user__name"), "pk"]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        ends = ["last_on", "never"] if obj else ["last_on"]
        return ["user", "role", "scope" if obj else "reaches", "from_on", *ends]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["user", "role", "scope", "from_on"] if obj else []

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[Form]:
        if obj is not None:
            return super().get_form(request, obj, change, form=EndForm, fields=None)
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
