"""Meetings, sessions and assignments in the admin: rules, own groups, actions."""

from datetime import time

import pytest
from django.contrib import admin
from django.db import IntegrityError, transaction
from django.urls import reverse

from cohorts import actions as cohorts
from cohorts.models import Function
from exchange_portal.audit.models import TrailEntry
from meetings import events
from meetings.models import Assignment, Meeting, Question
from tests.meetings.conftest import Stage, ask, plan


def form_of(response) -> dict:
    """What the page's form would send if nothing were touched."""
    admin_form = response.context["adminform"].form
    values = {bound.html_name: bound.value() for bound in admin_form}
    for inline in response.context["inline_admin_formsets"]:
        for form in (inline.formset.management_form, *inline.formset.forms):
            values |= {bound.html_name: bound.value() for bound in form}
    return {name: "" if value is None else value for name, value in values.items()}


def change_address(thing) -> str:
    return reverse(f"admin:meetings_{type(thing).__name__.lower()}_change", args=[thing.pk])


def test_an_assignment_and_its_questions_are_changed_by_actions(stage: Stage, visitor) -> None:
    browser, address = visitor("cleo"), change_address(stage.assignment)
    fields = form_of(browser.get(address)) | {
        "minutes": "45",
        "questions-0-prompt_sv": "Ny lydelse?",
        "questions-3-prompt_sv": "Ny fråga?",
    }
    assert browser.post(address, fields).status_code == 302

    stage.assignment.refresh_from_db()
    assert stage.assignment.minutes == 45
    assert [question.prompt_sv for question in stage.questions] == [
        "Ny lydelse?",
        "Vilka mål har ni i dag?",
        "Något mer?",
        "Ny fråga?",
    ]
    recorded = TrailEntry.objects.filter(actor_id=stage.world.cleo.pk).order_by("pk")
    assert [(entry.event, entry.fields) for entry in recorded] == [
        (events.ASSIGNMENT_CHANGED, ["minutes"]),
        (events.QUESTION_CHANGED, ["prompt_sv"]),
        (events.QUESTION_ADDED, []),
    ]


def test_an_assignment_is_added_by_an_action(stage: Stage, visitor) -> None:
    browser, address = visitor("cleo"), reverse("admin:meetings_assignment_add")
    fields = form_of(browser.get(address)) | {
        "cohort": stage.world.group2.pk,
        "meeting": stage.meetings["Grupp 2"].pk,
        "phase": "after",
        "title_sv": "Efteråt",
        "instructions_sv": "Skriv.",
        "questions-0-prompt_sv": "Vad tog ni med er?",
    }
    assert browser.post(address, fields).status_code == 302

    added = Assignment.objects.get(title_sv="Efteråt")
    assert added.questions.get().prompt_sv == "Vad tog ni med er?"


def test_a_refusal_stands_on_the_form(stage: Stage, visitor) -> None:
    browser, address = visitor("gun"), change_address(stage.assignment)
    fields = form_of(browser.get(address)) | {"meeting": stage.meetings["Grupp 1"].pk}
    response = browser.post(address, fields)

    assert response.status_code == 200
    assert "Träffen hör till en annan grupp." in response.content.decode()


def test_dates_in_disorder_are_told_in_words(stage: Stage, visitor) -> None:
    browser, address = visitor("cleo"), change_address(stage.assignment)
    fields = form_of(browser.get(address)) | {"opens_on": "2026-12-02", "due_on": "2026-12-01"}

    assert "öppnar efter sista dagen" in browser.post(address, fields).content.decode()


def test_meetings_and_sessions_are_added_and_changed(stage: Stage, visitor) -> None:
    browser = visitor("cleo")
    address = reverse("admin:meetings_meeting_add")
    fields = form_of(browser.get(address)) | {
        "cohort": stage.world.group2.pk,
        "kind": "themed",
        "number": "2",
        "theme_sv": "Mål",
    }
    assert browser.post(address, fields).status_code == 302
    meeting = Meeting.objects.get(theme_sv="Mål")

    address = reverse("admin:meetings_session_add")
    functions = [function.pk for function in stage.world.round.functions.all()]
    fields = form_of(browser.get(address)) | {
        "meeting": meeting.pk,
        "starts_at": "09:00",
        "ends_at": "12:00",
        "audience": functions,
    }
    assert browser.post(address, fields).status_code == 302
    session = meeting.sessions.get()

    fields = form_of(browser.get(change_address(session))) | {
        "starts_at": "10:00",
        "ends_at": "12:00",
        "audience": functions[:1],
    }
    assert browser.post(change_address(session), fields).status_code == 302
    session.refresh_from_db()
    assert (session.starts_at, session.sequence) == (time(10), 1)
    assert [function.pk for function in session.audience.all()] == functions[:1]

    fields = form_of(browser.get(change_address(meeting))) | {"place": "Göteborg"}
    assert browser.post(change_address(meeting), fields).status_code == 302
    meeting.refresh_from_db()
    assert meeting.place == "Göteborg"


def test_the_link_is_https_alone(stage: Stage, visitor) -> None:
    meeting = stage.meetings["Grupp 2"]
    browser, address = visitor("cleo"), change_address(meeting)
    fields = form_of(browser.get(address))

    refused = browser.post(address, fields | {"link": "http://mote.example/1"})
    assert "Länken ska börja med https://." in refused.content.decode()
    assert browser.post(address, fields | {"link": "https://mote.example/1"}).status_code == 302
    meeting.refresh_from_db()
    assert meeting.link == "https://mote.example/1"
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(link="http://mote.example/1")


def test_from_a_meeting_one_gets_to_its_sessions_and_answers(stage: Stage, visitor) -> None:
    meeting = stage.meetings["Grupp 2"]
    text = visitor("cleo").get(change_address(meeting)).content.decode()

    assert reverse("meeting", args=[meeting.key]) in text
    assert change_address(meeting.sessions.get()) in text
    assert "Ändra passet 9–12 och dess dagordning" in text


def test_the_agenda_is_written_by_actions(stage: Stage, visitor) -> None:
    session = stage.meetings["Grupp 2"].sessions.get()
    browser, address = visitor("cleo"), change_address(session)

    def send(**changes: str) -> None:
        fields = form_of(browser.get(address)) | {
            "starts_at": "09:00",
            "ends_at": "12:00",
            "audience": [one.pk for one in session.audience.all()],
        }
        assert browser.post(address, fields | changes).status_code == 302

    def agenda() -> list[tuple]:
        items = session.agenda.order_by("position", "pk")
        return list(items.values_list("position", "starts_at", "minutes", "title_sv"))

    send(**{"agenda-0-title_sv": "Vi börjar", "agenda-0-starts_at": "9.00"})
    send(**{"agenda-1-title_sv": "Vi slutar", "agenda-1-minutes": "10"})
    assert agenda() == [(1, time(9), None, "Vi börjar"), (2, None, 10, "Vi slutar")]

    send(**{"agenda-0-position": "3", "agenda-0-starts_at": "9.00"})
    assert [title for *_, title in agenda()] == ["Vi slutar", "Vi börjar"]
    send(**{"agenda-0-DELETE": "on"})
    assert [title for *_, title in agenda()] == ["Vi börjar"]

    recorded = TrailEntry.objects.filter(actor_id=stage.world.cleo.pk).order_by("pk")
    assert [(entry.event, entry.fields) for entry in recorded] == [
        (events.AGENDA_ITEM_ADDED, []),
        (events.AGENDA_ITEM_ADDED, []),
        (events.AGENDA_ITEM_CHANGED, ["position"]),
        (events.AGENDA_ITEM_REMOVED, []),
    ]


@pytest.mark.parametrize("model", ["meeting", "session", "assignment"])
def test_staff_see_and_choose_among_their_own_groups(stage: Stage, visitor, model: str) -> None:
    page = visitor("cleo").get(reverse(f"admin:meetings_{model}_changelist"))
    assert page.context["cl"].result_count == 1

    add = visitor("cleo").get(reverse(f"admin:meetings_{model}_add")).context["adminform"].form
    if "cohort" in add.fields:
        assert list(add.fields["cohort"].queryset) == [stage.world.group2]
    if "meeting" in add.fields:
        assert list(add.fields["meeting"].queryset) == [stage.meetings["Grupp 2"]]


def test_choices_say_which_group_and_which_round(stage: Stage, visitor) -> None:
    text = visitor("gun").get(reverse("admin:meetings_session_add")).content.decode()

    assert "Grupp 1, Träff 1: Inriktning" in text
    assert "Grupp 2, Träff 1: Inriktning" in text
    assert "JiM+ 2021–2022: Generaldirektör" in text


def test_only_functions_of_its_own_round_are_called_to_a_session(stage: Stage, visitor) -> None:
    world = stage.world
    assert Function.objects.exclude(round=world.round).exists()
    session = stage.meetings["Grupp 2"].sessions.get()
    page = visitor("gun").get(reverse("admin:meetings_session_change", args=[session.pk]))
    field = page.context["adminform"].form.fields["audience"]

    assert set(field.queryset) == set(Function.objects.filter(round=world.round))
    assert "Generaldirektör" in page.text
    assert "JiM+ 2021–2022: Generaldirektör" not in page.text


@pytest.mark.parametrize("model", ["meeting", "session", "assignment"])
def test_as_many_queries_whatever_there_is(
    stage: Stage, visitor, django_assert_max_num_queries, model: str
) -> None:
    def count() -> int:
        with django_assert_max_num_queries(10) as counted:
            browser.get(reverse(f"admin:meetings_{model}_changelist"))
        return len(counted)

    browser = visitor("gun")
    browser.get(reverse("admin:index"))  # the first page of a session writes to it
    few = count()
    for number in (2, 3, 4):
        plan(stage.world, stage.world.group2, number=number)
        ask(stage, stage.world.group2)

    assert count() == few


def test_taking_part_gives_no_right_in_the_admin(stage: Stage, visitor) -> None:
    """Paul runs group 1, and here he also holds a seat in group 2."""
    seat = stage.world.seat("Formas", "coordinator")
    by = {"by": None, "now": stage.now}
    cohorts.invite(
        seat.participation.institution,
        email="paul@formas.example",
        name="Paul Frisk",
        person=stage.world.paul,
        **by,
    )
    cohorts.fill_seat(seat, user=stage.world.paul, from_on=stage.world.days(-1), **by)
    browser = visitor("paul")

    assert browser.get(reverse("assignment", args=[stage.assignment.key])).status_code == 200
    assert browser.get(change_address(stage.assignment)).status_code in {302, 404}
    page = browser.get(reverse("admin:meetings_assignment_changelist"))
    assert [one.cohort for one in page.context["cl"].result_list] == [stage.world.group1]


@pytest.mark.parametrize("who", ["ada", "nils"])
def test_participants_do_not_plan(stage: Stage, visitor, who: str) -> None:
    assert visitor(who).get(reverse("admin:meetings_meeting_add")).status_code == 403


def test_nothing_confidential_is_registered() -> None:
    ours = {model.__name__ for model in admin.site._registry if model._meta.app_label == "meetings"}
    assert ours == {"Meeting", "Session", "Assignment"}


def test_a_question_cannot_be_taken_away(stage: Stage, visitor) -> None:
    browser, address = visitor("cleo"), change_address(stage.assignment)
    browser.post(address, form_of(browser.get(address)) | {"questions-0-DELETE": "on"})

    assert Question.objects.filter(assignment=stage.assignment).count() == 3


@pytest.mark.parametrize(
    ("language", "named"), [("sv", "Träff 1: Inriktning"), ("en", "Meeting 1: Direction")]
)
def test_lists_name_things_in_the_readers_language(
    stage: Stage, visitor, language: str, named: str
) -> None:
    Meeting.objects.update(theme_en="Direction")
    title = {"sv": "Beskriv ert läge", "en": "Describe where you are"}
    ask(stage, stage.world.group2, title_sv=title["sv"], title_en=title["en"])
    cleo = visitor("cleo")
    cleo.cookies["language"] = language

    assert named in cleo.get(reverse("admin:meetings_meeting_changelist")).text
    assert title[language] in cleo.get(reverse("admin:meetings_assignment_changelist")).text
