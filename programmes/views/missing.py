"""Who is missing, and a message to them: pages for those who run a group."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cohorts.models import Cohort
from cohorts.visiting import Visit
from exchange_portal.access import gate
from meetings.models import Assignment, Meeting
from programmes import actions
from programmes.actions import Refused
from programmes.forms import NudgeForm
from programmes.missing import Matter, OfAssessment, OfAssignment, OfInvitation
from programmes.models import Nudge
from programmes.nudging import missing_of, previews, sent_of
from programmes.rules import may_remind_in, may_remind_of

GET_POST = ["GET", "POST"]


@gate(Assignment, rule=may_remind_of, methods=GET_POST)
def missing_assignment(request: Visit, assignment: Assignment) -> HttpResponse:
    return _missing(request, OfAssignment(assignment))


@gate(Meeting, rule=may_remind_of, methods=GET_POST)
def missing_answers(request: Visit, meeting: Meeting) -> HttpResponse:
    return _missing(request, OfInvitation(meeting))


@gate(Cohort, rule=may_remind_in, methods=GET_POST)
def missing_assessment(request: Visit, cohort: Cohort, instrument: str) -> HttpResponse:
    matter = OfAssessment.of_key(cohort, instrument, request.now)
    if matter is None:
        raise Http404
    return _missing(request, matter)


def _missing(request: Visit, matter: Matter) -> HttpResponse:
    """Nothing is sent by showing what would be sent: that goes to and fro on the page."""
    missing = missing_of(matter, request.now)
    data = request.POST if request.method == "POST" else None
    form = NudgeForm(data, matter=matter, missing=missing, now=request.now)
    wish = request.POST.get("gor", "")
    form.is_asked = wish in {"granska", "skicka"}
    if not form.is_asked:
        return _show(request, matter, form)
    if wish == "skicka" and (form.is_valid() or _is_sent(request, form)):
        return _send(request, matter, form)
    if not form.is_valid():
        return _show(request, matter, form)
    return _show_preview(request, matter, form)


def _is_sent(request: Visit, form: NudgeForm) -> bool:
    """Whether the form has been sent before: then those chosen are no longer to choose."""
    mine = Nudge.objects.filter(sent_by=request.user)
    return form.is_written and mine.filter(form_key=form.cleaned_data["form_key"]).exists()


def _send(request: Visit, matter: Matter, form: NudgeForm) -> HttpResponse:
    told = form.cleaned_data | {"chosen": request.POST.getlist("chosen")}
    try:
        actions.nudge(matter, **told, by=request.user, now=request.now)
    except Refused as refusal:
        form.refuse(refusal)
        return _show(request, matter, form)
    messages.success(request, _("Påminnelsen är skickad."))
    return redirect(matter.address())


def _show(request: Visit, matter: Matter, form: NudgeForm) -> HttpResponse:
    context = {
        "matter": matter,
        "form": form,
        "missing": form.missing,
        "sent": sent_of(matter, form.missing),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_asked and form.errors else HTTPStatus.OK
    return render(request, "programmes/missing.html", context, status=status)


def _show_preview(request: Visit, matter: Matter, form: NudgeForm) -> HttpResponse:
    chosen = form.missing.chosen(form.cleaned_data["chosen"])
    texts = {name: form.cleaned_data[name] for name in ("text_sv", "text_en")}
    draft = Nudge(cohort=matter.cohort, **matter.of(), **texts, sent_by=request.user)
    context = {
        "matter": matter,
        "form": form,
        "previews": previews(draft, chosen, request.now),
        "chosen": chosen,
    }
    return render(request, "programmes/missing_preview.html", context)
