"""Who has been invited to a round, for those who run it: choose whom to remind, see who was not
reached, and keep why."""

from contextlib import suppress
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts import actions as people
from cohorts.actions import Refused
from cohorts.forms import UnreachedForm
from cohorts.models import Holding, rights_of
from cohorts.queries import invited
from cohorts.rules import is_agency_staff, may_follow_invitation, may_mend_invitation
from cohorts.visiting import Visit
from exchange_portal.access import gate
from exchange_portal.ui.paging import page_of
from programmes import queries
from programmes.invited import CHOICES, holdings_in, lines, shown, tally
from programmes.steps import Choice, Group, choose


@gate(rule=is_agency_staff, methods=["GET", "POST"])
def staff_invitations(request: Visit) -> HttpResponse:
    """Everyone with a seat in a round. A POST mails the invitation again to those chosen."""
    choice, which = _choice(request), request.GET.get("visa", "")
    holdings = holdings_in(choice.ids, request.now)
    if request.method == "POST":
        _invite_again(request, holdings)
        return redirect(request.get_full_path())
    page = page_of(request, shown(holdings, which))
    listed = lines(page, request.now)
    context = {
        "choice": choice,
        "page": page,
        "lines": listed,
        "is_any_waiting": any(line.is_waiting for line in listed),
        "tally": tally(holdings),
        "choices": CHOICES,
        "which": which if which in CHOICES else "",
        "marks_all": "markera" in request.GET,
    }
    return render(request, "programmes/invitations.html", context)


def _choice(request: Visit) -> Choice:
    charge = rights_of(request.user, request.now).charge
    groups = [Group(*row) for row in queries.groups_in(charge, request.now)]
    return choose(request.GET, groups, request.now)


def _invite_again(request: Visit, holdings: QuerySet[Any]) -> None:
    """Each by themselves, so that one who has just come does not stop the others."""
    chosen = holdings.filter(key__in=_keys(request)).select_related("user")
    sent = [holding for holding in chosen if _is_sent(request, holding)]
    if sent:
        words = ngettext(
            "Inbjudan mejlas igen till %(count)s person.",
            "Inbjudan mejlas igen till %(count)s personer.",
            len(sent),
        )
        messages.success(request, words % {"count": len(sent)})
    elif not chosen:
        messages.warning(request, _("Ingen är vald. Kryssa i vilka som ska få inbjudan igen."))


def _is_sent(request: Visit, holding: Any) -> bool:
    try:
        people.invite_again(holding, by=request.user, now=request.now)
    except Refused as refusal:
        messages.warning(request, f"{holding.user}: {refusal}")
        return False
    return True


def _keys(request: Visit) -> list[UUID]:
    """Those that are ticked; what is no key counts as not ticked."""
    keys = []
    for given in request.POST.getlist("holding"):
        with suppress(ValueError):
            keys.append(UUID(given))
    return keys


@gate(Holding, rule=may_follow_invitation, methods=["GET", "POST"])
def staff_invitation(request: Visit, holding: Holding) -> HttpResponse:
    """One person's invitation, and why it was not reached. Pressed twice, it is kept once."""
    form = UnreachedForm(request.POST or None)
    status = HTTPStatus.OK
    if request.method == "POST":
        if form.is_valid() and _noted(request, holding, form):
            messages.success(request, _("Det är sparat."))
            return redirect("staff_invitation", holding.key)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    known = invited(Holding.objects.filter(pk=holding.pk).with_place(), request.now)
    (line,) = lines(known.select_related("user"), request.now)
    context = {
        "line": line,
        "holding": holding,
        "form": form,
        "may_mend": may_mend_invitation(request.user, holding, request.now),
        "notes": holding.unreached.select_related("noted_by").order_by("-noted_at", "-pk"),
    }
    return render(request, "programmes/invitation.html", context, status=status)


def _noted(request: Visit, holding: Holding, form: UnreachedForm) -> bool:
    try:
        reason = form.cleaned_data["reason"]
        people.note_unreached(holding, reason=reason, by=request.user, now=request.now)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
