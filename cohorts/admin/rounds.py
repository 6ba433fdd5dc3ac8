"""Institutions, rounds, groups, and who takes part."""

from datetime import datetime
from typing import Any

from django.contrib.admin import SimpleListFilter, display, register
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cohorts import actions
from cohorts.admin import shown
from cohorts.forms import RemindersForm, reminder_days
from cohorts.models import Cohort, Holding, Institution, Participation, Round
from cohorts.queries import vacant_seats
from cohorts.rules import is_administrator, is_agency_staff, is_under_way
from exchange_portal.collation import swedish
from exchange_portal.ui.admin import Form, PortalAdmin


def run_by(request: HttpRequest) -> QuerySet[Cohort]:
    return Cohort.objects.run_by(request.user, request.now)  # type: ignore[attr-defined, arg-type]


@register(Institution)
class InstitutionAdmin(PortalAdmin):
    view_rule = is_agency_staff
    add_rule = change_rule = is_administrator
    purpose, place = _("Namnen på de myndigheter och andra som kan vara med."), 7
    fields = ["name", "name_en", "short_name", "kind"]
    list_display = ["name", "short_name", "kind"]
    list_filter = ["kind"]
    search_fields = ["name", "short_name", "name_en"]
    ordering = [swedish("name")]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["kind"] if obj else []

    def act_add(self, form: Form, *, by: Any, now: datetime) -> Institution:
        return actions.add_institution(**form.cleaned_data, by=by, now=now)

    def act_change(self, thing: Any, form: Form, *, by: Any, now: datetime) -> None:
        actions.rename_institution(thing, **form.cleaned_data, by=by, now=now)


@register(Round)
class RoundAdmin(PortalAdmin):
    view_rule = is_agency_staff
    change_rule = is_administrator
    purpose, place = _("När varje omgång förbereds och slutar, och när den påminner."), 6
    form = RemindersForm
    readonly_fields = [
        "programme",
        "name",
        "preparation_starts_on",
        "preparation_ends_on",
        "ends_on",
    ]
    fields = [*readonly_fields, "reminder_days"]
    list_display = ["name", "programme", "preparation_starts_on", "ends_on"]
    list_select_related = ["programme"]
    ordering = ["-ends_on"]

    @display(description=_("Påminner så många dagar före"))
    def reminder_days(self, round: Round) -> str:
        """For those who may only read."""
        return reminder_days(round)

    def act_change(self, thing: Any, form: Form, *, by: Any, now: datetime) -> None:
        actions.set_reminder_days(thing, days=form.cleaned_data["reminder_days"], by=by, now=now)


@register(Cohort)
class CohortAdmin(PortalAdmin):
    view_rule = is_agency_staff
    purpose, place = _("Vilka institutioner som arbetar tillsammans."), 5
    fields = ["name", "kind", "round", "institutions"]
    readonly_fields = ["institutions"]
    list_display = ["name", "round", "kind"]
    list_select_related = ["round"]
    ordering = ["-round__ends_on", swedish("name")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).filter(pk__in=run_by(request).values("pk"))

    @display(description=_("deltagare"))
    def institutions(self, cohort: Cohort) -> SafeString:
        taking_part = cohort.participations.select_related("institution")
        return shown.lines(
            shown.link(one.institution.name, "participation_change", one.pk)
            for one in taking_part.order_by(swedish("institution__name"))
        )


class GroupFilter(SimpleListFilter):
    """One of the groups that the reader runs."""

    title, parameter_name = _("grupp"), "grupp"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        groups = run_by(request).select_related("round").order_by("-round__ends_on", "name")
        return [(str(one.key), f"{one}, {one.round}" if one.round else str(one)) for one in groups]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.value()
        known = {str(key) for key, _name in self.lookup_choices}
        return queryset.filter(cohort__key=chosen) if chosen in known else queryset


@register(Participation)
class ParticipationAdmin(PortalAdmin):
    view_rule = is_agency_staff
    purpose = _("Institutionerna i varje grupp och deras platser. Här bjuder du in till en plats.")
    place = 1
    fields = ["institution", "cohort", "role", "seats"]
    readonly_fields = ["seats"]
    list_display = ["institution", "cohort", "role", "vacant"]
    list_select_related = ["institution", "cohort"]
    list_filter = [GroupFilter, "role"]
    search_fields = ["institution__name", "institution__short_name", "cohort__name"]
    ordering = [swedish("institution__name"), "pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        vacant = vacant_seats(request.now).values("pk")  # type: ignore[attr-defined]
        run = run_by(request).values("pk")
        rows = super().get_queryset(request).filter(cohort__in=run)
        return rows.annotate(vacancies=Count("seats", Q(seats__in=vacant)))  # type: ignore[no-any-return]

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """The filter's own name is no column."""
        is_group = lookup == GroupFilter.parameter_name
        return is_group or super().lookup_allowed(lookup, value, request)

    @display(description=_("lediga platser"), ordering="vacancies")
    def vacant(self, participation: Any) -> str:
        count = participation.vacancies
        words = ngettext("%(count)d ledig", "%(count)d lediga", count) % {"count": count}
        return words if count else "–"

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Who has a seat now or later on; the past is on each person's page."""
        found = super().get_object(request, *args, **kwargs)
        if found is not None:
            today = localdate(request.now)  # type: ignore[attr-defined]
            rows = Holding.objects.filter(seat__participation=found).select_related("user")
            found.is_under_way = is_under_way(found.cohort.round, request.now)  # type: ignore[attr-defined]
            found.institution.has_units = found.institution.sub_units.exists()
            found.holdings_shown = list(rows.overlapping(today, None).order_by("from_on"))
        return found

    @display(description=_("platser"))
    def seats(self, participation: Any) -> SafeString:
        rows = participation.seats.select_related("function", "sub_unit").order_by(
            "function__position", "number"
        )
        return shown.lines(
            shown.seat(
                one,
                [row for row in participation.holdings_shown if row.seat_id == one.pk],
                is_under_way=participation.is_under_way,
                has_units=participation.institution.has_units,
            )
            for one in rows
        )
