"""The assistant of a head: the head's meetings, answering in the head's name, the calendar."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cohorts.models import Assistant
from cohorts.queries import contact_persons
from cohorts.rules import may_assist
from cohorts.visiting import Visit, by_its_reader
from exchange_portal.access import gate
from meetings import actions
from meetings.actions import Refused
from meetings.forms import AnswerForm
from meetings.queries import calendars, calls, words
from meetings.queries.calls import Call
from meetings.views.calendar_files import calendar_file


@gate(Assistant, rule=may_assist)
def assisted(request: Visit, assistant: Assistant) -> HttpResponse:
    """The meetings ahead that the head is called to."""
    cohort = assistant.holding.seat.participation.cohort
    context = {
        "assistant": assistant,
        "meetings": calls.of_head(assistant, request.now),
        "person": contact_persons([cohort], request.now).get(cohort.pk),
    }
    return render(request, "meetings/assisted.html", context)


@gate(Assistant, rule=may_assist, methods=["GET", "POST"])
@by_its_reader
def answer_as_assistant(request: Visit, assistant: Assistant, session: UUID) -> HttpResponse:
    """Pressed twice, it is answered once."""
    call = _call(request, assistant, session)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        by: Any = {"by": request.user, "now": request.now}
        given = form.cleaned_data
        try:
            actions.answer_as_assistant(call.session, assistant=assistant, **given, **by)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _said(assistant, form))
            return redirect("assisted", assistant.key)
    return _ask(request, assistant, call, form)


@gate(Assistant, rule=may_assist)
def assisted_calendar(request: Visit, assistant: Assistant) -> HttpResponse:
    """The head's sessions ahead, as a file that calendars open."""
    meetings = calls.of_head(assistant, request.now)
    return calendar_file(request, calendars.events_of_head(assistant, meetings, request.now))


def _call(request: Visit, assistant: Assistant, key: UUID) -> Call:
    meetings = calls.of_head(assistant, request.now)
    found = (call for one in meetings for call in one.calls if call.session.key == key)
    call = next(found, None)
    if call is None:
        raise Http404
    return call


def _ask(request: Visit, assistant: Assistant, call: Call, form: AnswerForm) -> HttpResponse:
    meeting = call.session.meeting
    context = {
        "assistant": assistant,
        "session": call.session,
        "meeting": meeting,
        "name": words.meeting_name(meeting),
        "when": words.when(meeting, [call.session]),
        "whose": call.holding,
        "is_own": False,
        "standing": call.given,
        "reply": call.standing,
        "is_open": call.is_open,
        "form": form,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "meetings/answer_for_head.html", context, status=status)


def _said(assistant: Assistant, form: AnswerForm) -> str:
    name = {"name": assistant.head.name}
    if form.cleaned_data["is_coming"]:
        return _("Nu står det att %(name)s kommer, och att du har svarat.") % name
    return _("Nu står det att %(name)s inte kommer, och att du har svarat.") % name
