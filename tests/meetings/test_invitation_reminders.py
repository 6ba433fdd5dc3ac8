"""Whoever is called to a meeting is reminded once by each rule, until they have answered."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.utils.timezone import get_default_timezone

from cohorts import actions as cohorts
from cohorts.models import Function, User
from exchange_portal.outbox.kinds import Mail, notice_kind
from exchange_portal.outbox.models import Notice
from meetings import actions, events, reminders
from meetings.models import Assignment, Meeting
from meetings.reminders import invitations
from tests.meetings.conftest import Stage, plan

EVERYONE = ["Ada Lind", "Ben Åkesson", "Dan Ek", "Hedda Öberg"]


@pytest.fixture
def meeting(stage: Stage) -> Meeting:
    """Group 2's, for everyone, in 16 days; group 1 has none, and nothing is to be handed in."""
    Assignment.objects.update(due_on=None)
    Meeting.objects.filter(cohort=stage.world.group1).update(held_on=None)
    stage.world.nora.holdings.all().delete()
    for days in (14, 7, 1):
        cohorts.add_reminder_rule(stage.world.round, days_before=days, by=None, now=stage.now)
    stage.world.round.reminder_rules.filter(days_before__in=[3, 0]).delete()
    return stage.meetings["Grupp 2"]


def at(meeting: Meeting, days: int, hour: int = 12) -> datetime:
    """A moment so many days before the meeting."""
    assert meeting.held_on is not None
    day = meeting.held_on - timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, tzinfo=get_default_timezone())


def reminded(now: datetime) -> list[str]:
    return sorted(one.recipient.name for one in invitations.due(now))


def answer(person: User, meeting: Meeting, *, number: int = 0, is_coming: bool = True) -> Any:
    session = meeting.sessions.order_by("starts_at")[number]
    return actions.answer_invitation(
        session,
        holding=person.holdings.earliest("pk"),
        is_coming=is_coming,
        answered_for=meeting.held_on,
        version=0,
        by=person,
        now=at(meeting, 15),
    )


def move(meeting: Meeting, day: date | None, now: datetime) -> Meeting:
    actions.change_meeting(meeting, held_on=day, by=None, now=now)
    meeting.refresh_from_db()
    return meeting


def afternoon(meeting: Meeting, *codes: str) -> None:
    functions = Function.objects.filter(round=meeting.cohort.round, code__in=codes)
    actions.add_session(
        meeting, starts_at="13:00", ends_at="15:00", audience=functions, by=None, now=at(meeting, 0)
    )


def written(person: User) -> Mail:
    one = Notice.objects.filter(kind=events.INVITATION_REMINDER, recipient=person).latest("pk")
    mail = notice_kind(one.kind).write(one)
    assert "{" not in mail.subject + mail.text
    return mail


def is_wanted(person: User, now: datetime) -> bool:
    one = Notice.objects.filter(kind=events.INVITATION_REMINDER, recipient=person).latest("pk")
    return notice_kind(one.kind).still_wanted(one, now)


# --- Who ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("days", [14, 7, 1])
def test_those_who_are_called_once_by_each_rule(stage: Stage, meeting: Meeting, days: int) -> None:
    assert reminded(at(meeting, days, hour=6)) == []
    assert reminded(at(meeting, days)) == EVERYONE
    for hour in (7, 8, 20):
        reminders.remind(now=at(meeting, days, hour))

    kept = Notice.objects.filter(kind=events.INVITATION_REMINDER)
    assert sorted(kept.values_list("recipient__name", flat=True)) == EVERYONE
    assert set(kept.values_list("data__days_before", flat=True)) == {days}


def test_not_before_the_first_rule_nor_after_the_day(stage: Stage, meeting: Meeting) -> None:
    assert reminded(at(meeting, 15)) == reminded(at(meeting, -1)) == []
    assert reminded(at(meeting, 0, hour=11)) == EVERYONE
    assert reminded(at(meeting, 0, hour=12)) == []  # it is over


def test_a_yes_and_a_no_are_both_answers(stage: Stage, meeting: Meeting) -> None:
    answer(stage.world.ada, meeting)
    answer(stage.world.dan, meeting, is_coming=False)

    assert reminded(at(meeting, 14)) == ["Ben Åkesson", "Hedda Öberg"]


def test_a_session_without_an_answer_is_asked_about(stage: Stage, meeting: Meeting) -> None:
    afternoon(meeting, "coordinator")
    answer(stage.world.ada, meeting)
    answer(stage.world.dan, meeting)
    answer(stage.world.dan, meeting, number=1)

    assert reminded(at(meeting, 14)) == ["Ada Lind", "Ben Åkesson", "Hedda Öberg"]
    reminders.remind(now=at(meeting, 14))
    assert "Kl. 13–15\n" in written(stage.world.ada).text
    assert "9–12" not in written(stage.world.ada).text


def test_only_whose_function_is_called(stage: Stage, meeting: Meeting) -> None:
    session = meeting.sessions.get()
    coordinators = Function.objects.filter(round=stage.world.round, code="coordinator")
    actions.change_session(session, audience=coordinators, by=None, now=stage.now)

    assert reminded(at(meeting, 14)) == ["Ada Lind", "Dan Ek"]


def test_each_group_hears_of_its_own_meeting(stage: Stage, meeting: Meeting) -> None:
    move(stage.meetings["Grupp 1"], meeting.held_on, at(meeting, 15))
    found = {(one.recipient.name, one.data["meeting"]) for one in invitations.due(at(meeting, 7))}

    assert found == {
        ("Eve Nyman", stage.meetings["Grupp 1"].pk),
        *((name, meeting.pk) for name in EVERYONE),
    }


def test_one_mail_for_a_person_with_two_seats_and_two_sessions(
    stage: Stage, meeting: Meeting
) -> None:
    afternoon(meeting, "planning", "core_activity")
    cohorts.fill_seat(
        stage.world.seat("VR", "core_activity"),
        user=stage.world.ben,
        from_on=stage.world.today,
        by=None,
        now=stage.now,
    )
    reminders.remind(now=at(meeting, 14))

    assert reminded(at(meeting, 14)) == EVERYONE
    assert Notice.objects.filter(recipient=stage.world.ben, kind=events.INVITATION_REMINDER).get()


def test_a_seat_counts_from_its_first_day_until_its_last(stage: Stage, meeting: Meeting) -> None:
    """Nora takes over after Ben."""
    held = stage.world.seat("VR", "planning").holdings.get()
    leaves_on = at(meeting, 7).date()
    cohorts.end_holding(held, until_on=leaves_on, by=None, now=stage.now)
    cohorts.fill_seat(
        stage.world.seat("VR", "planning"),
        user=stage.world.nora,
        from_on=leaves_on,
        by=None,
        now=stage.now,
    )

    assert reminded(at(meeting, 8)) == EVERYONE
    assert reminded(at(meeting, 7)) == ["Ada Lind", "Dan Ek", "Hedda Öberg", "Nora Dahl"]


def test_not_a_shut_account(stage: Stage, meeting: Meeting) -> None:
    User.objects.filter(pk=stage.world.ben.pk).update(is_active=False)

    assert reminded(at(meeting, 14)) == ["Ada Lind", "Dan Ek", "Hedda Öberg"]


def test_not_in_a_round_that_is_over_nor_without_a_date(stage: Stage, meeting: Meeting) -> None:
    stage.world.round.ends_on = at(meeting, 8).date()
    stage.world.round.save()
    assert reminded(at(meeting, 8)) == EVERYONE
    assert reminded(at(meeting, 7)) == []

    move(meeting, None, stage.now)
    assert reminded(stage.now) == []


# --- A moved meeting ----------------------------------------------------------------------------


def test_a_moved_meeting_asks_those_who_had_answered(stage: Stage, meeting: Meeting) -> None:
    answer(stage.world.ada, meeting)
    reminders.remind(now=at(meeting, 14))
    moved = move(meeting, stage.world.days(40), now=at(meeting, 13))

    assert reminded(at(moved, 15)) == []
    assert "Ada Lind" in reminded(at(moved, 14))
    reminders.remind(now=at(moved, 14))
    assert "flyttad till" in written(stage.world.ada).text
    assert "flyttad till" not in written(stage.world.ben).text
    kept = Notice.objects.filter(kind=events.INVITATION_REMINDER, recipient=stage.world.ben)
    assert kept.count() == 2


def test_who_has_just_heard_of_the_date_waits_for_the_next_rule(
    stage: Stage, meeting: Meeting
) -> None:
    """Moved ten days before: the mail says so, and fourteen days before has been."""
    moved = move(meeting, at(meeting, 0).date() + timedelta(days=1), now=at(meeting, 9))

    assert reminded(at(moved, 10)) == reminded(at(moved, 8)) == []
    assert reminded(at(moved, 7)) == EVERYONE


# --- The mail -----------------------------------------------------------------------------------


def test_the_mail_says_what_when_how_long_and_where(stage: Stage, meeting: Meeting) -> None:
    reminders.remind(now=at(meeting, 14))
    mail = written(stage.world.ada)

    assert mail.subject.startswith("Kommer du till träff 1, ")
    for text in (mail.text, mail.html):
        assert "Hej Ada Lind!" in text
        assert "Du är kallad till träff 1 i grupp 2, " in text
        assert "Inriktning" in text
        assert "Kl. 9–12" in text
        assert "Digitalt" in text
        assert "Det tar en minut." in text
        assert f"{settings.PORTAL_URL}/lank/traff/{meeting.key}/" in text
        assert "Cleo Berg är er kontaktperson" in text
        assert "Dan" not in text


def test_the_mail_in_english(stage: Stage, meeting: Meeting) -> None:
    reminders.remind(now=at(meeting, 14))
    User.objects.filter(pk=stage.world.ada.pk).update(language="en")
    mail = written(stage.world.ada)

    assert mail.subject.startswith("Are you coming to meeting 1, ")
    assert "You have not said whether you are coming." in mail.text


def test_on_the_day_it_says_today(stage: Stage, meeting: Meeting) -> None:
    cohorts.add_reminder_rule(stage.world.round, days_before=0, by=None, now=stage.now)
    reminders.remind(now=at(meeting, 0, hour=7))

    assert written(stage.world.ada).subject == "Kommer du till träff 1 i dag?"


def test_it_is_wanted_until_it_is_answered_moved_or_over(stage: Stage, meeting: Meeting) -> None:
    reminders.remind(now=at(meeting, 14))
    assert is_wanted(stage.world.ada, at(meeting, 14))
    assert not is_wanted(stage.world.ada, at(meeting, -1))

    answer(stage.world.ada, meeting)
    assert not is_wanted(stage.world.ada, at(meeting, 14))

    now = at(meeting, 13)
    move(meeting, stage.world.days(17), now)
    assert not is_wanted(stage.world.ben, now)


def test_it_is_not_wanted_by_who_has_left(stage: Stage, meeting: Meeting) -> None:
    now = at(meeting, 14)
    reminders.remind(now=now)
    holding = stage.world.seat("VR", "planning").holdings.get()
    cohorts.end_holding(holding, until_on=now.date(), by=None, now=stage.now)
    User.objects.filter(pk=stage.world.hedda.pk).update(is_active=False)

    assert is_wanted(stage.world.ada, now)
    assert not is_wanted(stage.world.ben, now)
    assert not is_wanted(stage.world.hedda, now)


def test_as_many_queries_however_many_wait(
    stage: Stage, meeting: Meeting, django_assert_num_queries: Any
) -> None:
    now = at(meeting, 7)
    with django_assert_num_queries(9):
        assert len(invitations.due(now)) == len(EVERYONE)
    for number in (2, 3):
        plan(stage.world, stage.world.group2, number=number, days=16)
    with django_assert_num_queries(9):
        assert len(invitations.due(now)) == 3 * len(EVERYONE)
