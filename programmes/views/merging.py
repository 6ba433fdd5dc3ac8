"""The same person twice: who it may be, both side by side, and the button that makes them one."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cohorts import actions as people
from cohorts.models import User
from cohorts.rules import is_administrator
from cohorts.visiting import Visit
from exchange_portal.access import gate
from exchange_portal.ui.paging import page_of
from programmes import actions
from programmes.actions import Refused
from programmes.actions.merging import meet_in_seats
from programmes.duplicates import beside, pairs, told_apart
from programmes.models import Namesakes
from programmes.rules import may_merge

GET_POST = ["GET", "POST"]


@gate(rule=is_administrator)
def duplicates(request: Visit) -> HttpResponse:
    context = {"page": page_of(request, pairs()), "told_apart": told_apart()}
    return render(request, "programmes/duplicates.html", context)


@gate(User, rule=may_merge, methods=GET_POST, arg="other")
@gate(User, rule=may_merge, methods=GET_POST)
def merge_people(request: Visit, kept: User, gone: User) -> HttpResponse:
    """What hangs on each, and what would happen; a POST does it, once."""
    if kept == gone or (request.method == "GET" and (kept.merged_into or gone.merged_into)):
        raise Http404
    refusal = ""
    if request.method == "POST":
        try:
            person = actions.merge(kept, gone, by=request.user, now=request.now)
        except (Refused, people.Refused) as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("%(name)s är nu en person.") % {"name": person.name})
            return redirect("admin:cohorts_user_change", person.pk)
    context = {
        "kept": kept,
        "gone": gone,
        "rows": beside(kept, gone, request.now),
        "refusal": refusal,
        "meet": meet_in_seats(kept, gone),
        "apart": Namesakes.objects.of(kept, gone).select_related("said_by").first(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return render(request, "programmes/merge_people.html", context, status=status)


@gate(User, rule=may_merge, methods=["POST"], arg="other")
@gate(User, rule=may_merge, methods=["POST"])
def tell_apart(request: Visit, one: User, other: User) -> HttpResponse:
    """They are two people, or after all they may be one. Pressed twice, it is said once."""
    if one == other or one.merged_into or other.merged_into:
        raise Http404
    act: dict[str, Any] = {"by": request.user, "now": request.now}
    try:
        if request.POST.get("gor") == "igen":
            actions.propose_again(one, other, **act)
            messages.success(request, _("Paret föreslås igen."))
        else:
            actions.tell_apart(one, other, **act)
            messages.success(request, _("De är inte samma person. Paret föreslås inte mer."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("duplicates")
