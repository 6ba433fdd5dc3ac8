"""A meeting as its guests see it: the page, their answer, and what they share with it."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.models import Engagement, Institution
from cohorts.visiting import Visit, by_its_reader
from exchange_portal.access import gate
from exchange_portal.files.actions import FileRefused
from exchange_portal.files.forms import received
from exchange_portal.pages.models import PageText
from exchange_portal.pages.queries import text
from materials import actions as materials
from materials.forms import ShareForm
from materials.queries.places import guest_place
from meetings import actions
from meetings.actions import Refused
from meetings.forms import AnswerForm
from meetings.models import Meeting, Session
from meetings.occasions import occasion_of
from meetings.queries import attending, words
from meetings.queries.calling import visit_of
from meetings.queries.guest_page import GuestPage
from meetings.queries.meeting_page import can_be_answered
from meetings.rules import is_guest_at, may_answer_as_guest


def guest_meeting(request: Visit, meeting: Meeting) -> HttpResponse:
    """In place of the page that the group sees."""
    shown = GuestPage(meeting, request.user, request.now)
    waiting = [part for part in shown.parts if part.is_open and not part.is_answered]
    asked = [
        (
            part,
            AnswerForm(auto_id=f"svar-{part.session.key}-%s"),
            "primary" if part in waiting[:1] else "secondary",
        )
        for part in shown.parts
    ]
    context = {
        "meeting": meeting,
        "name": words.meeting_name(meeting),
        "when": words.when(meeting, [part.session for part in shown.parts]),
        "is_on_screen": words.is_on_screen(meeting),
        "shown": shown,
        "asked": asked,
    }
    return render(request, "meetings/guest_meeting.html", context)


@gate(Session, rule=may_answer_as_guest, methods=["GET", "POST"])
@by_its_reader
def answer_as_guest(request: Visit, session: Session) -> HttpResponse:
    """A guest answers for themselves. Pressed twice, it is answered once."""
    visit = _visit(request, session.meeting)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.answer_as_guest(session, visit=visit, by=request.user, now=request.now, **given)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            said = _("Tack, du kommer.") if given["is_coming"] else _("Tack, du kommer inte.")
            messages.success(request, said)
            return redirect("meeting", session.meeting.key)
    return _ask(request, session, visit, form)


@gate(Meeting, rule=is_guest_at, methods=["GET", "POST"])
def share_as_guest(request: Visit, meeting: Meeting) -> HttpResponse:
    """A file to everyone at the meeting."""
    place = guest_place(occasion_of(meeting), _house(request, meeting), meeting.cohort)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ShareForm([place], *sent)
    if form.is_valid():
        try:
            material = materials.share_material(
                place.target, **form.shared(), by=request.user, now=request.now
            )
        except materials.Refused as refusal:
            form.refuse(None, refusal)
        except FileRefused as refusal:
            form.refuse("upload", refusal)
        else:
            said = _("«%(title)s» är delat.") % {"title": material.title_sv}
            return received(request, said, reverse("meeting", args=[meeting.key]))
    return _share_form(request, meeting, form)


def _share_form(request: Visit, meeting: Meeting, form: ShareForm) -> HttpResponse:
    context = {
        "form": form,
        "law": text(PageText.Slug.SHARING),
        "lead": f"{words.meeting_name(meeting)}, {meeting.cohort}",
        "back": reverse("meeting", args=[meeting.key]),
        "back_label": _("Till träffen"),
        "is_writable": True,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "materials/share.html", context, status=status)


def _visit(request: Visit, meeting: Meeting) -> Engagement:
    visit = visit_of(meeting, request.user, request.now)
    if visit is None:
        raise Http404
    return visit


def _house(request: Visit, meeting: Meeting) -> Institution:
    """The institution that the reader is a guest of."""
    guest = _visit(request, meeting).guest
    if guest is None:
        raise Http404
    return guest.institution


def _ask(request: Visit, session: Session, visit: Engagement, form: AnswerForm) -> HttpResponse:
    standing = attending.standing_answer(session, visit)
    context = {
        "session": session,
        "meeting": session.meeting,
        "name": words.meeting_name(session.meeting),
        "when": words.when(session.meeting, [session]),
        "whose": visit,
        "is_own": True,
        "standing": standing,
        "reply": words.reply(standing, session.meeting, is_over=session.is_over(request.now)),
        "is_open": can_be_answered(session, request.now),
        "form": form,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "meetings/answer.html", context, status=status)
