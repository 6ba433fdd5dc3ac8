"""What a round asks in its preparation: for those who run one of its groups."""

from datetime import timedelta
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cohorts.models import Round
from cohorts.visiting import Visit
from exchange_portal.access import gate
from preparation import actions
from preparation.actions import Plan
from preparation.forms import PlanForm
from preparation.queries.confirming import plan_of
from preparation.rules import may_plan

# As it has been: two days in the preparation, three half-days for each of five meetings.
PREPARATION_HOURS, MEETING_HOURS = 16, 60
BEFORE_END = timedelta(days=14)


@gate(Round, rule=may_plan, methods=["GET", "POST"])
def plan(request: Visit, round: Round) -> HttpResponse:
    standing = plan_of(round)
    form = PlanForm(request.POST or None, standing=standing, suggested=_suggested(round))
    if request.method == "POST" and form.is_valid():
        actions.plan_preparation(round, plan=form.plan, by=request.user, now=request.now)
        messages.success(request, _("Sparat. Institutionerna ser det på sina sidor nu."))
        return redirect("plan_preparation", round.key)
    context = {"round": round, "standing": standing, "form": form}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "preparation/plan.html", context, status=status)


def _suggested(round: Round) -> Plan:
    first, last = round.preparation_starts_on, round.preparation_ends_on
    return Plan(
        confirm_by=first,
        preparation_hours=PREPARATION_HOURS,
        meeting_hours=MEETING_HOURS,
        course_due_on=max(first, last - BEFORE_END),
    )
