"""For the agency's people: what an institution was asked, another last day, and to ask no longer.
Whether anyone has begun is not known here, and makes no difference to what is said."""

from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.visiting import Visit
from exchange_portal.access import gate
from selfassessment import actions
from selfassessment.actions import Refused
from selfassessment.forms import LastDayForm, OneOrAllForm, RestoreForm, WithdrawForm
from selfassessment.models import Asking, Assessment
from selfassessment.queries import words
from selfassessment.queries.asked import latest_of


@gate(Asking)
def asked_assessment(request: Visit, asking: Asking) -> HttpResponse:
    return _page(request, asking)


@gate(Asking, methods=["POST"])
def change_last_day(request: Visit, asking: Asking) -> HttpResponse:
    """Pressed twice, it is changed once."""
    form = LastDayForm(request.POST, one=asking, auto_id="dag-%s")

    def change(whom: list[Asking]) -> str:
        due_on = form.cleaned_data["due_on"]
        changed = actions.change_last_day(whom, due_on=due_on, by=request.user, now=request.now)
        return (
            _("Sista dagen är ändrad.")
            if changed
            else _(
                "Inget ändrades. Den dagen gäller redan, eller så är självskattningen återkallad."
            )
        )

    return _done(request, asking, form, change)


@gate(Asking, methods=["POST"])
def withdraw_assessment(request: Visit, asking: Asking) -> HttpResponse:
    """Pressed twice, it is withdrawn once."""
    form = WithdrawForm(request.POST, one=asking, auto_id="skal-%s")

    def withdraw(whom: list[Asking]) -> str:
        reason = form.cleaned_data["reason"]
        changed = actions.withdraw(whom, reason=reason, by=request.user, now=request.now)
        return _counted(_withdrawn_words, changed) or _("Den var redan återkallad.")

    return _done(request, asking, form, withdraw)


@gate(Asking, methods=["POST"])
def restore_assessment(request: Visit, asking: Asking) -> HttpResponse:
    """Pressed twice, it is restored once."""
    form = RestoreForm(request.POST, one=asking, auto_id="igen-%s")

    def restore(whom: list[Asking]) -> str:
        changed = actions.restore(whom, by=request.user, now=request.now)
        return _counted(_restored_words, changed) or _("Den var redan öppen.")

    return _done(request, asking, form, restore)


def _done(
    request: Visit,
    asking: Asking,
    form: OneOrAllForm,
    do: Callable[[list[Asking]], str],
) -> HttpResponse:
    """The deed, and back; or the page again with what was filled in."""
    if form.is_valid():
        together = Asking.objects.visible_to(request.user, request.now).asked_together(asking)
        try:
            said = do(list(together) if form.is_for_all else [asking])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said)
            return redirect("asked_assessment", asking.key)
    return _page(request, asking, form)


def _page(request: Visit, asking: Asking, bound: OneOrAllForm | None = None) -> HttpResponse:
    """`bound` is the form that was refused; the others are as new."""
    submitted = latest_of(asking)
    day = LastDayForm(one=asking, auto_id="dag-%s", initial={"due_on": asking.due_on})
    forms: dict[str, Any] = {
        "last_day": day,
        "withdrawing": WithdrawForm(one=asking, auto_id="skal-%s"),
        "restoring": RestoreForm(one=asking, auto_id="igen-%s"),
    }
    names = {LastDayForm: "last_day", WithdrawForm: "withdrawing", RestoreForm: "restoring"}
    if bound is not None:
        forms[names[type(bound)]] = bound
    context = {
        "asking": asking,
        "instrument": asking.instrument_version.instrument,
        "submitted": submitted,
        "is_told": asking.has_opened(request.now),  # to coordinators, by mail
        "standing": words.to_staff(asking, is_submitted=submitted is not None, now=request.now),
        "form": bound,  # for the summary of what is wrong
        **forms,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if bound is not None else HTTPStatus.OK
    return render(request, "selfassessment/asked.html", context, status=status)


def _counted(words_of: Callable[[int], str], changed: Sequence[Assessment]) -> str:
    return words_of(len(changed)) % {"count": len(changed)} if changed else ""


def _withdrawn_words(count: int) -> str:
    return ngettext(
        "Självskattningen är återkallad för %(count)s institution.",
        "Självskattningen är återkallad för %(count)s institutioner.",
        count,
    )


def _restored_words(count: int) -> str:
    return ngettext(
        "Självskattningen är öppen igen för %(count)s institution.",
        "Självskattningen är öppen igen för %(count)s institutioner.",
        count,
    )
