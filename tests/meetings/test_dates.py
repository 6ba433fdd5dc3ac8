"""A meeting's date: what moves with it, and who is told."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cohorts import actions as cohorts
from cohorts.models import Function
from exchange_portal.audit.models import TrailEntry
from exchange_portal.outbox.models import Notice
from meetings import actions, events
from meetings.emails import meeting_dated_still_wanted, write_meeting_dated
from meetings.models import Assignment, Meeting
from meetings.queries.todos import todo
from tests.meetings.conftest import Stage
from tests.personas import login


@pytest.fixture
def meeting(stage: Stage) -> Meeting:
    """Of group 2, without a date, with a session for coordinators."""
    by: Any = {"by": None, "now": stage.now}
    meeting = actions.plan_meeting(
        stage.world.group2,
        kind="themed",
        number=4,
        theme_sv="Uppföljning",
        theme_en="Follow-up",
        **by,
    )
    called = Function.objects.filter(round=stage.world.round, role="coordinator")
    actions.add_session(meeting, starts_at="09:00", ends_at="12:00", audience=called, **by)
    return meeting


def ask(stage: Stage, meeting: Meeting, **dates: Any) -> Assignment:
    return actions.set_assignment(
        meeting.cohort,
        meeting=meeting,
        phase="before",
        title_sv="Beskriv",
        instructions_sv="Kort.",
        by=None,
        now=stage.now,
        **dates,
    )


def move(stage: Stage, meeting: Meeting, day: date | None) -> None:
    actions.change_meeting(meeting, held_on=day, by=stage.world.cleo, now=stage.now)


def days(assignment: Assignment) -> tuple[date | None, date | None]:
    assignment.refresh_from_db()
    return assignment.opens_on, assignment.due_on


def notices() -> list[Notice]:
    return list(Notice.objects.filter(kind=events.MEETING_DATED).order_by("pk"))


# --- What moves ---------------------------------------------------------------------------------


def test_without_a_date_nothing_is_due(stage: Stage, meeting: Meeting) -> None:
    assert days(ask(stage, meeting, opens_days_before=28, due_days_before=7)) == (None, None)


def test_without_a_date_it_waits_to_be_opened(
    stage: Stage, meeting: Meeting, client: Client
) -> None:
    """It is nobody's task, cannot be written in, and says why."""
    hung = ask(stage, meeting, opens_days_before=28, due_days_before=7)
    question = actions.QuestionText(prompt_sv="Hur?")
    actions.add_question(hung, text=question, by=None, now=stage.now)
    act: Any = {"participation": stage.vr, "by": stage.world.ada, "now": stage.now}

    assert hung not in Assignment.objects.opened(stage.now)
    assert hung.title_sv not in [one.told().title for one in todo(stage.world.ada, stage.now)]
    with pytest.raises(actions.NotOpenYet, match="när träffen har fått ett datum"):
        actions.save_answer(hung, question=hung.questions.get(), text="x", version=0, **act)
    login(client, stage.world.ada)
    page = client.get(reverse("assignment", args=[hung.key])).text
    assert "Uppgiften öppnar när träffen har fått ett datum." in page

    move(stage, meeting, stage.world.days(20))
    assert hung in Assignment.objects.opened(stage.now)
    assert hung.title_sv in [one.told().title for one in todo(stage.world.ada, stage.now)]


def test_what_hangs_on_the_date_follows_it(stage: Stage, meeting: Meeting) -> None:
    hung = ask(stage, meeting, opens_days_before=28, due_days_before=-7)
    fixed = ask(stage, meeting, due_on=stage.world.days(3))
    first, second = stage.world.days(60), stage.world.days(90)

    move(stage, meeting, first)
    assert days(hung) == (first - timedelta(days=28), first + timedelta(days=7))
    move(stage, meeting, second)
    assert days(hung) == (second - timedelta(days=28), second + timedelta(days=7))
    move(stage, meeting, None)
    assert days(hung) == (None, None)
    assert days(fixed) == (None, stage.world.days(3))
    entry = TrailEntry.objects.filter(event=events.ASSIGNMENT_CHANGED).latest("pk")
    assert (entry.about_id, entry.fields) == (hung.pk, ["opens_on", "due_on"])


def test_a_day_set_by_hand_keeps_its_distance(stage: Stage, meeting: Meeting) -> None:
    hung = ask(stage, meeting, opens_days_before=28, due_days_before=7)
    move(stage, meeting, stage.world.days(60))
    actions.change_assignment(hung, due_on=stage.world.days(50), by=None, now=stage.now)

    move(stage, meeting, stage.world.days(61))
    assert days(hung) == (stage.world.days(33), stage.world.days(51))


def test_a_day_set_before_the_meeting_has_one_stays(stage: Stage, meeting: Meeting) -> None:
    hung = ask(stage, meeting, opens_days_before=28, due_days_before=7)
    actions.change_assignment(hung, due_on=stage.world.days(50), by=None, now=stage.now)
    move(stage, meeting, stage.world.days(90))

    # It would open after it is due: it opens on that day instead.
    assert days(hung) == (stage.world.days(50), stage.world.days(50))


def test_taken_from_its_meeting_it_hangs_on_nothing(stage: Stage, meeting: Meeting) -> None:
    hung = ask(stage, meeting, opens_days_before=28, due_days_before=7)
    changes: dict[str, Any] = {"phase": "preparation", "meeting": None}
    actions.change_assignment(hung, **changes, by=None, now=stage.now)

    hung.refresh_from_db()
    assert (hung.opens_days_before, hung.due_days_before) == (None, None)


# --- Who is told --------------------------------------------------------------------------------


def test_those_who_are_called_are_told_once(stage: Stage, meeting: Meeting) -> None:
    """The coordinators of the group: not the planner, not another group's."""
    move(stage, meeting, stage.world.days(60))
    move(stage, meeting, stage.world.days(60))

    assert [one.recipient for one in notices()] == [stage.world.ada, stage.world.dan]
    assert {one.data["had_date"] for one in notices()} == {False}


def test_a_day_that_has_passed_is_news_to_nobody(stage: Stage, meeting: Meeting) -> None:
    move(stage, meeting, stage.world.days(-3))
    move(stage, meeting, stage.world.days(-4))

    assert notices() == []


def test_only_the_latest_date_is_told_to_those_still_called(stage: Stage, meeting: Meeting) -> None:
    move(stage, meeting, stage.world.days(60))
    move(stage, meeting, stage.world.days(70))
    holding = stage.world.dan.holdings.get()
    cohorts.end_holding(holding, until_on=stage.world.today, by=None, now=stage.now)

    wanted = [(one.recipient, meeting_dated_still_wanted(one, stage.now)) for one in notices()]
    assert wanted == [
        (stage.world.ada, False),
        (stage.world.dan, False),
        (stage.world.ada, True),
        (stage.world.dan, False),
    ]


def test_the_mail_says_which_meeting_and_when(stage: Stage, meeting: Meeting) -> None:
    day = date(stage.world.today.year + 1, 3, 2)
    stage.world.round.ends_on = day
    move(stage, meeting, day)
    first = notices()[0]
    move(stage, meeting, day + timedelta(days=1))
    moved = notices()[-1]
    move(stage, meeting, None)
    gone = notices()[-1]
    first_mail = write_meeting_dated(first)  # tells what is true when it is written

    assert first_mail.subject == "Träff 4 har inget datum längre"
    meeting.refresh_from_db()
    meeting.held_on = day
    meeting.save()
    mail = write_meeting_dated(first)
    assert mail.subject.startswith("Träff 4 har fått datum: ")
    assert mail.subject.endswith(f" 2 mars {day.year}")
    assert f"2 mars {day.year}." in mail.text
    assert "grupp 2" in mail.text
    assert "Kl. 9–12\n" in mail.text  # as pages say it
    assert "Uppföljning" in mail.text
    assert write_meeting_dated(moved).subject.startswith("Träff 4 är flyttad till ")
    assert gone.recipient == stage.world.dan


def test_the_mail_leads_to_the_meeting_while_it_has_a_date(stage: Stage, meeting: Meeting) -> None:
    """And speaks of what is handed in only where something is."""
    page = f"/lank/traff/{meeting.key}/"
    follows = "rättar sig efter den nya dagen"
    hanging = ask(stage, meeting, opens_days_before=28, due_days_before=7)
    move(stage, meeting, stage.world.days(40))
    mail = write_meeting_dated(notices()[0])
    for text in (mail.text, mail.html):
        assert page in text
        assert follows in text
    Assignment.objects.filter(pk=hanging.pk).update(opens_days_before=None, due_days_before=None)
    alone = write_meeting_dated(notices()[0])
    assert follows not in alone.text + alone.html

    move(stage, meeting, None)
    gone = write_meeting_dated(notices()[-1])
    for text in (gone.text, gone.html):
        assert page not in text
        assert "Öppna Min sida" in text


def test_each_reads_it_in_their_own_language(stage: Stage, meeting: Meeting) -> None:
    cohorts.choose_language(stage.world.ada, language="en", by=stage.world.ada, now=stage.now)
    move(stage, meeting, date(stage.world.today.year + 1, 3, 2))
    mine, theirs = notices()

    assert "Meeting 4 has been given a date" in write_meeting_dated(mine).subject
    assert "Follow-up" in write_meeting_dated(mine).text
    assert "Träff 4 har fått datum" in write_meeting_dated(theirs).subject
