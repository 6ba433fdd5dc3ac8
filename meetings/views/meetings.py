"""Sessions in people's own calendars."""

from django.http import Http404, HttpResponse

from exchange_portal import ics
from exchange_portal.access import gate
from meetings.models import Session
from meetings.queries.calendars import events_of
from meetings.views.visit import Visit


@gate(Session)
def session_calendar(request: Visit, session: Session) -> HttpResponse:
    """The day's sessions as a file that calendars open. A meeting without a date has none."""
    events = events_of(session, request.user, request.now)
    if not events:
        raise Http404
    calendar = ics.calendar(events, now=request.now)
    response = HttpResponse(calendar, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="traff.ics"'
    return response
