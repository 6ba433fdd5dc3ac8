"""Reference groups and networks: started, given members and meetings. Pages for staff."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.models import Cohort, Institution
from cohorts.visiting import Visit
from exchange_portal.access import gate
from exchange_portal.ui.paging import page_of
from programmes import actions, queries
from programmes.actions import Refused
from programmes.calendar import in_order, lines
from programmes.forms import MeetingForm, MembersForm, NetworkForm
from programmes.rules import may_lead_network, may_start_rounds


@gate(rule=may_start_rounds)
def networks(request: Visit) -> HttpResponse:
    page = page_of(request, queries.networks_run_by(request.user, request.now))
    return render(request, "programmes/networks.html", {"page": page})


@gate(rule=may_start_rounds, methods=["GET", "POST"])
def start_network(request: Visit) -> HttpResponse:
    """Pressed twice, it is one."""
    known: dict[str, Any] = {"user": request.user, "now": request.now}
    institutions = Institution.objects.visible_to(**known)
    form = NetworkForm(request.POST or None, institutions=institutions, **known)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("name", "kind", "contact")}
        try:
            cohort = actions.start_network(institutions=form.chosen(), **given, **_by(request))
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("%(name)s är startad.") % {"name": cohort})
            return redirect("network", cohort.key)
    return _form(request, form, "programmes/start_network.html")


@gate(Cohort, rule=may_lead_network)
def network(request: Visit, cohort: Cohort) -> HttpResponse:
    """Its institutions, and its meetings."""
    meetings = in_order(queries.meetings_of([cohort]))
    context = {
        "cohort": cohort,
        "page": page_of(request, queries.members_of(cohort, request.now)),
        "meetings": lines(meetings, queries.audiences_of(meetings), today=localdate(request.now)),
    }
    return render(request, "programmes/network.html", context)


@gate(Cohort, rule=may_lead_network, methods=["GET", "POST"])
def add_members(request: Visit, cohort: Cohort) -> HttpResponse:
    seen = Institution.objects.visible_to(request.user, request.now)
    form = MembersForm(request.POST or None, institutions=seen)
    if request.method == "POST" and form.is_valid():
        count = actions.add_members(cohort, institutions=form.chosen(), **_by(request))
        said = ngettext("En institution är ny.", "%(count)s institutioner är nya.", count)
        messages.success(request, said % {"count": count})
        return redirect("network", cohort.key)
    return _form(request, form, "programmes/add_members.html", cohort=cohort)


@gate(Cohort, rule=may_lead_network, methods=["GET", "POST"])
def plan_meeting(request: Visit, cohort: Cohort) -> HttpResponse:
    """Pressed twice, it is one."""
    form = MeetingForm(request.POST or None, today=localdate(request.now))
    if request.method == "POST" and form.is_valid():
        meeting = actions.plan_network_meeting(cohort, planned=form.planned(), **_by(request))
        said = _("%(meeting)s är planerad.") % {"meeting": meeting.name}
        messages.success(request, said)
        return redirect("network", cohort.key)
    return _form(request, form, "programmes/plan_network_meeting.html", cohort=cohort)


def _form(request: Visit, form: Form, template: str, **more: Any) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, template, {"form": form, **more}, status=status)


def _by(request: Visit) -> dict[str, Any]:
    return {"by": request.user, "now": request.now}
