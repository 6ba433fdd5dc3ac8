"""Sessions as they stand in calendars."""

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.models import Assistant, User, rights_of
from cohorts.queries import ContactPerson, contact_persons
from exchange_portal.ics import Event
from exchange_portal.ui.texts import local
from meetings.models import Meeting, Session
from meetings.queries import words
from meetings.queries.calling import guest_sessions, own_sessions
from meetings.queries.calls import CalledTo
from meetings.rules import is_guest_at


def events_of_day(meeting: Meeting, user: User, now: datetime) -> list[Event]:
    """The sessions of the meeting that the user is called to; whoever runs the cohort gets them
    all. None while the meeting has no date."""
    if is_guest_at(user, meeting, now):
        return _events(guest_sessions(meeting), meeting, now, is_called=True)
    places = rights_of(user, now).participations()
    if meeting.cohort_id in {place.cohort_id for place in places}:
        return _events(own_sessions(meeting, user, now), meeting, now, is_called=True)
    everything = meeting.sessions.order_by("starts_at", "pk")
    return _events(everything, meeting, now, is_called=False)


def event_of_session(session: Session, user: User, now: datetime) -> list[Event]:
    """The session alone. None while the meeting has no date."""
    meeting = session.meeting
    is_called = is_guest_at(user, meeting, now) or session in own_sessions(meeting, user, now)
    return _events([session], meeting, now, is_called=is_called)


def events_of_head(
    assistant: Assistant, meetings: Iterable[CalledTo], now: datetime
) -> list[Event]:
    """What the head is called to, for the assistant's eyes: it leads to the assistant's page."""
    page = reverse("assisted", args=[assistant.key])
    found = []
    for one in meetings:
        sessions = [call.session for call in one.calls if not call.is_over]
        found += _events(sessions, one.meeting, now, is_called=True, page=page)
    return found


def _events(
    sessions: Iterable[Session],
    meeting: Meeting,
    now: datetime,
    *,
    is_called: bool,
    page: str = "",
) -> list[Event]:
    if meeting.held_on is None:
        return []
    contact = contact_persons([meeting.cohort], now).get(meeting.cohort_id)
    where = _where(meeting, contact, is_called=is_called)
    url = settings.PORTAL_URL + (page or reverse("meeting", args=[meeting.key]))
    return [_event(session, meeting, meeting.held_on, where, url) for session in sessions]


def _event(session: Session, meeting: Meeting, held_on: date, where: str, url: str) -> Event:
    return Event(
        uid=str(session.key),
        sequence=session.sequence,
        starts=datetime.combine(held_on, session.starts_at),
        ends=datetime.combine(held_on, session.ends_at),
        zone=session.zone,
        summary=f"{words.meeting_name(meeting)}: {local(meeting, 'theme')}",
        description=where,
        location=meeting.place,
        url=url,
    )


def _where(meeting: Meeting, contact: ContactPerson | None, *, is_called: bool) -> str:
    """A meeting on screen needs a link: it stands here for those who are called; while there is
    none it is the contact person who sends it."""
    if meeting.link and is_called:
        return _("Länk till träffen: %(link)s") % {"link": meeting.link}
    if not words.is_on_screen(meeting):
        return _("Plats: %(place)s.") % {"place": meeting.place}
    if meeting.link:
        return _("Länken till träffen ser de som är kallade på träffens sida.")
    if contact is None:
        return _("Länken till träffen kommer från er kontaktperson.")
    whom = {"name": contact.name, "email": contact.email}
    return _("Länken till träffen kommer från er kontaktperson, %(name)s, %(email)s.") % whom
