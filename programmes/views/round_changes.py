"""What is new in the template of a running round, and taking it in: pages for those who start the
programme's rounds."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cohorts.models import Round
from cohorts.visiting import Visit
from exchange_portal.access import gate
from programmes import actions
from programmes.actions import Refused
from programmes.rules import may_change_round
from selfassessment import actions as assessments


@gate(Round, rule=may_change_round, methods=["GET", "POST"])
def round_changes(request: Visit, round: Round) -> HttpResponse:
    """A GET shows each change and what it would do. A POST takes one in, or declines it."""
    refusal = ""
    if request.method == "POST":
        change = request.POST.get("andring", "")
        act: Any = {"by": request.user, "now": request.now}
        try:
            if request.POST.get("gor") == "ta-in":
                actions.take_change(round, change=change, **act)
                messages.success(request, _("Ändringen är intagen i omgången."))
            else:
                actions.decline_change(round, change=change, **act)
                messages.success(request, _("Ändringen tas inte in, och visas inte igen."))
        except (Refused, assessments.Refused) as reason:
            refusal = str(reason)
        else:
            return redirect("round_changes", round.key)
    return _show(request, round, refusal)


def _show(request: Visit, round: Round, refusal: str) -> HttpResponse:
    version = actions.newer_version(round, request.now)
    offers = actions.offers_of(round, version, request.now) if version else []
    context = {"round": round, "version": version, "offers": offers, "refusal": refusal}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return render(request, "programmes/round_changes.html", context, status=status)
