"""Sessions as they stand in calendars."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.models import User
from cohorts.queries import ContactPerson, contact_persons
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
    cohort = session.meeting.cohort
    contact = contact_persons([cohort], now).get(cohort.pk)
    events = [event_of(one, contact) for one in chosen]
    return [event for event in events if event is not None]


def event_of(session: Session, contact: ContactPerson | None = None) -> Event | None:
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
        description=_where(meeting.place, contact),
        location=meeting.place,
        url=settings.PORTAL_URL + reverse("cohort", args=[meeting.cohort.key]),
    )


def _where(place: str, contact: ContactPerson | None) -> str:
    """A meeting on screen needs a link, and it is the contact person who sends it."""
    if place and "digital" not in place.lower():
        return _("Plats: %(place)s.") % {"place": place}
    if contact is None:
        return _("Länken till träffen kommer från er kontaktperson.")
    whom = {"name": contact.name, "email": contact.email}
    return _("Länken till träffen kommer från er kontaktperson, %(name)s, %(email)s.") % whom
