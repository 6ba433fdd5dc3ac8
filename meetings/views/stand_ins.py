"""Whoever has a seat does not come to a meeting: does somebody come instead?"""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cohorts.actions import Refused as RefusedOfCohorts
from cohorts.forms import WhoForm
from cohorts.models import DAYS_AFTER_MEETING, Holding, Seat
from cohorts.queries import held_by
from cohorts.rules import may_name_stand_in
from cohorts.visiting import Visit
from exchange_portal.access import gate
from meetings import actions
from meetings.actions import Refused
from meetings.models import Meeting
from meetings.queries import words
from meetings.queries.calling import sessions_for


@gate(Seat, rule=may_name_stand_in, methods=["GET", "POST"])
def stand_in_at_meeting(request: Visit, seat: Seat, meeting: UUID) -> HttpResponse:
    """Someone known at the institution, or someone new. Pressed twice, once."""
    shown = _meeting(request, seat, meeting)
    form = WhoForm(request.POST or None, seat=seat, now=request.now)
    status = HTTPStatus.OK
    if request.method == "POST":
        if form.is_valid() and (holding := _named(request, shown, seat, form)):
            words_of = {"name": holding.user.name, "meeting": shown.name}
            messages.success(request, _("%(name)s kommer som ersättare. %(meeting)s.") % words_of)
            return redirect("meeting", shown.key)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    holder = held_by(seat, request.now)
    context = {
        "seat": seat,
        "meeting": shown,
        "when": words.when(shown, sessions_for(shown, [seat.function_id])),
        "form": form,
        "holder": holder and holder.user,
        "days_after": DAYS_AFTER_MEETING,
    }
    return render(request, "meetings/stand_in.html", context, status=status)


def _meeting(request: Visit, seat: Seat, key: UUID) -> Meeting:
    """One of the seat's own cohort."""
    seen = Meeting.objects.visible_to(request.user, request.now)
    found = seen.filter(key=key, cohort=seat.participation.cohort_id).first()
    if found is None:
        raise Http404
    return found


def _named(request: Visit, meeting: Meeting, seat: Seat, form: WhoForm) -> Holding | None:
    given = form.cleaned_data
    try:
        return actions.name_for_meeting(
            meeting,
            seat=seat,
            user=given["person"],
            name=given["name"],
            email=given["address"],
            by=request.user,
            now=request.now,
        )
    except (Refused, RefusedOfCohorts) as refusal:
        form.add_error(None, str(refusal))
        return None
