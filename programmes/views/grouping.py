"""Groups proposed of those that wait for a round: moved by hand, and then on to the round."""

from django.http import HttpResponse
from django.shortcuts import render

from cohorts.visiting import Visit
from exchange_portal.access import gate
from programmes.grouping import Sorting
from programmes.models import ExpressionOfInterest, TemplateVersion
from programmes.rules import may_start_round


@gate(TemplateVersion, rule=may_start_round, methods=["GET", "POST"])
def propose_groups(request: Visit, version: TemplateVersion) -> HttpResponse:
    """Nothing is kept: who is in which group goes to and fro on the page, until a round is
    started."""
    waiting = ExpressionOfInterest.objects.waiting_for_a_round(version.template.programme)
    sorting = Sorting(waiting.order_by("pk"), request.POST if request.method == "POST" else None)
    context = {"version": version, "sorting": sorting}
    return render(request, "programmes/propose_groups.html", context)
