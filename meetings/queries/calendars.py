"""Sessions as they stand in calendars."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from cohorts.models import User
from exchange_portal.ics import Event
from exchange_portal.ui.texts import local
from meetings.models import Session
from meetings.queries import words
from meetings.queries.todos import sessions_for


def events_of(session: Session, user: User, now: datetime) -> list[Event]:
    """The session, with the others of the same meeting that the user is called to. None while the
    meeting has no date."""
    own = [one for one in sessions_for(user, now) if one.meeting_id == session.meeting_id]
    chosen = own if session in own else [session]
    return [event for event in map(event_of, chosen) if event is not None]


def event_of(session: Session) -> Event | None:
    """None while the meeting has no date."""
    meeting = session.meeting
    if meeting.held_on is None:
        return None
    return Event(
        uid=str(session.key),
        sequence=session.sequence,
        starts=datetime.combine(meeting.held_on, session.starts_at),
        ends=datetime.combine(meeting.held_on, session.ends_at),
        zone=session.zone,
        summary=f"{words.meeting_name(meeting)}: {local(meeting, 'theme')}",
        location=meeting.place,
        url=settings.PORTAL_URL + reverse("cohort", args=[meeting.cohort.key]),
    )
