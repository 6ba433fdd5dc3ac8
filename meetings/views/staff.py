"""What has been handed in, for the agency's people. That a draft exists shows nowhere here."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from cohorts.rules import is_agency_staff
from cohorts.visiting import Visit
from exchange_portal.access import gate
from exchange_portal.ui.paging import page_of
from meetings.models import Assignment
from meetings.queries.handed_in import (
    cohort_of,
    cohorts_to_choose,
    expected,
    rows,
)


@gate(rule=is_agency_staff)
def staff_submissions(request: Visit) -> HttpResponse:
    """Institution for institution: what has been handed in, and what has not."""
    user, now = request.user, request.now
    assignment = _key(request, "uppgift")
    cohort = _key(request, "grupp") or cohort_of(user, now, assignment)
    page = page_of(request, expected(user, now, cohort=cohort, assignment=assignment))
    context = {
        "page": page,
        "rows": rows(page, now),
        "cohorts": cohorts_to_choose(user, now),
        "cohort": cohort,
        "assignments": _assignments(request, cohort),
        "assignment": assignment,
    }
    return render(request, "meetings/staff_submissions.html", context)


def _key(request: Visit, name: str) -> UUID | None:
    """A key from the address; anything else counts as none."""
    try:
        return UUID(request.GET.get(name, ""))
    except ValueError:
        return None


def _assignments(request: Visit, cohort: UUID | None) -> list[Assignment]:
    """To choose among once a group is chosen."""
    if cohort is None:
        return []
    asked = Assignment.objects.visible_to(request.user, request.now).opened(request.now)
    return list(asked.filter(cohort__key=cohort).order_by("-due_on", "pk"))
