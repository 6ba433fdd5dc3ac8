"""What Min sida is told to show."""

from datetime import datetime, time, timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from cohorts.models import Function, Participation, User
from exchange_portal.ui.todo import Todo
from meetings import actions
from meetings.models import Meeting, Sharing
from meetings.queries import todos
from meetings.queries.shared import shared_lately
from tests.meetings.conftest import Stage, ask, move_due, plan
from tests.meetings.test_answering import reply


def todo(user: User, now: datetime) -> list[Todo]:
    return [one.told() for one in todos.todo(user, now)]


def titles(stage: Stage, who: str) -> list[str]:
    return [one.title for one in todo(stage.world.people[who], stage.now)]


def assignment_of(stage: Stage, who: str = "ada"):
    address = reverse("assignment", args=[stage.assignment.key])
    return next(one for one in todo(stage.world.people[who], stage.now) if one.url == address)


def test_the_nearest_comes_first(stage: Stage) -> None:
    assert titles(stage, "ada") == ["Beskriv ert utgångsläge", "Träff 1: Inriktning"]
    assert titles(stage, "cleo") == titles(stage, "nils") == []


def test_a_new_assignment(stage: Stage) -> None:
    one = assignment_of(stage)

    assert (one.action, one.about, one.tag) == ("Börja", "Inför träff 1", "9 dagar kvar")
    assert (one.due_on, one.status) == (stage.world.days(9), "quiet")
    assert todos.todo(stage.world.ada, stage.now)[0].minutes == 120


@pytest.mark.parametrize(
    ("days", "tag", "status"),
    [
        (8, "8 dagar kvar", "quiet"),
        (2, "2 dagar kvar", "now"),
        (1, "1 dag kvar", "now"),
        (0, "Sista dagen i dag", "now"),
        (-1, "Försenad 1 dag", "late"),
        (-3, "Försenad 3 dagar", "late"),
    ],
)
def test_how_long_there_is(stage: Stage, days: int, tag: str, status: str) -> None:
    move_due(stage.assignment, days, stage.world)

    assert (assignment_of(stage).tag, assignment_of(stage).status) == (tag, status)


def test_the_own_draft_is_told_of(stage: Stage) -> None:
    stage.write("Hej", by=stage.world.ben, now=stage.now - timedelta(days=1))

    assert assignment_of(stage).about == "Inför träff 1. Utkast sparat av Ben Åkesson i går."
    assert assignment_of(stage, "ben").about == "Inför träff 1. Utkast sparat av dig i går."
    assert assignment_of(stage).action == "Fortsätt"
    assert assignment_of(stage, "dan").about == "Inför träff 1"


def test_what_is_handed_in_is_done_until_it_is_returned(stage: Stage) -> None:
    version = stage.hand_in()
    assert titles(stage, "ada") == titles(stage, "ben") == ["Träff 1: Inriktning"]

    stage.send_back(version)
    assert (assignment_of(stage).tag, assignment_of(stage).status) == ("Kompletteras", "now")


def test_what_has_not_opened_or_is_over_is_not_there(stage: Stage) -> None:
    ask(stage, stage.world.group2, title_sv="Sen", opens_on=stage.world.days(1))
    assert "Sen" not in titles(stage, "ada")

    stage.world.round.ends_on = stage.world.days(-1)
    stage.world.round.save()
    assert "Beskriv ert utgångsläge" not in titles(stage, "ada")


def test_meetings_are_told_to_those_who_are_called(stage: Stage) -> None:
    meeting = stage.meetings["Grupp 2"]
    coordinators = Function.objects.filter(round=stage.world.round, role="coordinator")
    actions.add_session(
        meeting,
        starts_at=time(13),
        ends_at=time(15, 30),
        audience=coordinators,
        by=None,
        now=stage.now,
    )
    about = {who: todo(stage.world.people[who], stage.now)[-1].about for who in ("ada", "ben")}

    assert about == {"ada": "9–12 och 13–15.30. Digitalt.", "ben": "9–12. Digitalt."}


def test_a_meeting_asks_for_an_answer_until_there_is_one(stage: Stage) -> None:
    meeting = stage.meetings["Grupp 2"]
    coordinators = Function.objects.filter(round=stage.world.round, role="coordinator")
    by = {"by": None, "now": stage.now}
    afternoon = actions.add_session(
        meeting, starts_at=time(13), ends_at=time(15), audience=coordinators, **by
    )
    morning = meeting.sessions.get(starts_at=time(9))

    def said(who: str = "ada") -> tuple[str, str, bool]:
        last = todo(stage.world.people[who], stage.now)[-1]
        assert last.url == reverse("meeting", args=[meeting.key])
        return last.action, last.tag, last.is_quiet

    assert said() == said("ben") == ("Svara", "", False)
    reply(stage, morning)
    assert said() == ("Svara", "Du kommer 9–12", False)
    reply(stage, afternoon, is_coming=False)
    assert said() == ("Se träffen", "Du kommer 9–12", True)
    reply(stage, afternoon, version=1)
    assert said() == ("Se träffen", "Du kommer", True)
    assert said("ben") == ("Svara", "", False)
    reply(stage, morning, "ben", is_coming=False)
    assert said("ben") == ("Se träffen", "Du kommer inte", True)

    actions.change_meeting(meeting, held_on=stage.world.days(17), **by)
    assert said() == said("ben") == ("Svara", "Flyttad, svara igen", False)


def test_a_meeting_that_one_does_not_come_to_takes_no_time(stage: Stage) -> None:
    def minutes() -> int:
        return todos.todo(stage.world.ben, stage.now)[-1].minutes

    assert minutes() == 180
    reply(stage, stage.meetings["Grupp 2"].sessions.get(), "ben", is_coming=False)
    assert minutes() == 0


def test_nobody_is_asked_to_answer_when_it_is_over(stage: Stage) -> None:
    meeting = stage.meetings["Grupp 2"]
    actions.change_meeting(meeting, held_on=stage.world.today, by=None, now=stage.now)
    session = meeting.sessions.get()
    ends = session.ends(stage.world.today)
    said = {at: todo(stage.world.ben, at)[0].action for at in (ends - timedelta(hours=1), ends)}

    assert list(said.values()) == ["Svara", "Se träffen"]


def test_a_meeting_without_a_date_or_gone_by_is_not_there(stage: Stage) -> None:
    plan(stage.world, stage.world.group2, number=2, days=None)
    plan(stage.world, stage.world.group2, number=3, days=-1)

    assert [title for title in titles(stage, "ada") if title.startswith("Träff")] == [
        "Träff 1: Inriktning"
    ]


def test_as_many_queries_whatever_there_is(stage: Stage, django_assert_num_queries) -> None:
    with django_assert_num_queries(4):
        todo(stage.world.ada, stage.now)
    for number in (2, 3, 4):
        plan(stage.world, stage.world.group2, number=number)
        ask(stage, stage.world.group2, title_sv=f"Uppgift {number}")
    with django_assert_num_queries(4):
        assert len(todo(stage.world.ada, stage.now)) == 8


def test_news_of_the_group_are_what_others_have_shared(stage: Stage) -> None:
    own = stage.hand_in()
    first = stage.send_back(stage.hand_in(stage.forte, by=stage.world.dan))
    stage.hand_in(stage.world.participations["KV"], by=stage.world.eve)
    second = stage.hand_in(stage.forte, by=stage.world.dan, now=stage.now + timedelta(hours=1))
    world = stage.world

    def news(of: Participation) -> list[UUID]:
        return [one.key for one in shared_lately([of.cohort_id], others_than=[of], most=4)]

    assert news(stage.vr) == [second.key]
    assert news(stage.forte) == [own.key]
    assert news(world.participations["KV"]) == []
    stage.assignments["Grupp 2"] = ask(stage, world.group2, sharing=Sharing.OWN)
    stage.hand_in(stage.forte, by=world.dan, now=stage.now + timedelta(hours=2))
    assert news(stage.vr) == [second.key]
    assert first.pk != second.pk


def test_coordinators_meetings_have_their_own_name(stage: Stage) -> None:
    Meeting.objects.filter(pk=stage.meetings["Grupp 2"].pk).update(kind=Meeting.Kind.COORDINATORS)

    assert "Samordnarträff 1: Inriktning" in titles(stage, "ada")
