"""Sessions as a file that calendars open."""

from collections.abc import Iterable

from django.http import Http404, HttpResponse

from cohorts.visiting import Visit
from exchange_portal import ics


def calendar_file(request: Visit, events: Iterable[ics.Event]) -> HttpResponse:
    """Without any event there is no such file."""
    chosen = list(events)
    if not chosen:
        raise Http404
    calendar = ics.calendar(chosen, now=request.now)
    response = HttpResponse(calendar, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="traff.ics"'
    return response
