"""Mentors: who has done a round is asked, answers, and gets a group in the next."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cohorts.models import Participation
from cohorts.visiting import Visit
from exchange_portal.access import gate
from exchange_portal.ui.paging import page_of
from programmes import actions
from programmes.actions import Refused
from programmes.forms import MentorAnswerForm, PlaceForm
from programmes.mentors import completed, groups_for, waiting
from programmes.models import MentorOffer
from programmes.rules import (
    may_answer_mentorship,
    may_offer_mentorship,
    may_place_mentor,
    may_start_rounds,
)


@gate(rule=may_start_rounds)
def mentors(request: Visit) -> HttpResponse:
    """Those that have said yes and wait for a group, then all that have done a round."""
    context = {
        "waiting": waiting(request.user, request.now),
        "page": page_of(request, completed(request.user, request.now)),
    }
    return render(request, "programmes/mentors.html", context)


@gate(Participation, rule=may_offer_mentorship, methods=["GET", "POST"])
def offer_mentorship(request: Visit, place: Participation) -> HttpResponse:
    """Says what is asked and of whom, and then asks."""
    refusal = ""
    if request.method == "POST":
        role = Participation.Role.ANCHOR if "ankare" in request.POST else Participation.Role.MENTOR
        try:
            actions.offer_mentorship(place, role=role, **_by(request))
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("%(name)s är tillfrågad.") % {"name": place.institution})
            return redirect("mentors")
    status = HTTPStatus.CONFLICT if refusal else HTTPStatus.OK
    context = {"place": place, "refusal": refusal}
    return render(request, "programmes/offer_mentorship.html", context, status=status)


@gate(MentorOffer, rule=may_place_mentor, methods=["GET", "POST"])
def place_mentor(request: Visit, offer: MentorOffer) -> HttpResponse:
    """Which group it helps in."""
    groups = groups_for([offer], request.now)
    form = PlaceForm(request.POST or None, groups=_groups(offer, groups))
    if request.method == "POST" and form.is_valid():
        try:
            place = actions.place_mentor(offer, cohort=form.chosen(), **_by(request))
        except Refused as refused:
            form.add_error("group", str(refused))
        else:
            words = {"name": place.institution, "group": place.cohort}
            messages.success(request, _("%(name)s är nu med i %(group)s.") % words)
            return redirect("mentors")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"offer": offer, "form": form}
    return render(request, "programmes/place_mentor.html", context, status=status)


@gate(MentorOffer, rule=may_answer_mentorship, methods=["GET", "POST"])
def mentor_offer(request: Visit, offer: MentorOffer) -> HttpResponse:
    """The institution says yes or no."""
    form = MentorAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_mentorship(offer, **form.cleaned_data, **_by(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Tack för svaret."))
            return redirect("mentor_offer", offer.key)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"offer": offer, "form": form}
    return render(request, "programmes/mentor_offer.html", context, status=status)


def _groups(offer: MentorOffer, groups: dict[int, Any]) -> list[Any]:
    round = offer.participation.cohort.round
    return groups.get(round.programme_id, []) if round else []


def _by(request: Visit) -> dict[str, Any]:
    return {"by": request.user, "now": request.now}
