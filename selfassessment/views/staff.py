"""For the agency's people: who was asked, what has been handed in, and asking a group."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cohorts.rules import is_agency_staff
from cohorts.visiting import Visit
from exchange_portal.access import gate
from exchange_portal.ui.paging import page_of
from selfassessment import actions
from selfassessment.actions import Refused
from selfassessment.forms import OpenForm
from selfassessment.queries import for_staff, words


@gate(rule=is_agency_staff)
def staff_assessments(request: Visit) -> HttpResponse:
    """Institution for institution: what has been handed in, and what has not."""
    user, now = request.user, request.now
    cohort = _key(request, "grupp")
    page = page_of(request, for_staff.asked_of(user, now, cohort=cohort))
    rows = [(one, words.to_staff(one, is_submitted=bool(one.submitted), now=now)) for one in page]
    context = {
        "page": page,
        "rows": rows,
        "cohorts": for_staff.cohorts_to_choose(user, now),
        "cohort": cohort,
    }
    return render(request, "selfassessment/staff_assessments.html", context)


@gate(rule=is_agency_staff, methods=["GET", "POST"])
def open_assessments(request: Visit) -> HttpResponse:
    """Ask every institution of a group. Pressed twice, they are asked once."""
    data = request.POST if request.method == "POST" else None
    form = OpenForm(data, user=request.user, now=request.now)
    if data is not None and form.is_valid():
        told = form.cleaned_data
        participations = told["cohort"].participations.order_by("pk")
        facts = {name: told[name] for name in ("version", "opens_on", "due_on")}
        try:
            actions.open_for_all(participations, **facts, by=request.user, now=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Självskattningen är öppnad för gruppen."))
            return redirect("staff_assessments")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "selfassessment/open.html", {"form": form}, status=status)


def _key(request: Visit, name: str) -> UUID | None:
    """A key from the address; anything else counts as none."""
    try:
        return UUID(request.GET.get(name, ""))
    except ValueError:
        return None
