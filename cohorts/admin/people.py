"""Persons: inviting them, giving and ending seats and engagements."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.admin import display, register
from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cohorts import actions
from cohorts.admin import shown
from cohorts.admin.rounds import run_by
from cohorts.forms import InvitationForm
from cohorts.models import (
    Engagement,
    Holding,
    Institution,
    Participation,
    ProtectedName,
    User,
)
from cohorts.rules import is_administrator, is_agency_staff
from exchange_portal.collation import swedish
from exchange_portal.ui.admin import Form, PortalAdmin

SEAT = (
    "seat__function",
    "seat__sub_unit",
    "seat__participation__institution",
    "seat__participation__cohort",
)
SCOPE = ("scope__programme", "scope__round", "scope__cohort", "scope__institution")


@register(User)
class UserAdmin(PortalAdmin):
    view_rule = add_rule = is_agency_staff
    refusals = (actions.Refused,)
    purpose, place = _("Alla som har en plats, ett uppdrag eller väntar på en plats."), 2
    list_display = ["name", "shown_address", "seat_or_none"]
    search_fields = ["name", "email"]
    ordering = [swedish("name"), "pk"]
    readonly_fields = ["shown_address", "protection", "seats", "tasks"]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ["institution", "name", "address", "language"]
        return ["name", "shown_address", "language", "protection", "seats", "tasks"]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[Form]:
        if obj is not None:
            return super().get_form(request, obj, change, **kwargs)
        form = super().get_form(request, obj, change, form=InvitationForm, fields=None)
        form.base_fields["institution"].queryset = _institutions(request)  # type: ignore[attr-defined]
        return form

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Each with an institution where they have a seat, of those that the reader may see."""
        seen = {"user": request.user, "now": request.now}  # type: ignore[attr-defined]
        theirs = {"user": OuterRef("pk")}
        held = Holding.objects.visible_to(**seen).filter(**theirs).order_by("-from_on")
        seated_at = Subquery(held.values("seat__participation__institution__name")[:1])
        waits = ~Exists(Holding.objects.filter(**theirs)) & ~Exists(
            Engagement.objects.filter(**theirs)
        )
        rows = super().get_queryset(request).filter(merged_into=None)
        shown_order = Case(
            When(is_protected=True, then=Value("")), default=Cast("email", CharField())
        )
        return rows.annotate(seated_at=seated_at, waits=waits, shown_order=shown_order)  # type: ignore[no-any-return]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Nobody is found by a name or an address that is protected from the reader."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        words = search_term.split()
        if not words:
            return found, may_repeat
        seen = {"user": request.user, "now": request.now}  # type: ignore[attr-defined]
        by_name = ProtectedName.objects.visible_to(**seen).filter(name__icontains=search_term)
        if not is_administrator(**seen):
            by_shown_name = Q(is_protected=True)
            for word in words:
                by_shown_name &= Q(name__icontains=word)
            found = found.filter(Q(is_protected=False) | by_shown_name)
        return found | queryset.filter(pk__in=by_name.values("user")), may_repeat

    @display(description=_("e-postadress"), ordering="shown_order")
    def shown_address(self, user: Any) -> str:
        return user.shown_email or gettext("Visas inte")

    @display(description=_("skyddad identitet"))
    def protection(self, user: Any) -> SafeString:
        """For administrators the name and address too, and the way to change it."""
        words = gettext("Ja") if user.is_protected else gettext("Nej")
        if not user.may_be_engaged:
            return format_html("{}", words)
        name = ProtectedName.objects.filter(user=user).values_list("name", flat=True).first()
        known = format_html(": {}, {}", name, user.email) if name else ""
        address = reverse("protect_person", args=[user.key])
        return format_html('{}{}. <a href="{}">{}</a>', words, known, address, gettext("Ändra"))

    @display(description=_("plats"), ordering="seated_at", empty_value="–")
    def seat_or_none(self, user: Any) -> str | None:
        return gettext("Ingen plats än") if user.waits else user.seated_at

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
            places = Participation.objects.filter(
                cohort__in=run_by(request).values("pk"),
                institution__in=found.work_addresses.values("institution"),
            )
            found.places_shown = places.select_related("institution", "cohort").order_by("-pk")
        return found

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        words = {"title": gettext("Lägg till en person"), "show_save_and_continue": False}
        return super().add_view(request, form_url, words | (extra_context or {}))

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Nobody is told of it before there is a seat: on to the seats that are vacant."""
        text = gettext("%(name)s finns redan i portalen.")
        if not obj.holdings.exists():
            text = gettext(
                "%(name)s finns nu i portalen, men har inte fått någon inbjudan. "
                "Den skickas när hen får en plats."
            )
        self.message_user(request, text % {"name": obj.name}, messages.SUCCESS)
        if "_addanother" in request.POST:
            return redirect(request.path)
        found = self.get_object(request, str(obj.pk))
        place = found.places_shown.first() if found else None
        if place is None:
            return redirect("admin:cohorts_user_changelist")
        return redirect("admin:cohorts_participation_change", place.pk)

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
        """Without any, the way to those of the institution."""
        rows = [shown.place(one) for one in user.seats_shown]
        return shown.lines(rows or [shown.vacancies(one) for one in user.places_shown])

    @display(description=_("uppdrag"))
    def tasks(self, user: Any) -> SafeString:
        rows = [shown.task(one) for one in user.tasks_shown]
        if user.may_be_engaged:
            rows.append(shown.link(gettext("Ge ett uppdrag"), "engagement_add", user=user.pk))
        return shown.lines(rows)


def _institutions(request: HttpRequest) -> QuerySet[Institution]:
    """Where the reader runs a cohort; anywhere for administrators."""
    everywhere = Institution.objects.order_by(swedish("name"))
    if is_administrator(request.user, request.now):  # type: ignore[attr-defined, arg-type]
        return everywhere
    taking_part = Participation.objects.filter(cohort__in=run_by(request).values("pk"))
    return everywhere.filter(pk__in=taking_part.values("institution"))
