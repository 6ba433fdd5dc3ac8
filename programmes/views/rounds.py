"""Starting a round from a template, and the dates of its meetings: pages for staff."""

from http import HTTPStatus
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cohorts.models import Round
from cohorts.rules import is_administrator
from cohorts.visiting import Visit
from cohorts.words import cohort_in_sentence
from exchange_portal.access import gate
from exchange_portal.ui.paging import page_of
from exchange_portal.ui.texts import day
from meetings.models import Meeting
from meetings.queries.words import meeting_name
from preparation.queries.confirming import plan_of
from programmes import actions, queries
from programmes.actions import Refused, Start
from programmes.dates import groups_of, preview_of, side_by_side
from programmes.drafts import drafts_of, retired_templates
from programmes.forms import DateForm, Sheet, TokenForm, VersionForm
from programmes.mentors import links, taking_part
from programmes.models import TemplateVersion
from programmes.outline import ahead_of, outline_of
from programmes.rules import (
    may_change_round,
    may_follow_round,
    may_set_date,
    may_start_round,
    may_start_rounds,
)

UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY


@gate(rule=may_start_rounds)
def round_templates(request: Visit) -> HttpResponse:
    context = {
        "page": page_of(request, queries.templates_to_start(request.user, request.now)),
        "drafts": drafts_of(request.user, request.now),
        "retired": retired_templates(request.user, request.now),
    }
    return render(request, "programmes/round_templates.html", context)


@gate(TemplateVersion, rule=may_start_round)
def round_template(request: Visit, version: TemplateVersion) -> HttpResponse:
    """What a template holds, before it is chosen."""
    context = {"version": version, "outline": outline_of(version), "form_key": uuid4()}
    return render(request, "programmes/round_template.html", context)


@gate(TemplateVersion, rule=may_start_round, methods=["GET", "POST"])
def plan_round(request: Visit, version: TemplateVersion) -> HttpResponse:
    """The form, with one group more if that is asked for, or what would be made. Nothing is made
    here: what is filled in goes to and fro on the page."""
    is_asked = request.POST.get("gor") == "granska"
    sheet = _sheet(request, version, is_asked=is_asked)
    start = sheet.start() if is_asked else None
    if start is not None:
        return _show_preview(request, sheet, start)
    return _show_form(request, sheet, status=UNPROCESSABLE if is_asked else HTTPStatus.OK)


@gate(TemplateVersion, rule=may_start_round, methods=["POST"])
def start_round(request: Visit, version: TemplateVersion) -> HttpResponse:
    """The button of the preview. Pressed again, it leads to the same round."""
    pressed = TokenForm(request.POST)
    begun = queries.begun_by(pressed.cleaned_data["token"]) if pressed.is_valid() else None
    if begun is not None:
        return redirect("round_meetings", begun.key)
    sheet = _sheet(request, version, is_asked=True)
    start = sheet.start()
    if start is not None and pressed.is_valid():
        try:
            token = pressed.cleaned_data["token"]
            round = actions.start_round(
                version, start=start, token=token, by=request.user, now=request.now
            )
        except Refused as refusal:
            sheet.refuse(refusal)
        else:
            messages.success(request, _("Omgången är startad. Sätt datum och bjud in människor."))
            return redirect("round_meetings", round.key)
    return _show_form(request, sheet, status=UNPROCESSABLE)


def _sheet(request: Visit, version: TemplateVersion, *, is_asked: bool) -> Sheet:
    data = request.POST if request.method == "POST" else None
    return Sheet(version, user=request.user, now=request.now, data=data, is_asked=is_asked)


def _show_form(request: Visit, sheet: Sheet, *, status: int) -> HttpResponse:
    context = {
        "sheet": sheet,
        "version": sheet.version,
        "adds_institutions": is_administrator(request.user, request.now),
    }
    return render(request, "programmes/plan_round.html", context, status=status)


def _show_preview(request: Visit, sheet: Sheet, start: Start) -> HttpResponse:
    context = {
        "sheet": sheet,
        "version": sheet.version,
        "start": start,
        "ahead": ahead_of(sheet.version, start),
        "token": uuid4(),
    }
    return render(request, "programmes/round_preview.html", context)


@gate(Round, rule=may_follow_round)
def round_meetings(request: Visit, round: Round) -> HttpResponse:
    """The groups of a round side by side: when each of them meets."""
    groups = groups_of(round, request.user, request.now)
    context = {
        "round": round,
        "groups": groups,
        "rows": side_by_side(groups),
        "chain": links(taking_part(groups)),
        "may_plan": may_change_round(request.user, round, request.now),
        "today": localdate(request.now),
        "preparation": plan_of(round),
        "preparation_url": f"{reverse('staff_readiness')}?omgang={round.key}",
        "newer": actions.news_for(round, request.now)
        if may_change_round(request.user, round, request.now)
        else None,
        "invited_url": f"{reverse('staff_invitations')}?omgang={round.key}",
    }
    return render(request, "programmes/round_meetings.html", context)


@gate(Meeting, rule=may_set_date, methods=["GET", "POST"])
def meeting_date(request: Visit, meeting: Meeting) -> HttpResponse:
    """A date is asked about by a GET, which shows what it would do, and set by a POST."""
    if request.method == "POST":
        return _set_date(request, meeting)
    form = DateForm(request.GET) if "datum" in request.GET else DateForm()
    return _show_date(request, meeting, form)


def _set_date(request: Visit, meeting: Meeting) -> HttpResponse:
    form = VersionForm(request.POST)
    if form.is_valid():
        held_on, version = form.cleaned_data["datum"], form.cleaned_data["version"]
        try:
            meeting, _is_new = actions.set_date(
                meeting, held_on=held_on, version=version, by=request.user, now=request.now
            )
        except Refused as refusal:
            form.add_error("datum", str(refusal))
        else:
            messages.success(request, _told(meeting))
            if meeting.cohort.round is None:
                return redirect("cohort", meeting.cohort.key)
            return redirect("round_meetings", meeting.cohort.round.key)
    return _show_date(request, meeting, form)


def _told(meeting: Meeting) -> str:
    words = {
        "meeting": meeting_name(meeting),
        "group": cohort_in_sentence(meeting.cohort),
        "day": day(meeting.held_on) if meeting.held_on else "",
    }
    return _("%(meeting)s i %(group)s är %(day)s.") % words


def _show_date(request: Visit, meeting: Meeting, form: DateForm) -> HttpResponse:
    fresh = Meeting.objects.select_related("cohort__round").get(pk=meeting.pk)
    held_on = form.cleaned_data.get("datum") if form.is_bound and form.is_valid() else None
    if held_on is not None:
        try:
            actions.check_date(fresh, held_on)
        except Refused as refusal:
            form.add_error("datum", str(refusal))
    if form.is_bound and form.errors:
        held_on = None
    context = {
        "meeting": fresh,
        "name": meeting_name(fresh),
        "form": form,
        "preview": preview_of(fresh, held_on, request.now) if held_on else None,
        "is_same": held_on is not None and held_on == fresh.held_on,
    }
    status = UNPROCESSABLE if form.is_bound and form.errors else HTTPStatus.OK
    return render(request, "programmes/meeting_date.html", context, status=status)
