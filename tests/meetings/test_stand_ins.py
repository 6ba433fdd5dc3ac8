"""Somebody comes to a meeting instead: who is called and asked, and what follows the meeting."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime

from cohorts import actions as cohorts
from cohorts.emails import write_welcome
from cohorts.models import Holding, Seat
from cohorts.rules import belongs_to
from exchange_portal.outbox.models import Notice
from exchange_portal.ui.texts import exact_day
from meetings import actions, events
from meetings.models import Attendance, Meeting
from meetings.queries import dates, invitations, todos
from meetings.queries.calendars import events_of_day
from meetings.queries.missing import not_answered
from meetings.reminders import assignments
from tests.meetings.conftest import Stage, plan
from tests.meetings.test_answering import reply, sent
from tests.meetings.test_meeting_page import people, read


@pytest.fixture
def meeting(stage: Stage) -> Meeting:
    """Of everyone, in 16 days."""
    return stage.meetings["Grupp 2"]


def head(stage: Stage) -> Seat:
    return stage.world.seat("VR", "head")


def page(seat: Seat, meeting: Meeting) -> str:
    return reverse("stand_in_at_meeting", args=[seat.key, meeting.key])


def instead(stage: Stage, meeting: Meeting, **given: Any) -> Holding:
    """Nils comes for Hedda."""
    asked = {"seat": head(stage), "user": stage.world.nils, "by": stage.world.ada}
    return actions.name_for_meeting(meeting, **asked | given, now=stage.now)


def missing(meeting: Meeting, stage: Stage) -> list[str]:
    found = not_answered([meeting], stage.now).get(meeting, {})
    return sorted(person.name for person in found)


def asked_of(stage: Stage, who: str) -> list[str]:
    """The meetings that Min sida asks about."""
    called = invitations.called_to(stage.world.people[who], stage.now)
    return [one.session.meeting.name for one in called]


def test_whoever_says_no_is_asked_at_once(stage: Stage, meeting: Meeting, visitor) -> None:
    """The coordinator who answers for Hedda says who; Hedda is told whom to ask."""
    session = meeting.sessions.get()
    hedda, ada = visitor("hedda"), visitor("ada")
    own = reverse("answer", args=[session.key, stage.world.hedda.holdings.get().key])

    answer = hedda.post(own, sent(session, "nej"), follow=True)
    assert "Kommer någon i ditt ställe?" in answer.text
    assert "Be Ada Lind namnge en ersättare" in answer.text
    assert page(head(stage), meeting) not in answer.text

    assert page(head(stage), meeting) in read(ada, meeting)
    again = ada.post(own, sent(session, "nej", version="1", comment="Sjuk"))
    assert again["Location"] == page(head(stage), meeting)
    asked = ada.get(again["Location"])
    assert "Kommer någon i stället för Hedda Öberg?" in asked.text

    given = {"name": "Siv Ek", "address": "siv@vr.example"}
    done = [ada.post(page(head(stage), meeting), given, follow=True) for _ in range(2)][-1]
    assert "Siv Ek kommer som ersättare. Träff 1." in done.text
    holding = Holding.objects.stand_ins().get()
    assert (holding.from_on, holding.until_on) == (stage.world.today, stage.world.days(24))
    assert holding.meeting_scope == meeting.scope


def test_the_mail_says_which_meeting_for_whom_and_how_long(
    stage: Stage, meeting: Meeting, visitor
) -> None:
    instead(stage, meeting)
    notice = Notice.objects.get(recipient=stage.world.nils)
    mail = write_welcome(notice)

    assert mail.subject == "Du ersätter Hedda Öberg i grupp 2, JiM+"
    for words in (
        "Ada Lind har bett dig ersätta Hedda Öberg i grupp 2 för Vetenskapsrådet.",
        "Det gäller en träff: Träff 1: Inriktning.",
        f"Den är {exact_day(stage.world.days(16))}.",
    ):
        assert words in mail.text
        assert words in mail.html


def test_the_stand_in_is_called_and_the_holder_is_not(
    stage: Stage, meeting: Meeting, visitor
) -> None:
    other = plan(stage.world, stage.world.group2, number=2, days=40)
    instead(stage, meeting)

    assert (asked_of(stage, "nils"), asked_of(stage, "hedda")) == (["Träff 1"], ["Träff 2"])
    assert missing(meeting, stage) == ["Ada Lind", "Ben Åkesson", "Dan Ek", "Nils Holm"]
    assert missing(other, stage) == ["Ada Lind", "Ben Åkesson", "Dan Ek", "Hedda Öberg"]
    day = [
        bool(events_of_day(meeting, one, stage.now))
        for one in (stage.world.nils, stage.world.hedda)
    ]
    assert day == [True, False]
    rows = people(read(visitor("ben"), meeting))
    assert rows["Nils Holm Generaldirektör ersätter Hedda Öberg"] == ["9–12 Inte svarat"]
    assert "Nils Holm kommer i ditt ställe. Du behöver inte svara." in read(
        visitor("hedda"), meeting
    )
    assert "Du är ersättare för Generaldirektör." in read(visitor("nils"), meeting)


def test_the_stand_in_answers_and_nobody_for_the_holder(
    stage: Stage, meeting: Meeting, visitor
) -> None:
    session, holding = meeting.sessions.get(), instead(stage, meeting)
    hers = stage.world.hedda.holdings.get()
    for who, whose, status in (
        ("nils", holding, 302),
        ("hedda", hers, 403),
        ("ada", hers, 404),
        ("ada", holding, 302),
        ("ben", holding, 404),
        ("dan", holding, 404),
    ):
        address = reverse("answer", args=[session.key, whose.key])
        assert (who, visitor(who).post(address, sent(session)).status_code) == (who, status)

    assert [one.user for one in Attendance.objects.all()] == [stage.world.nils]
    with pytest.raises(actions.NotCalled):
        reply(stage, session, "hedda")


def test_it_gives_the_seats_rights_until_some_days_after(stage: Stage, meeting: Meeting) -> None:
    instead(stage, meeting)
    place = stage.world.participations["VR"]
    days = {0: True, 16: True, 23: True, 24: False}

    found = {
        day: belongs_to(stage.world.nils, place, stage.now + timedelta(days=day)) for day in days
    }
    assert found == days


def test_it_is_for_the_meeting_and_not_for_the_daily_work(stage: Stage, meeting: Meeting) -> None:
    """A coordinator's: what is to be handed in is still asked of Ada."""
    instead(stage, meeting, seat=stage.world.seat("VR", "coordinator"), by=stage.world.cleo)
    noon = localtime(stage.now).replace(hour=12)  # nobody is reminded at night
    later = noon + timedelta(days=6)

    told = {
        one.recipient.name
        for one in assignments.due(later)
        if one.data["participation"] == stage.vr.pk
    }
    assert told == {"Ada Lind"}
    titles = [one.told().title for one in todos.todo(stage.world.nils, stage.now)]
    assert [str(title) for title in titles] == ["Träff 1: Inriktning"]


def test_it_follows_the_meeting(stage: Stage, meeting: Meeting) -> None:
    instead(stage, meeting)
    preview = dates.told(
        meeting, was_on=meeting.held_on, held_on=stage.world.days(60), now=stage.now
    )
    actions.change_meeting(meeting, held_on=stage.world.days(60), by=None, now=stage.now)

    assert Holding.objects.stand_ins().get().until_on == stage.world.days(68)
    told = [
        one.recipient.name
        for one in Notice.objects.filter(kind=events.MEETING_DATED, data__had_date=True)
    ]
    assert sorted(told) == sorted(one.name for one in preview)
    assert sorted(told) == ["Ada Lind", "Ben Åkesson", "Dan Ek", "Nils Holm"]
    actions.change_meeting(meeting, held_on=stage.world.days(5), by=None, now=stage.now)
    assert Holding.objects.stand_ins().get().until_on == stage.world.days(13)


def test_one_that_was_ended_is_not_called_back(stage: Stage, meeting: Meeting) -> None:
    holding, session = instead(stage, meeting), meeting.sessions.get()
    cohorts.end_holding(holding, until_on=stage.world.days(3), by=stage.world.ada, now=stage.now)

    assert missing(meeting, stage) == ["Ada Lind", "Ben Åkesson", "Dan Ek", "Hedda Öberg"]
    actions.change_meeting(meeting, held_on=stage.world.days(60), by=None, now=stage.now)
    assert Holding.objects.stand_ins().get().until_on == stage.world.days(3)
    assert reply(stage, session, "hedda").is_coming
    with pytest.raises(cohorts.PastMeeting):
        cohorts.end_holding(
            holding, until_on=stage.world.days(99), by=stage.world.ada, now=stage.now
        )


def test_a_meetings_own_goes_before_a_periods(stage: Stage, meeting: Meeting) -> None:
    """And who is away for a period is not asked of the meetings in it."""
    cohorts.name_stand_in(
        head(stage),
        user=stage.world.ben,
        from_on=stage.world.today,
        until_on=stage.world.days(30),
        by=stage.world.ada,
        now=stage.now,
    )
    outside = plan(stage.world, stage.world.group2, number=2, days=40)
    before = [missing(one, stage) for one in (meeting, outside)]
    instead(stage, meeting)

    # Ben is called for his own seat as well.
    assert before == [
        ["Ada Lind", "Ben Åkesson", "Dan Ek"],
        ["Ada Lind", "Ben Åkesson", "Dan Ek", "Hedda Öberg"],
    ]
    assert missing(meeting, stage) == ["Ada Lind", "Ben Åkesson", "Dan Ek", "Nils Holm"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"person": "nils"}, "Nils Holm är redan ersättare vid den träffen"),
        ({"person": "hedda"}, "Personen har själv platsen"),
        ({"person": "dan"}, "Det valet finns inte längre"),
        ({"name": "Dan", "address": "dan@forte.example", "is_sure": "on"}, "används redan"),
    ],
)
def test_what_is_wrong_is_said(
    stage: Stage, meeting: Meeting, visitor, given: dict[str, str], said: str
) -> None:
    if given.get("person") == "nils":
        instead(stage, meeting, user=stage.world.ben)
        said = said.replace("Nils Holm", "Ben Åkesson")
    if "person" in given:
        given = given | {"person": str(stage.world.people[given["person"]].pk)}
    answer = visitor("ada").post(page(head(stage), meeting), given)

    assert answer.status_code == 422
    assert said in answer.text


def test_a_meeting_that_is_over_or_elsewhere_takes_none(
    stage: Stage, meeting: Meeting, visitor
) -> None:
    elsewhere = stage.meetings["Grupp 1"]
    assert visitor("ada").get(page(head(stage), elsewhere)).status_code == 404
    assert visitor("gun").get(page(head(stage), elsewhere)).status_code == 404
    with pytest.raises(actions.SeatNotCalled):
        instead(stage, elsewhere)
    for day in (-1, None):
        Meeting.objects.filter(pk=meeting.pk).update(held_on=day and stage.world.days(day))
        with pytest.raises(actions.NotAhead):
            instead(stage, meeting)


def test_as_many_queries_with_one_and_three(
    stage: Stage, meeting: Meeting, django_assert_max_num_queries
) -> None:
    """The page of the meeting, and Min sida's question, whoever stands in."""
    client, seats = Client(), ["head", "planning", "finance"]
    client.force_login(stage.world.hedda)
    counts = []
    for code in seats:
        instead(stage, meeting, seat=stage.world.seat("VR", code), by=stage.world.ada)
        with django_assert_max_num_queries(14) as counted:
            read(client, meeting)
        counts.append(len(counted))

    assert counts == counts[:1] * 3
