"""A coordinator's colleagues who have not said whether they come to a meeting."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from cohorts.asking import asked_in_words, is_id
from cohorts.visiting import Visit
from exchange_portal.access import gate
from meetings import actions
from meetings.actions import Refused
from meetings.models import Meeting
from meetings.queries import words
from meetings.queries.missing import colleagues_missing
from meetings.rules import may_ask_colleagues


@gate(Meeting, rule=may_ask_colleagues, methods=["GET", "POST"])
def ask_colleagues(request: Visit, meeting: Meeting) -> HttpResponse:
    """Who is missing, and a mail to those chosen. Pressed twice, it is sent once."""
    refusal = None
    if request.method == "POST":
        chosen = {int(one) for one in request.POST.getlist("person") if is_id(one)}
        try:
            count = actions.ask_colleagues(meeting, people=chosen, by=request.user, now=request.now)
        except Refused as told:
            refusal = told
        else:
            messages.success(request, asked_in_words(count))
            return redirect("meeting", meeting.key)
    missing = colleagues_missing(meeting, request.user, request.now)
    context = {
        "meeting": meeting,
        "name": words.meeting_name(meeting),
        "missing": missing,
        "can_ask": not all(one.is_reminded for one in missing),
        "refusal": refusal,
    }
    status = HTTPStatus.CONFLICT if refusal else HTTPStatus.OK
    return render(request, "meetings/ask_colleagues.html", context, status=status)
