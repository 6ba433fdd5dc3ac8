"""Naming the assistant of an institution's head, and ending it."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cohorts import actions
from cohorts.actions import Refused
from cohorts.forms import AssistantForm
from cohorts.models import Assistant, Holding
from cohorts.rules import may_name_assistant
from cohorts.views.places import person_url, seats_url
from cohorts.visiting import Visit
from exchange_portal.access import gate


@gate(Holding, rule=may_name_assistant, methods=["GET", "POST"])
def name_assistant(request: Visit, holding: Holding) -> HttpResponse:
    """Someone known at the institution, or someone new. Pressed twice, once."""
    form = AssistantForm(request.POST or None, holding=holding, now=request.now)
    back, status = person_url(request, holding), HTTPStatus.OK
    if request.method == "POST":
        if form.is_valid() and (made := _named(request, holding, form)):
            words = {"name": made.user.name, "head": holding.user.name}
            messages.success(request, _("%(name)s är nu assistent åt %(head)s.") % words)
            return redirect(back)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    there_is = holding.assistants.filter(ended_at=None).select_related("user").first()
    context = {"holding": holding, "form": form, "back_url": back, "there_is": there_is}
    return render(request, "cohorts/name_assistant.html", context, status=status)


@gate(Assistant, methods=["POST"])
def end_assistant(request: Visit, assistant: Assistant) -> HttpResponse:
    """Whoever sees it may: the coordinator, the agency, the head and the assistant."""
    actions.end_assistant(assistant, by=request.user, now=request.now)
    words = {"name": assistant.user.name, "head": assistant.head.name}
    messages.success(request, _("%(name)s är inte längre assistent åt %(head)s.") % words)
    if request.user in (assistant.user, assistant.head):
        return redirect("home")
    return redirect(seats_url(request, assistant.holding.seat.participation))


def _named(request: Visit, holding: Holding, form: AssistantForm) -> Assistant | None:
    given = form.cleaned_data
    who = {"user": given["person"], "name": given["name"], "email": given["address"]}
    try:
        return actions.name_assistant(holding, **who, by=request.user, now=request.now)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
