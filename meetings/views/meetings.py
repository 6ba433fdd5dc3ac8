"""A meeting: when, where, about what, who comes. And its sessions in people's own calendars."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.models import Holding
from cohorts.visiting import Visit, by_its_reader
from exchange_portal.access import gate
from exchange_portal.ui.paging import page_by
from meetings import actions
from meetings.actions import Refused
from meetings.forms import AnswerForm
from meetings.models import Meeting, Session
from meetings.queries import attending, calendars, words
from meetings.queries.instead import instead_of
from meetings.queries.meeting_page import MeetingPage, Part, can_be_answered
from meetings.queries.presentations import Turn, turns
from meetings.rules import is_guest_at, may_answer
from meetings.views.calendar_files import calendar_file
from meetings.views.guests import guest_meeting

HOUSES = 10  # institutions on a page, each with all of its people


@gate(Meeting)
def meeting(request: Visit, meeting: Meeting) -> HttpResponse:
    if is_guest_at(request.user, meeting, request.now):
        return guest_meeting(request, meeting)
    shown = MeetingPage(meeting, request.user, request.now)
    page = page_by(request, shown.houses, per_page=HOUSES)
    context = {
        "meeting": meeting,
        "name": words.meeting_name(meeting),
        "when": words.when(meeting, [part.session for part in shown.mine or shown.parts]),
        "is_on_screen": words.is_on_screen(meeting),
        "shown": shown,
        "mine": _asked(shown),
        "page": page,
        "asks_colleagues": any(house.is_waiting for house in page),
        "turns": _turns(shown),
    }
    return render(request, "meetings/meeting.html", context)


@gate(Session, rule=may_answer, methods=["GET", "POST"])
@by_its_reader
def answer(request: Visit, session: Session, holding: UUID) -> HttpResponse:
    """Answer for oneself or for a colleague. Pressed twice, it is answered once."""
    whose = _holding(request, session, holding)
    if request.method != "POST":
        return _ask(request, session, whose, AnswerForm())
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            actions.answer_invitation(
                session, holding=whose, by=request.user, now=request.now, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _said(whose, form, is_own=whose.user == request.user))
            return redirect(_next(request, session, whose, form))
    return _ask(request, session, whose, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@gate(Session)
def session_calendar(request: Visit, session: Session) -> HttpResponse:
    """The session as a file that calendars open. A meeting without a date has none."""
    return calendar_file(request, calendars.event_of_session(session, request.user, request.now))


@gate(Meeting)
def meeting_calendar(request: Visit, meeting: Meeting) -> HttpResponse:
    """One's own sessions of the day as such a file."""
    return calendar_file(request, calendars.events_of_day(meeting, request.user, request.now))


def _turns(shown: MeetingPage) -> list[Turn]:
    """Who presents themselves when, at a kick-off: for those who are called, and for staff."""
    is_theirs = shown.mine or not shown.place
    if shown.meeting.kind != Meeting.Kind.KICKOFF or not is_theirs:
        return []
    return turns(shown.meeting, shown.user, shown.now)


def _asked(shown: MeetingPage) -> list[tuple[Part, AnswerForm, str]]:
    """The reader's sessions, each with the form to answer and the kind of its first button: that
    of the first session that waits for an answer leads the page."""
    waiting = [part for part in shown.mine if part.is_open and not part.is_answered]
    return [
        (
            part,
            AnswerForm(auto_id=f"svar-{part.session.key}-%s"),
            "primary" if part in waiting[:1] else "secondary",
        )
        for part in shown.mine
    ]


def _holding(request: Visit, session: Session, key: UUID) -> Holding:
    try:
        return attending.answered_by(session, request.user, request.now)[key]
    except KeyError:
        raise Http404 from None


def _next(request: Visit, session: Session, whose: Holding, form: AnswerForm) -> str:
    """Whoever does not come is asked at once whether somebody else does, if they may say who."""
    meeting, is_absent = session.meeting, not form.cleaned_data["is_coming"]
    if is_absent and not whose.is_stand_in:
        way = instead_of(whose, meeting, request.user, request.now)
        return way.url or reverse("meeting", args=[meeting.key])
    return reverse("meeting", args=[meeting.key])


def _ask(
    request: Visit, session: Session, whose: Holding, form: AnswerForm, status: int = HTTPStatus.OK
) -> HttpResponse:
    standing = attending.standing_answer(session, whose)
    context = {
        "session": session,
        "meeting": session.meeting,
        "name": words.meeting_name(session.meeting),
        "when": words.when(session.meeting, [session]),
        "whose": whose,
        "is_own": whose.user == request.user,
        "standing": standing,
        "reply": words.reply(standing, session.meeting, is_over=session.is_over(request.now)),
        "is_open": can_be_answered(session, request.now),
        "form": form,
    }
    return render(request, "meetings/answer.html", context, status=status)


def _said(whose: Holding, form: AnswerForm, *, is_own: bool) -> str:
    is_coming = form.cleaned_data["is_coming"]
    if is_own:
        return _("Tack, du kommer.") if is_coming else _("Tack för beskedet: du kommer inte.")
    name = {"name": whose.user}
    if is_coming:
        return _("Nu står det att %(name)s kommer.") % name
    return _("Nu står det att %(name)s inte kommer.") % name
