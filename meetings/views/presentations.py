"""The presentations at a meeting: who is when, the slides, and the time in the room."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cohorts.models import Participation
from cohorts.visiting import Visit
from exchange_portal.access import gate
from meetings import actions
from meetings.forms import MinutesForm, TurnForm
from meetings.models import Meeting
from meetings.queries import words
from meetings.queries.presentations import turns
from meetings.rules import is_of_cohort, may_arrange


@gate(Meeting, rule=is_of_cohort)
def presentations(request: Visit, meeting: Meeting) -> HttpResponse:
    return _show(request, meeting)


@gate(Meeting, rule=may_arrange, methods=["POST"])
def place_presentation(request: Visit, meeting: Meeting) -> HttpResponse:
    """Each button says where the institution comes, so that pressed twice it comes there once."""
    places = Participation.objects.filter(cohort=meeting.cohort_id)
    form = TurnForm(request.POST, places=places)
    if form.is_valid():
        actions.place_presentation(meeting, **form.cleaned_data, by=request.user, now=request.now)
        messages.success(request, _("Ordningen är ändrad."))
    return redirect("presentations", meeting.key)


@gate(Meeting, rule=may_arrange, methods=["POST"])
def presentation_minutes(request: Visit, meeting: Meeting) -> HttpResponse:
    form = MinutesForm(request.POST)
    if not form.is_valid():
        return _show(request, meeting, form)
    minutes = form.cleaned_data["minutes"]
    actions.set_presentation_minutes(meeting, minutes=minutes, by=request.user, now=request.now)
    messages.success(request, _("Tiden är ändrad."))
    return redirect("presentations", meeting.key)


def _show(request: Visit, meeting: Meeting, form: MinutesForm | None = None) -> HttpResponse:
    found = turns(meeting, request.user, request.now, files=True)
    minutes = found[0].minutes if found else None
    context = {
        "meeting": meeting,
        "name": words.meeting_name(meeting),
        "turns": found,
        "minutes": sum(turn.minutes for turn in found),
        "may_arrange": may_arrange(request.user, meeting, request.now),
        "form": form or MinutesForm(initial={"minutes": minutes}),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form else HTTPStatus.OK
    return render(request, "meetings/presentations.html", context, status=status)
