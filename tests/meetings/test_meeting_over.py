"""The page of a meeting that is over: what people had said, and nothing that nags."""

from datetime import datetime, time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import get_default_timezone

from cohorts import actions as cohorts
from cohorts.models import Holding
from meetings.models import Attendance, Meeting
from meetings.queries.meeting_page import MeetingPage
from tests.exchange_portal.ui.reading import tree, words
from tests.meetings.conftest import Stage
from tests.meetings.test_answering import reply
from tests.meetings.test_meeting_page import (
    LINK,
    afternoon,
    meeting,
    morning,
    people,
    read,
    sessions,
)
from tests.personas import World, login

__all__ = ["meeting"]  # a fixture

PLANNING = "Central funktion för verksamhetsplanering och uppföljning"


@pytest.fixture
def held(stage: Stage, meeting: Meeting) -> Meeting:
    """It was held yesterday: Ada had said yes to the morning, Dan no, the others nothing."""
    reply(stage, morning(meeting), "ada", comment="Kommer 9.15.")
    reply(stage, morning(meeting), "dan", is_coming=False)
    yesterday = stage.world.days(-1)
    Meeting.objects.filter(pk=meeting.pk).update(held_on=yesterday)
    Attendance.objects.update(answered_for=yesterday)
    return Meeting.objects.get(pk=meeting.pk)


def test_nobody_is_asked_any_more(held: Meeting, visitor: Any) -> None:
    ada, ben = read(visitor("ada"), held), read(visitor("ben"), held)

    assert sessions(ada)["Ditt pass 9–12"].startswith("Du svarade ja ")
    assert sessions(ada)["Ditt pass 13–16"].startswith("Passet är över ")
    assert sessions(ben)["Ditt pass 9–12"].startswith("Passet är över ")
    assert sessions(read(visitor("dan"), held))["Ditt pass 9–12"].startswith("Du svarade nej ")
    for html in (ada, ben, read(visitor("cleo"), held)):
        assert "Vilka som var kallade" in html
        text = words(tree(html))
        for nag in ("har inte svarat", "Inte svarat", "kommer inte", "Svara åt", LINK):
            assert nag not in text
        assert 'name="is_coming"' not in html


def test_a_moved_day_asks_nothing_afterwards(stage: Stage, held: Meeting, visitor: Any) -> None:
    Attendance.objects.update(answered_for=stage.world.days(-9))
    html = read(visitor("ada"), held)

    assert sessions(html)["Ditt pass 9–12"].startswith("Passet är över ")
    assert "Svara för den nya dagen" not in html


def test_what_people_had_said(held: Meeting, visitor: Any) -> None:
    rows = people(read(visitor("ben"), held))

    assert [cells for name, cells in rows.items() if name.startswith("Ada Lind")] == [
        ["9–12 Svarade ja Kommer 9.15.", "13–16 Inget svar"]
    ]
    assert rows[f"Ben Åkesson {PLANNING}"] == ["9–12 Inget svar", "–"]
    assert "Ledig plats" in str(rows)


def test_the_agency_reads_how_many(held: Meeting, visitor: Any) -> None:
    html = read(visitor("cleo"), held)

    assert "1 svarade ja, 1 svarade nej, 3 svarade inte." in html  # Lena sat there then
    assert "0 svarade ja, 0 svarade nej, 2 svarade inte." in html
    assert "lediga" not in html


def test_those_who_sat_there_that_day_are_named(stage: Stage, held: Meeting, visitor: Any) -> None:
    """Ben has left today, and Mia has come: the meeting was Ben's."""
    world: World = stage.world
    holding = Holding.objects.get(user=world.ben)
    cohorts.end_holding(holding, until_on=world.today, by=world.gun, now=world.now)
    by: Any = {"by": world.gun, "now": world.now}
    mia = cohorts.invite(world.institutions["VR"], email="mia@vr.example", name="Mia Ek", **by)
    cohorts.fill_seat(holding.seat, user=mia, from_on=world.today, **by)

    named = " ".join(people(read(visitor("ada"), held)))
    assert "Ben Åkesson" in named
    assert "Mia Ek" not in named


def test_the_page_to_answer_says_what_was_said(held: Meeting, visitor: Any, stage: Stage) -> None:
    ada = Holding.objects.get(user=stage.world.ada)
    html = visitor("ben").get(reverse("answer", args=[morning(held).key, ada.key]))
    assert html.status_code in {403, 404}

    shown = visitor("ada").get(reverse("answer", args=[morning(held).key, ada.key]))
    assert "Svarade ja" in shown.content.decode()
    assert "Det går inte att svara nu." in shown.content.decode()


def test_min_sida_does_not_say_that_one_comes_to_what_is_over(stage: Stage, held: Meeting) -> None:
    today = stage.world.today
    Meeting.objects.filter(pk=held.pk).update(held_on=today)
    Attendance.objects.update(answered_for=today)
    held.sessions.exclude(pk=morning(held).pk).delete()

    def home() -> str:
        return login(Client(), stage.world.ada).get(reverse("home")).content.decode()

    held.sessions.update(starts_at="00:00", ends_at="23:59:59")
    assert "Du kommer" in home()
    held.sessions.update(ends_at="00:00:01")
    assert "Du kommer" not in home()


def test_a_day_that_is_over_is_offered_to_no_calendar(held: Meeting, visitor: Any) -> None:
    for who in ("ada", "ben", "cleo"):
        assert "kalender.ics" not in read(visitor(who), held)


def test_at_noon_only_the_afternoon_is_offered(stage: Stage, meeting: Meeting) -> None:
    assert meeting.held_on
    noon = datetime.combine(meeting.held_on, time(12, 30), get_default_timezone())
    page = MeetingPage(meeting, stage.world.ada, noon)

    assert [part.session for part in page.mine] == [morning(meeting), afternoon(meeting)]
    assert [part.session for part in page.ahead] == [afternoon(meeting)]
