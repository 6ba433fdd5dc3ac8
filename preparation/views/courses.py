"""The web course: who has taken it, saying that one has, and bringing in what the course tells."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.models import Cohort, Participation, Round
from cohorts.queries import known
from cohorts.rules import belongs_to
from cohorts.visiting import Visit, by_its_reader
from exchange_portal.access import gate
from exchange_portal.files.actions import FileRefused
from exchange_portal.files.delivery import deliver
from preparation import actions
from preparation.actions import NotYet, Refused
from preparation.brought_in import Line, read
from preparation.forms import CourseForm, ImportForm
from preparation.models import Completion
from preparation.queries.confirming import plan_of
from preparation.queries.course import addresses, missing, people, said_by, shares
from preparation.rules import may_follow, may_plan, may_read_proof, may_say


@gate(Participation, rule=may_follow)
def course(request: Visit, participation: Participation) -> HttpResponse:
    return _show(request, participation)


@gate(Participation, rule=may_say, methods=["POST"])
@by_its_reader
def say_course(request: Visit, participation: Participation) -> HttpResponse:
    """Sent twice it is said once."""
    form = CourseForm(request.POST, request.FILES, said=None, now=request.now)
    if form.is_valid():
        try:
            actions.say_course(participation, **form.cleaned_data, by=request.user, now=request.now)
        except (Refused, FileRefused) as refusal:
            form.add_error(_at_fault(refusal), str(refusal))
        else:
            messages.success(request, _("Tack, det är sparat."))
            return redirect("course", participation.key)
    return _show(request, participation, form)


def _at_fault(refusal: Exception) -> str | None:
    if isinstance(refusal, FileRefused):
        return "upload"
    return "taken_on" if isinstance(refusal, NotYet) else None


def _show(
    request: Visit, participation: Participation, form: CourseForm | None = None
) -> HttpResponse:
    participation = known(request.user, participation, request.now)
    plan = plan_of(participation.cohort.round)
    is_own = belongs_to(request.user, participation, request.now)
    if plan is None or not plan.has_course:
        raise Http404
    those = people(participation, request.now)
    mine = said_by(request.user, participation.cohort.round, those)
    context = {
        "participation": participation,
        "plan": plan,
        "is_own": is_own,
        "mine": mine,
        "form": form or (CourseForm(said=mine, now=request.now) if is_own else None),
        "people": those,
        "shares": shares(those),
        "missing": missing(those),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form and form.errors else HTTPStatus.OK
    return render(request, "preparation/course.html", context, status=status)


@gate(Participation, rule=may_say, methods=["POST"])
def take_back(request: Visit, participation: Participation) -> HttpResponse:
    try:
        actions.take_back(participation, by=request.user, now=request.now)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Det är borttaget. Säg till igen när du är klar."))
    return redirect("course", participation.key)


@gate(Completion, rule=may_read_proof)
def proof(request: Visit, completion: Completion) -> HttpResponseBase:
    if completion.proof is None:
        raise Http404
    return deliver(completion.proof, request)


@gate(Round, rule=may_plan, methods=["GET", "POST"])
def import_completions(request: Visit, round: Round) -> HttpResponse:
    """First the lines are judged and shown; only then are those without faults saved."""
    form = ImportForm(request.POST or None)
    if request.method != "POST" or not form.is_valid() or "andra" in request.POST:
        return _show_import(request, round, form, [])
    lines = _lines(request, round, form.cleaned_data["lines"])
    good = [line.imported for line in lines if line.imported]
    if "spara" not in request.POST or not good:
        return _show_import(request, round, form, lines)
    try:
        count = actions.import_completions(round, lines=good, by=request.user, now=request.now)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _show_import(request, round, form, [])
    messages.success(request, _saved(count))
    return redirect("import_completions", round.key)


def _lines(request: Visit, round: Round, text: str) -> list[Line]:
    run = Cohort.objects.run_by(request.user, request.now).filter(round=round)
    people_of = addresses(round, run.values_list("pk", flat=True), request.now)
    return read(text, people_of, localdate(request.now))


def _saved(count: int) -> str:
    words = ngettext(
        "%(count)s person är ny bland dem som har gått utbildningen.",
        "%(count)s personer är nya bland dem som har gått utbildningen.",
        count,
    )
    return words % {"count": count} if count else _("Alla stod där redan. Inget ändrades.")


def _show_import(request: Visit, round: Round, form: ImportForm, lines: list[Line]) -> HttpResponse:
    plan = plan_of(round)
    context = {
        "round": round,
        "has_course": plan is not None and plan.has_course,
        "form": form,
        "lines": lines,
        "faults": [line for line in lines if line.fault],
        "good": [line for line in lines if line.imported],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "preparation/import.html", context, status=status)
