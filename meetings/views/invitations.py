"""What one is called to, alone: what a link from a mail opens, and what those who are logged in
find behind the same link."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cohorts.visiting import Visit, by_its_reader
from exchange_portal.access import gate
from meetings import actions
from meetings.actions import Refused
from meetings.forms import AnswerForm
from meetings.links import COME
from meetings.models import Meeting
from meetings.queries import calendars
from meetings.queries.calls import Call, CalledTo, of_meeting
from meetings.rules import is_called
from meetings.views.calendar_files import calendar_file


@gate(Meeting, rule=is_called, methods=["GET", "POST"], by_link=COME)
@by_its_reader
def invitation(request: Visit, meeting: Meeting) -> HttpResponse:
    """Yes or no for oneself, session for session. Pressed twice, it is answered once."""
    shown = _called(request, meeting)
    if request.method != "POST":
        return _show(request, shown)
    call, form = _chosen(request, shown), AnswerForm(request.POST)
    if call is None:
        messages.warning(request, _("Passet är inte ditt längre. Se vad som gäller nu."))
        return _show(request, shown, status=HTTPStatus.CONFLICT)
    if form.is_valid():
        given = form.cleaned_data | {"by": request.user, "now": request.now}
        try:
            actions.answer_invitation(call.session, holding=call.holding, **given)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            is_coming = form.cleaned_data["is_coming"]
            said = _("Tack, du kommer.") if is_coming else _("Tack för beskedet: du kommer inte.")
            messages.success(request, said)
            return redirect("invitation", meeting.key)
    return _show(request, shown, call, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@gate(Meeting, rule=is_called, by_link=COME)
def invitation_calendar(request: Visit, meeting: Meeting) -> HttpResponse:
    """One's own sessions of the day, as a file that calendars open."""
    return calendar_file(request, calendars.events_of_day(meeting, request.user, request.now))


def _called(request: Visit, meeting: Meeting) -> CalledTo:
    shown = of_meeting(meeting, request.user, request.now)
    if shown is None:
        raise Http404
    return shown


def _chosen(request: Visit, shown: CalledTo) -> Call | None:
    key = request.POST.get("pass")
    return next((one for one in shown.calls if str(one.session.key) == key), None)


def _show(
    request: Visit,
    shown: CalledTo,
    sent: Call | None = None,
    form: AnswerForm | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    asked = [
        (one, form if form and one is sent else AnswerForm(auto_id=f"svar-{one.session.key}-%s"))
        for one in shown.calls
    ]
    context = {"shown": shown, "meeting": shown.meeting, "asked": asked, "form": form}
    return render(request, "meetings/invitation.html", context, status=status)
