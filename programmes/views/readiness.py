"""Who is ready for the exchange: the institution's own page, and the staff's of a round."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cohorts.models import Participation, rights_of
from cohorts.queries import known
from cohorts.rules import belongs_to, is_agency_staff
from cohorts.visiting import Visit
from exchange_portal.access import gate
from exchange_portal.ui.paging import page_of
from preparation.rules import may_follow
from programmes import actions, queries
from programmes import readiness as ready
from programmes.actions import Refused
from programmes.forms import PassForm
from programmes.rules import may_let_through
from programmes.steps import Group, choose


@gate(Participation, rule=may_follow)
def readiness(request: Visit, participation: Participation) -> HttpResponse:
    return _show(request, participation)


def _show(
    request: Visit, participation: Participation, form: PassForm | None = None
) -> HttpResponse:
    is_own = belongs_to(request.user, participation, request.now)
    place = known(request.user, participation, request.now)
    told = ready.readiness(place, request.now, is_own=is_own)
    runs = may_let_through(request.user, place, request.now)
    context = {
        "participation": place,
        "told": told,
        "is_own": is_own,
        "runs": runs,
        "form": (form or PassForm()) if runs and not told.verdict.is_through else None,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form else HTTPStatus.OK
    return render(request, "programmes/readiness.html", context, status=status)


@gate(Participation, rule=may_let_through, methods=["POST"])
def let_through(request: Visit, participation: Participation) -> HttpResponse:
    """With a reason that the institution reads."""
    form = PassForm(request.POST)
    if form.is_valid():
        try:
            actions.let_through(
                participation,
                reason=form.cleaned_data["reason"],
                by=request.user,
                now=request.now,
            )
        except Refused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("Institutionen är släppt igenom."))
        return redirect("readiness", participation.key)
    return _show(request, participation, form)


@gate(Participation, rule=may_let_through, methods=["POST"])
def take_back(request: Visit, participation: Participation) -> HttpResponse:
    if actions.take_back_pass(participation, by=request.user, now=request.now):
        messages.success(request, _("Det är taget tillbaka."))
    return redirect("readiness", participation.key)


@gate(rule=is_agency_staff)
def staff_readiness(request: Visit) -> HttpResponse:
    """Institution for institution, requirement for requirement."""
    charge = rights_of(request.user, request.now).charge
    groups = [Group(*row) for row in queries.groups_in(charge, request.now)]
    choice = choose(request.GET, groups, request.now)
    page = page_of(request, queries.places_in(choice.part_of(charge)))
    context = {"choice": choice, "page": page, "tables": ready.tables(page, choice, request.now)}
    return render(request, "programmes/staff_readiness.html", context)
