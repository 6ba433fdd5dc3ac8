"""What the agency has noted of its contact with an institution, and noting more."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cohorts import actions
from cohorts.actions import Refused
from cohorts.forms import NoteForm
from cohorts.models import ContactNote, Participation
from cohorts.rules import may_note
from cohorts.visiting import Visit
from exchange_portal.access import gate
from exchange_portal.ui.paging import page_of


@gate(Participation, rule=may_note, methods=["GET", "POST"])
def contact_notes(request: Visit, participation: Participation) -> HttpResponse:
    notes = ContactNote.objects.visible_to(request.user, request.now)
    own = notes.filter(participation=participation)
    standing = own.about_support().first()
    is_flagged = standing is not None and bool(standing.needs_support)
    data = request.POST if request.method == "POST" else None
    form = NoteForm(data, needs_support=is_flagged, now=request.now)
    if data is not None and form.is_valid() and _noted(request, participation, form):
        messages.success(request, _("Kontakten är antecknad."))
        return redirect("contact_notes", participation.key)
    context = {
        "participation": participation,
        "page": page_of(request, own.select_related("written_by").newest_first()),
        "standing": standing if is_flagged else None,
        "form": form,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "cohorts/contact_notes.html", context, status=status)


def _noted(request: Visit, participation: Participation, form: NoteForm) -> bool:
    try:
        actions.note_contact(participation, **form.cleaned_data, by=request.user, now=request.now)
    except Refused as refusal:
        form.refuse(refusal)
        return False
    return True
