"""A question to the contact person in one step, and the agency's list of them."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cohorts import actions
from cohorts.actions import Refused
from cohorts.forms import QuestionAnswerForm, QuestionForm
from cohorts.forms.questions import path_within
from cohorts.models import ContactQuestion, rights_of
from cohorts.queries import contact_persons
from cohorts.rules import has_a_seat, is_agency_staff, may_answer_question, runs_cohort
from cohorts.visiting import Visit
from exchange_portal.access import gate
from exchange_portal.ui.paging import page_of


@gate(rule=has_a_seat, methods=["GET", "POST"])
def ask_contact(request: Visit) -> HttpResponse:
    """`?fran=` is the page that it was asked from. Sent twice it is asked once."""
    places = rights_of(request.user, request.now).participations()
    data = request.POST if request.method == "POST" else None
    form = QuestionForm(data, places=places, page=path_within(request.GET.get("fran", "")))
    if data is not None and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("text", "page", "form_key")}
        try:
            asked = actions.ask_contact(
                form.participation, **told, by=request.user, now=request.now
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect("asked_question", asked.key)
    contacts = contact_persons([place.cohort for place in places], request.now)
    people = {one.user: one for one in contacts.values()}
    context = {"form": form, "contacts": list(people.values()), "is_one": len(places) == 1}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "cohorts/ask_contact.html", context, status=status)


@gate(ContactQuestion)
def asked_question(request: Visit, question: ContactQuestion) -> HttpResponse:
    """The receipt, for whoever asked; for those who run the group also the place to answer."""
    return _show(request, question)


@gate(ContactQuestion, rule=may_answer_question, methods=["POST"])
def answer_question(request: Visit, question: ContactQuestion) -> HttpResponse:
    form = QuestionAnswerForm(request.POST)
    if form.is_valid():
        try:
            actions.answer_question(question, **form.cleaned_data, by=request.user, now=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Svaret är på väg med mejl."))
            return redirect("staff_questions")
    return _show(request, question, form)


def _show(
    request: Visit, question: ContactQuestion, form: QuestionAnswerForm | None = None
) -> HttpResponse:
    """After a refusal with the answer as it stands now, and the words that were not sent."""
    shown = ContactQuestion.objects.visible_to(request.user, request.now).get(pk=question.pk)
    answers = may_answer_question(request.user, shown, request.now)
    if form is None and answers and shown.answered_at is None:
        form = QuestionAnswerForm()
    context = {
        "question": shown,
        "form": form,
        "runs": runs_cohort(request.user, shown.participation.cohort, request.now),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form and form.errors else HTTPStatus.OK
    return render(request, "cohorts/question.html", context, status=status)


@gate(rule=is_agency_staff)
def staff_questions(request: Visit) -> HttpResponse:
    asked = ContactQuestion.objects.run_by(request.user, request.now).open_first()
    rows = asked.select_related(
        "participation__institution", "participation__cohort", "asked_by", "answered_by"
    )
    context = {"page": page_of(request, rows)}
    return render(request, "cohorts/questions.html", context)
