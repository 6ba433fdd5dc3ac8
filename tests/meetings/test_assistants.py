"""What the assistant of a head sees of meetings, hears of them, and answers."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cohorts import actions as cohorts
from cohorts.models import Assistant, Function
from exchange_portal.audit.models import TrailEntry
from exchange_portal.outbox.models import Notice
from meetings import actions, events, reminders
from meetings.emails import (
    assistant_dated_still_wanted,
    assistant_reminder_still_wanted,
    write_assistant_dated,
    write_assistant_reminder,
)
from meetings.models import Attendance, Meeting, Session
from meetings.reminders import invitations
from tests.meetings.conftest import Stage
from tests.personas import login


@pytest.fixture
def asta(stage: Stage) -> Assistant:
    head, by = stage.world.hedda.holdings.get(), {"by": stage.world.ada, "now": stage.now}
    return cohorts.name_assistant(head, name="Asta Ros", email="asta@vr.example", **by)  # type: ignore[arg-type]


@pytest.fixture
def session(stage: Stage, asta: Assistant) -> Session:
    return stage.meetings["Grupp 2"].sessions.get()


@pytest.fixture
def client(asta: Assistant) -> Client:
    return login(Client(), asta.user)


def page(asta: Assistant) -> str:
    return reverse("assisted", args=[asta.key])


def address(asta: Assistant, session: Session) -> str:
    return reverse("answer_as_assistant", args=[asta.key, session.key])


def given(meeting: Meeting, word: str = "ja", version: int = 0) -> dict[str, Any]:
    return {"is_coming": word, "version": version, "answered_for": meeting.held_on.isoformat()}


def not_for_heads(stage: Stage) -> Session:
    """A meeting of the same group that calls coordinators alone."""
    by: Any = {"by": None, "now": stage.now}
    meeting = actions.plan_meeting(
        stage.world.group2,
        kind="coordinators",
        number=8,
        theme_sv="Bara samordnare",
        held_on=stage.world.days(5),
        **by,
    )
    called = Function.objects.filter(round=stage.world.round, role="coordinator")
    return actions.add_session(meeting, starts_at="09:00", ends_at="11:00", audience=called, **by)


def test_the_heads_meetings_and_no_others(
    stage: Stage, asta: Assistant, client: Client, session: Session
) -> None:
    closed, elsewhere = not_for_heads(stage), stage.meetings["Grupp 1"].sessions.get()
    Meeting.objects.update(link="https://video.example/rum")
    shown = client.get(page(asta)).text

    meeting = stage.meetings["Grupp 2"]
    assert shown.count('class="session"') == 1
    assert f'id="traff-{meeting.key}"' in shown
    assert ("https://video.example/rum" in shown, "Bara samordnare" in shown) == (True, False)
    calendar = client.get(reverse("assisted_calendar", args=[asta.key]))
    assert calendar.text.count("BEGIN:VEVENT") == meeting.sessions.count()
    assert page(asta) in calendar.text.replace("\r\n ", "")
    for other in (closed, elsewhere):
        assert client.get(address(asta, other)).status_code == 404
        assert client.post(address(asta, other), given(other.meeting)).status_code == 404
    for route in ("meeting", "meeting_calendar", "meeting_summary"):
        assert client.get(reverse(route, args=[meeting.key])).status_code == 404
    assert client.get(reverse("session_calendar", args=[session.key])).status_code == 404


def test_an_answer_is_recorded_as_the_assistants(
    stage: Stage, asta: Assistant, client: Client, session: Session
) -> None:
    meeting = stage.meetings["Grupp 2"]
    asked = client.get(address(asta, session)).text
    assert "Kommer Hedda Öberg?" in asked
    assert "Ett svar saknas" in client.get(reverse("home")).text
    for _ in range(2):
        answer = client.post(address(asta, session), given(meeting, "nej"), follow=True)

    assert "Nu står det att Hedda Öberg inte kommer, och att du har svarat." in answer.text
    assert "Asta Ros svarade" in answer.text
    assert "Inget att svara på nu" in client.get(reverse("home")).text
    (said,) = Attendance.objects.all()
    assert (said.user, said.answered_by, said.is_coming, said.version) == (
        stage.world.hedda,
        asta.user,
        False,
        1,
    )
    recorded = TrailEntry.objects.filter(event=events.INVITATION_ANSWERED)
    assert [one.actor_id for one in recorded] == [asta.user.pk]
    own = login(Client(), stage.world.hedda).get(reverse("meeting", args=[meeting.key])).text
    assert "Asta Ros svarade åt dig." in own
    assert reverse("name_stand_in", args=[said.seat.key]) not in answer.text


def test_over_what_the_head_has_said_meanwhile(
    stage: Stage, asta: Assistant, client: Client, session: Session
) -> None:
    """Two tabs: nothing is overwritten unseen, and what was written is kept."""
    meeting = stage.meetings["Grupp 2"]
    actions.answer_invitation(
        session,
        holding=asta.holding,
        is_coming=True,
        answered_for=meeting.held_on,
        version=0,
        by=stage.world.hedda,
        now=stage.now,
    )
    late = client.post(address(asta, session), given(meeting, "nej") | {"comment": "Upptagen"})

    assert (late.status_code, 'value="Upptagen"' in late.text) == (422, True)
    assert Attendance.objects.get().is_coming is True
    nonsense = client.post(address(asta, session), {"is_coming": "x", "version": "y"})
    assert nonsense.status_code == 422


def test_ended_while_the_page_was_open(
    stage: Stage, asta: Assistant, session: Session, client: Client
) -> None:
    cohorts.end_assistant(asta, by=stage.world.ada, now=stage.now)
    meeting = stage.meetings["Grupp 2"]

    assert client.post(address(asta, session), given(meeting)).status_code == 404
    with pytest.raises(actions.AssistsNoLonger):
        answer(stage, asta, session)
    assert not Attendance.objects.exists()


def answer(stage: Stage, asta: Assistant, session: Session, **other: Any) -> Attendance:
    fields = {
        "is_coming": True,
        "answered_for": Meeting.objects.get(pk=session.meeting_id).held_on,
        "version": 0,
        "by": asta.user,
        "now": stage.now,
    }
    return actions.answer_as_assistant(session, assistant=asta, **fields | other)


def test_when_somebody_stands_in_there_is_nothing_to_answer(
    stage: Stage, asta: Assistant, session: Session, client: Client
) -> None:
    cohorts.name_stand_in(
        asta.holding.seat,
        user=stage.world.nils,
        from_on=stage.world.today,
        until_on=stage.world.days(40),
        by=stage.world.ada,
        now=stage.now,
    )

    assert "Inga träffar framåt" in client.get(page(asta)).text
    assert client.get(address(asta, session)).status_code == 404
    with pytest.raises(actions.Refused):
        answer(stage, asta, session)


def move(stage: Stage, day: date | None) -> Meeting:
    meeting = Meeting.objects.get(pk=stage.meetings["Grupp 2"].pk)
    actions.change_meeting(meeting, held_on=day, by=stage.world.cleo, now=stage.now)
    return meeting


def test_a_moved_date_is_mailed_to_both(stage: Stage, asta: Assistant) -> None:
    move(stage, stage.world.days(20))

    (notice,) = Notice.objects.filter(kind=events.ASSISTANT_DATED)
    assert notice.recipient == asta.user
    assert Notice.objects.filter(kind=events.MEETING_DATED, recipient=stage.world.hedda).exists()
    mail = write_assistant_dated(notice)
    assert mail.subject.endswith(", för Hedda Öberg")
    for words in ("som Hedda Öberg är kallad till, är flyttad till", page(asta), "Kl. "):
        assert words in mail.text
        assert words in mail.html
    assert assistant_dated_still_wanted(notice, stage.now)
    move(stage, stage.world.days(21))
    assert not assistant_dated_still_wanted(notice, stage.now)
    newest = Notice.objects.filter(kind=events.ASSISTANT_DATED).latest("pk")
    cohorts.end_assistant(asta, by=stage.world.ada, now=stage.now)
    assert not assistant_dated_still_wanted(newest, stage.now)


def test_not_of_meetings_that_call_others(stage: Stage, asta: Assistant) -> None:
    session = not_for_heads(stage)
    meeting = Meeting.objects.get(pk=session.meeting_id)
    actions.change_meeting(meeting, held_on=stage.world.days(6), by=None, now=stage.now)

    assert not Notice.objects.filter(kind=events.ASSISTANT_DATED).exists()


def test_a_reminder_until_somebody_has_answered(
    stage: Stage, asta: Assistant, session: Session
) -> None:
    held_on = Meeting.objects.get(pk=session.meeting_id).held_on
    assert held_on is not None
    days = held_on - stage.world.today - timedelta(days=3)
    morning = timezone.localtime(stage.now).replace(hour=12) + days
    for _ in range(2):
        reminders.remind(now=morning)

    (notice,) = Notice.objects.filter(kind=events.ASSISTANT_REMINDER)
    assert notice.recipient == asta.user
    mail = write_assistant_reminder(notice)
    assert mail.subject.startswith("Kommer Hedda Öberg till träff ")
    assert "Du får mejlet som assistent åt Hedda Öberg" in mail.text
    assert assistant_reminder_still_wanted(notice, morning)
    answer(stage, asta, session)
    assert not assistant_reminder_still_wanted(notice, morning)
    reminders.remind(now=morning + timedelta(days=3))
    assert Notice.objects.filter(kind=events.ASSISTANT_REMINDER).count() == 1


def test_when_a_coordinator_asks_the_head(stage: Stage, asta: Assistant, session: Session) -> None:
    world = stage.world
    meeting = Meeting.objects.get(pk=session.meeting_id)
    for _ in range(2):
        actions.ask_colleagues(
            meeting, people=[world.hedda.pk, world.ben.pk], by=world.ada, now=stage.now
        )

    (notice,) = Notice.objects.filter(kind=events.ASSISTANT_REMINDER)
    mail = write_assistant_reminder(notice)
    assert "Ada Lind, som är samordnare hos er, ber om svar." in mail.text
    assert assistant_reminder_still_wanted(notice, stage.now)


def test_as_many_questions_whatever_there_is(
    stage: Stage, asta: Assistant, client: Client, django_assert_max_num_queries: Any
) -> None:
    def count() -> int:
        with django_assert_max_num_queries(14) as asked:
            client.get(page(asta))
        return len(asked)

    client.get(page(asta))
    first = count()
    for number in (11, 12):
        meeting = actions.plan_meeting(
            stage.world.group2,
            kind="themed",
            number=number,
            theme_sv="Mer",
            held_on=stage.world.days(number),
            by=None,
            now=stage.now,
        )
        heads = Function.objects.filter(round=stage.world.round, role="head")
        actions.add_session(
            meeting, starts_at="09:00", ends_at="11:00", audience=heads, by=None, now=stage.now
        )
    assert count() == first


def test_reminders_of_many_meetings_ask_no_more(
    stage: Stage, asta: Assistant, session: Session, django_assert_max_num_queries: Any
) -> None:
    meeting = Meeting.objects.get(pk=session.meeting_id)
    assert meeting.held_on is not None
    days = meeting.held_on - stage.world.today - timedelta(days=3)
    morning = timezone.localtime(stage.now).replace(hour=12) + days

    def count() -> tuple[int, int]:
        with django_assert_max_num_queries(14) as asked:
            due = invitations.due(morning)
        return len(asked), sum(one.recipient == asta.user for one in due)

    first, one = count()
    heads = Function.objects.filter(round=stage.world.round, role="head")
    by: Any = {"by": None, "now": stage.now}
    for number in (11, 12):
        facts = {"kind": "themed", "number": number, "theme_sv": "Mer"}
        more = actions.plan_meeting(meeting.cohort, held_on=meeting.held_on, **facts, **by)
        actions.add_session(more, starts_at="09:00", ends_at="11:00", audience=heads, **by)
    assert (one, count()) == (1, (first, 3))
