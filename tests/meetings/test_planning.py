"""Planning meetings and assignments, and sessions as calendar files."""

from datetime import time

import icalendar
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cohorts.models import Function
from exchange_portal.audit.models import TrailEntry
from meetings import actions, events
from meetings.models import Meeting, Session
from tests.meetings.conftest import Stage, ask


def last_entry() -> TrailEntry:
    return TrailEntry.objects.order_by("-pk")[0]


# --- Actions ------------------------------------------------------------------------------------


def test_a_meeting_has_a_scope_of_its_own(stage: Stage) -> None:
    scopes = {meeting.scope for meeting in stage.meetings.values()}

    assert len(scopes) == 2
    assert {scope.kind for scope in scopes} == {"meeting"}
    assert {scope.cohort for scope in scopes} == {stage.world.group1, stage.world.group2}


def test_a_moved_meeting_is_a_change_in_every_calendar(stage: Stage) -> None:
    meeting, by = stage.meetings["Grupp 2"], {"by": stage.world.cleo, "now": stage.now}
    actions.change_meeting(meeting, held_on=stage.world.days(20), theme_sv="Inriktning", **by)

    assert last_entry().fields == ["held_on"]
    assert meeting.sessions.get().sequence == 1
    actions.change_meeting(meeting, held_on=stage.world.days(20), **by)
    assert meeting.sessions.get().sequence == 1


def test_a_changed_session_counts_up(stage: Stage) -> None:
    session = stage.meetings["Grupp 2"].sessions.get()
    coordinators = Function.objects.filter(round=stage.world.round, role="coordinator")
    by = {"by": None, "now": stage.now}
    changed = actions.change_session(session, starts_at=time(10), audience=coordinators, **by)

    assert (changed.sequence, last_entry().fields) == (1, ["starts_at", "audience"])
    assert set(changed.audience.all()) == set(coordinators)
    assert actions.change_session(changed, starts_at=time(10), **by).sequence == 1


def test_a_session_calls_its_own_rounds_functions(stage: Stage) -> None:
    foreign = Function.objects.filter(round=stage.world.recent_round)
    with pytest.raises(actions.ElsewhereFunction):
        actions.add_session(
            stage.meetings["Grupp 2"],
            starts_at=time(9),
            ends_at=time(10),
            audience=foreign,
            by=None,
            now=stage.now,
        )


def test_an_assignment_belongs_to_its_groups_meeting(stage: Stage) -> None:
    with pytest.raises(actions.ElsewhereMeeting):
        ask(stage, stage.world.group2, meeting=stage.meetings["Grupp 1"])
    with pytest.raises(actions.ElsewhereMeeting):
        actions.change_assignment(
            stage.assignment, meeting=stage.meetings["Grupp 1"], by=None, now=stage.now
        )


def test_changes_are_recorded_by_name(stage: Stage) -> None:
    by = {"by": stage.world.cleo, "now": stage.now}
    actions.change_assignment(
        stage.assignment, minutes=30, title_sv="Beskriv ert utgångsläge", **by
    )
    assert (last_entry().event, last_entry().fields) == (events.ASSIGNMENT_CHANGED, ["minutes"])

    question = actions.add_question(
        stage.assignment, text=actions.QuestionText(prompt_sv="Sist?"), **by
    )
    assert (question.number, last_entry().event) == (4, events.QUESTION_ADDED)
    actions.change_question(question, hint_sv="Kort.", **by)
    assert (last_entry().event, last_entry().fields) == (events.QUESTION_CHANGED, ["hint_sv"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"opens_on": 9, "due_on": 8},
        {"meeting": None},
        {"phase": "sometime"},
        {"sharing": "world"},
    ],
)
def test_the_database_holds_the_rules(stage: Stage, wrong: dict) -> None:
    dates = {k: stage.world.days(v) if isinstance(v, int) else v for k, v in wrong.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        ask(stage, stage.world.group2, **dates)


# --- Calendar -------------------------------------------------------------------------------------


def calendar(browser, session: Session):
    return browser.get(reverse("session_calendar", args=[session.key]))


def entries(response) -> list:
    return list(icalendar.Calendar.from_ical(response.content).walk("VEVENT"))


def test_a_session_in_ones_own_calendar(stage: Stage, visitor) -> None:
    session = stage.meetings["Grupp 2"].sessions.get()
    response = calendar(visitor("ben"), session)
    (entry,) = entries(response)

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert str(entry["summary"]) == "Träff 1: Inriktning"
    assert (entry["dtstart"].dt.hour, entry["dtend"].dt.hour) == (9, 12)
    assert entry["dtstart"].dt.date() == stage.world.days(16)
    assert (str(entry["uid"]), entry["sequence"]) == (str(session.key), 0)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("Göteborg", "Plats: Göteborg."),
        ("Digitalt", "kommer från er kontaktperson, Cleo Berg, cleo@jamy.example."),
    ],
)
def test_the_calendar_says_where_or_who_sends_the_link(
    stage: Stage, visitor, place: str, words: str
) -> None:
    meeting = stage.meetings["Grupp 2"]
    actions.change_meeting(meeting, place=place, by=None, now=stage.now)
    (entry,) = entries(calendar(visitor("ben"), meeting.sessions.get()))

    assert str(entry["description"]).endswith(words)


def test_all_of_ones_sessions_that_day(stage: Stage, visitor) -> None:
    meeting = stage.meetings["Grupp 2"]
    afternoon = actions.add_session(
        meeting,
        starts_at=time(13),
        ends_at=time(15),
        audience=Function.objects.filter(round=stage.world.round, role="coordinator"),
        by=None,
        now=stage.now,
    )
    counted = {
        who: len(entries(visitor(who).get(reverse("meeting_calendar", args=[meeting.key]))))
        for who in ("ada", "ben", "cleo")
    }

    assert counted == {"ada": 2, "ben": 1, "cleo": 2}
    assert len(entries(calendar(visitor("ada"), afternoon))) == 1


def test_the_calendar_holds_the_link_for_those_who_are_called(stage: Stage, visitor) -> None:
    meeting = stage.meetings["Grupp 2"]
    coordinators = Function.objects.filter(round=stage.world.round, role="coordinator")
    session, by = meeting.sessions.get(), {"by": None, "now": stage.now}
    actions.change_session(session, audience=coordinators, **by)
    actions.change_meeting(meeting, link="https://mote.example/1", **by)
    said = {
        who: str(entries(calendar(visitor(who), session))[0]["description"])
        for who in ("ada", "ben")
    }

    assert said == {
        "ada": "Länk till träffen: https://mote.example/1",
        "ben": "Länken till träffen ser de som är kallade på träffens sida.",
    }
    assert visitor("ben").get(reverse("meeting_calendar", args=[meeting.key])).status_code == 404
    (entry,) = entries(calendar(visitor("ada"), session))
    assert (str(entry["uid"]), entry["sequence"]) == (str(session.key), 2)
    assert str(entry["url"]).endswith(reverse("meeting", args=[meeting.key]))


def test_a_session_without_a_date_and_a_foreign_one_are_not_there(stage: Stage, visitor) -> None:
    session = stage.meetings["Grupp 2"].sessions.get()
    assert calendar(visitor("eve"), session).status_code == 404

    Meeting.objects.update(held_on=None)
    assert calendar(visitor("ada"), session).status_code == 404
