"""Many people invited from a file: the file, what would happen with each row, and the button."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from cohorts import actions
from cohorts.actions import Changed, Refused
from cohorts.forms import ListForm, PeopleFileForm
from cohorts.known import seats_for, with_room
from cohorts.listed import to_fill_in, to_mend
from cohorts.models import Function, InvitationList, Participation, Round
from cohorts.overview import Overview, waiting_for
from cohorts.planned import plans_of
from cohorts.rules import may_fill_many, may_fill_many_in, may_use_list
from cohorts.visiting import Visit
from exchange_portal.access import gate
from exchange_portal.files.tables import write_csv
from exchange_portal.ui.paging import page_of

GET_POST = ["GET", "POST"]


@gate(Participation, rule=may_fill_many, methods=GET_POST)
def invite_colleagues(request: Visit, participation: Participation) -> HttpResponse:
    """A coordinator's own colleagues."""
    round: Any = participation.cohort.round  # seats have functions, which are a round's
    return _receive(request, round, participation)


@gate(Round, rule=may_fill_many_in, methods=GET_POST)
def invite_many(request: Visit, round: Round) -> HttpResponse:
    """People of all institutions that one runs in the round."""
    return _receive(request, round, None)


def _receive(request: Visit, round: Round, place: Participation | None) -> HttpResponse:
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PeopleFileForm(*sent, of_one_institution=place is not None)
    if sent and form.is_valid():
        told = {"rows": form.rows, "form_key": form.cleaned_data["form_key"]}
        kept = actions.keep_list(
            round, participation=place, **told, by=request.user, now=request.now
        )
        return redirect("invitation_list", kept.key)
    context = {
        "form": form,
        "round": round,
        "participation": place,
        "waiting": waiting_for(request.user, round, place),
        "back_url": _back(place),
        "template_url": _template(round, place),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "cohorts/people_file.html", context, status=status)


def _template(round: Round, place: Participation | None) -> str:
    if place is not None:
        return reverse("colleagues_file", args=[place.key])
    return reverse("people_file", args=[round.key])


def _back(place: Participation | None) -> str:
    """To the seats, as a coordinator or the agency sees them."""
    if place is not None:
        return reverse("own_seats", args=[place.key])
    return reverse("admin:cohorts_participation_changelist")


@gate(Participation, rule=may_fill_many)
def colleagues_file(request: Visit, participation: Participation) -> HttpResponse:
    """To fill in: the seats with room that a coordinator may fill."""
    round: Any = participation.cohort.round
    seats = with_room(seats_for(round.pk, participation, request.user, request.now))
    coordinator = Function.Role.COORDINATOR
    free = [seat for seat in seats if seat.function.role != coordinator]
    return _csv(_("platser"), to_fill_in(free, of_one_institution=True))


@gate(Round, rule=may_fill_many_in)
def people_file(request: Visit, round: Round) -> HttpResponse:
    """To fill in: every seat with room of the institutions that one runs in the round."""
    seats = with_room(seats_for(round.pk, None, request.user, request.now))
    return _csv(_("platser"), to_fill_in(seats, of_one_institution=False))


@gate(InvitationList, rule=may_use_list, methods=GET_POST)
def invitation_list(request: Visit, invitations: InvitationList) -> HttpResponse:
    """What would happen, row by row; a POST does it. Pressed twice, it is done once."""
    form = ListForm(request.POST) if request.method == "POST" else None
    changed: Iterable[int] = ()
    if form is not None and form.is_valid():
        try:
            actions.invite_listed(
                invitations, **form.cleaned_data, by=request.user, now=request.now
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            changed = refusal.rows if isinstance(refusal, Changed) else ()
        else:
            return redirect("invitation_list", invitations.key)
    return _show(request, invitations, form, changed)


def _show(
    request: Visit, invitations: InvitationList, form: ListForm | None, changed: Iterable[int]
) -> HttpResponse:
    overview = Overview(plans_of(invitations, request.user, request.now), changed)
    fresh = ListForm(initial={"seen": overview.print})
    context = {
        "list": invitations,
        "overview": overview,
        "page": page_of(request, overview.lines, per_page=100),
        "form": fresh,
        "refused": form,
        "back_url": _back(invitations.participation),
        "again_url": _again(invitations),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form and form.errors else HTTPStatus.OK
    return render(request, "cohorts/invitation_list.html", context, status=status)


def _again(invitations: InvitationList) -> str:
    place = invitations.participation
    if place is not None:
        return reverse("invite_colleagues", args=[place.key])
    return reverse("invite_many", args=[invitations.round.key])


@gate(InvitationList, rule=may_use_list)
def rows_to_mend(request: Visit, invitations: InvitationList) -> HttpResponse:
    """The rows that are wrong, with what is wrong, as a file that can be sent again."""
    overview = Overview(plans_of(invitations, request.user, request.now))
    rows = [(plan.row, plan.said) for plan in overview.wrong]
    of_one = invitations.participation is not None
    return _csv(_("att-ratta"), to_mend(rows, of_one_institution=of_one))


@gate(InvitationList, rule=may_use_list, methods=["POST"])
def throw_list(request: Visit, invitations: InvitationList) -> HttpResponse:
    again = _again(invitations)
    actions.throw_list(invitations, by=request.user, now=request.now)
    messages.success(request, _("Listan är borta. Ingen fick något mejl på grund av det."))
    return redirect(again)


def _csv(name: str, rows: list[list[str]]) -> HttpResponse:
    response = HttpResponse(write_csv(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.csv")
    response["Cache-Control"] = "no-store"
    return response
