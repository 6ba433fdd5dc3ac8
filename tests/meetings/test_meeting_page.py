"""The page of a meeting: what is for me, who comes, what only some may read."""

from datetime import time
from html import unescape
from typing import Any

import pytest
from django.urls import reverse

from cohorts import actions as cohorts
from cohorts.models import Function, Institution
from exchange_portal.ui.texts import day
from meetings import actions
from meetings.models import Meeting, Session
from tests.exchange_portal.ui.reading import texts, tree, with_class, words
from tests.meetings.conftest import Stage, ask, plan
from tests.meetings.test_answering import reply
from tests.personas import World

LINK = "https://mote.example/grupp-2"


@pytest.fixture
def meeting(stage: Stage) -> Meeting:
    """In the morning for everyone, in the afternoon for coordinators."""
    meeting = stage.meetings["Grupp 2"]
    by = {"by": None, "now": stage.now}
    actions.change_meeting(meeting, link=LINK, **by)
    afternoon = actions.add_session(
        meeting,
        starts_at=time(13),
        ends_at=time(16),
        audience=Function.objects.filter(round=stage.world.round, role="coordinator"),
        **by,
    )
    for title in ("Vi hälsar", "Vi pratar"):
        actions.add_agenda_item(afternoon, title_sv=title, minutes=20, **by)
    return Meeting.objects.get(pk=meeting.pk)


def morning(meeting: Meeting) -> Session:
    return meeting.sessions.get(starts_at=time(9))


def afternoon(meeting: Meeting) -> Session:
    return meeting.sessions.get(starts_at=time(13))


def read(browser: Any, meeting: Meeting, **query: str) -> str:
    response = browser.get(reverse("meeting", args=[meeting.key]), query)
    assert response.status_code == 200
    return unescape(response.content.decode())


def sessions(html: str) -> dict[str, str]:
    """The sections of sessions: heading and how it stands."""
    found = {}
    for section in with_class(tree(html), "session"):
        (heading,) = section.findall("./h2")
        (standing,) = with_class(section, "standing")
        found[words(heading)] = words(standing)
    return found


def people(html: str) -> dict[str, list[str]]:
    """Each row of «Vilka som kommer»: name and function, and the cells."""
    rows = [row for body in with_class(tree(html), "attending") for row in body.findall("./tr")]
    return {
        words(row.findall("./th")[0]): [words(cell) for cell in row.findall("./td")]
        for row in rows
        if row.findall("./td")
    }


def test_heading_date_and_hours(meeting: Meeting, visitor) -> None:
    html = read(visitor("ada"), meeting)
    when = day(meeting.held_on).capitalize()  # type: ignore[arg-type]

    assert texts(tree(html), ".//h1") == ["Träff 1: Inriktning"]
    assert f"{when} kl. 9–12 och 13–16. Digitalt." in html
    assert f"{when} kl. 9–12. Digitalt." in read(visitor("hedda"), meeting)


def test_each_has_their_own_sessions_first(meeting: Meeting, visitor) -> None:
    everyone = "För samordnare, högsta chefer och ledningsfunktioner"

    assert sessions(read(visitor("ada"), meeting)) == {
        "Ditt pass 9–12": f"Du har inte svarat {everyone}",
        "Ditt pass 13–16": "Du har inte svarat För samordnare",
    }
    assert sessions(read(visitor("hedda"), meeting)) == {
        "Ditt pass 9–12": f"Du har inte svarat {everyone}",
        "Pass 13–16": "Inte för dig För samordnare",
    }
    assert sessions(read(visitor("cleo"), meeting)) == {
        "Pass 9–12": everyone,
        "Pass 13–16": "För samordnare",
    }


def test_the_rector_is_called_to_some_meetings_only(stage: Stage, visitor) -> None:
    """And is told so at the others, without a link and without anything to answer."""
    second = plan(stage.world, stage.world.group2, number=2, days=40)
    by = {"by": None, "now": stage.now}
    actions.change_meeting(second, link=LINK, **by)
    others = Function.objects.filter(round=stage.world.round).exclude(role="head")
    actions.change_session(second.sessions.get(), audience=others, **by)
    html = read(visitor("hedda"), second)

    assert "Du är inte kallad till den här träffen" in html
    assert LINK not in html
    assert 'name="is_coming"' not in html
    assert "Hedda" not in "".join(people(html))
    assert LINK in read(visitor("ben"), second)


@pytest.mark.parametrize("who", ["eve", "paul", "nils", "lena", "nora", "rut", "irma", "stig"])
def test_for_others_it_is_not_there(meeting: Meeting, visitor, who: str) -> None:
    for name in ("meeting", "meeting_calendar"):
        response = visitor(who).get(reverse(name, args=[meeting.key]))
        assert response.status_code == 404
        assert LINK not in response.content.decode()


def test_who_comes(stage: Stage, meeting: Meeting, visitor) -> None:
    reply(stage, morning(meeting), "ada", comment="Kommer 9.15.")
    reply(stage, morning(meeting), "dan", is_coming=False, comment="Föräldramöte.")
    rows = people(read(visitor("ada"), meeting))

    assert rows["Ada Lind Samordnare för jämställdhetsintegrering"] == [
        "9–12 Kommer Kommer 9.15.",
        "13–16 Inte svarat",
    ]
    assert rows["Dan Ek Samordnare för jämställdhetsintegrering"] == [
        "9–12 Kommer inte",
        "13–16 Inte svarat",
    ]
    assert rows["Hedda Öberg Generaldirektör"] == [
        "9–12 Inte svarat Svara åt Hedda Öberg, 9–12",
        "–",
    ]
    assert rows["Ledig plats Ekonomifunktion eller funktion med budgetansvar"] == ["–", "–"]
    assert len([row for row in rows if row.startswith(("Lena", "Nora"))]) == 0


@pytest.mark.parametrize(
    ("who", "reads"),
    [("dan", True), ("cleo", True), ("gun", True), ("ada", False), ("hedda", False)],
)
def test_a_comment_is_for_the_own_institution_and_the_agency(
    stage: Stage, meeting: Meeting, visitor, who: str, reads: bool
) -> None:
    reply(stage, morning(meeting), "dan", is_coming=False, comment="Föräldramöte.")
    html = read(visitor(who), meeting)

    assert ("Föräldramöte." in html) is reads
    assert "Kommer inte" in html


def test_the_agency_counts_and_does_not_answer(stage: Stage, meeting: Meeting, visitor) -> None:
    reply(stage, morning(meeting), "ada")
    reply(stage, morning(meeting), "dan", is_coming=False)
    html = read(visitor("cleo"), meeting)

    assert "1 kommer, 1 kommer inte, 2 har inte svarat. 16 platser är lediga." in html
    assert "0 kommer, 0 kommer inte, 2 har inte svarat. 2 platser är lediga." in html
    assert 'name="is_coming"' not in html
    assert "Svara åt" not in html
    assert LINK in html
    assert reverse("admin:meetings_meeting_change", args=[meeting.pk]) in html
    assert "2 har inte svarat" not in read(visitor("ada"), meeting)


def test_a_moved_meeting_asks_again(stage: Stage, meeting: Meeting, visitor) -> None:
    reply(stage, morning(meeting), "ben")
    before = meeting.held_on
    actions.change_meeting(meeting, held_on=stage.world.days(20), by=None, now=stage.now)
    html = read(visitor("ben"), meeting)

    assert sessions(html)["Ditt pass 9–12"].startswith("Flyttad, svara igen")
    assert f"Du svarade ja för {day(before)}. Träffen är flyttad." in html  # type: ignore[arg-type]
    assert 'name="version" value="1"' in html
    row = people(read(visitor("dan"), meeting))
    assert row["Ben Åkesson Central funktion för verksamhetsplanering och uppföljning"] == [
        f"9–12 Inte svarat svarade för {day(before)}",  # type: ignore[arg-type]
        "–",
    ]
    assert "0 kommer, 0 kommer inte, 4 har inte svarat." in read(visitor("cleo"), meeting)


def test_while_there_is_no_link_it_says_who_sends_it(
    stage: Stage, meeting: Meeting, visitor
) -> None:
    actions.change_meeting(meeting, link="", by=None, now=stage.now)
    assert "Länken är inte klar än. Den kommer från Cleo Berg." in read(visitor("ben"), meeting)
    assert "Ingen länk är inlagd än." in read(visitor("cleo"), meeting)

    actions.change_meeting(meeting, place="Rosenbad 4", by=None, now=stage.now)
    assert "Länken är inte klar" not in read(visitor("ben"), meeting)


def test_a_meeting_without_a_date_or_hours(stage: Stage, visitor) -> None:
    meeting = plan(stage.world, stage.world.group2, number=3, days=None)
    html = read(visitor("ada"), meeting)
    assert "Datumet är inte bestämt än. Det kommer här." in html
    assert 'name="is_coming"' not in html
    assert "I din kalender" not in html

    Session.audience.through.objects.filter(session__meeting=meeting).delete()
    assert "Tiderna är inte bestämda än." in read(visitor("ada"), meeting)


def test_what_is_taken_up_and_what_there_is_to_do(stage: Stage, meeting: Meeting, visitor) -> None:
    html = read(visitor("ada"), meeting)
    assert "Vi hälsar" in html
    assert "20 minuter" in html
    assert "Dagordningen kommer här när den är klar." in html
    assert "Inte inlämnad" in html

    stage.hand_in()
    assert "Inlämnad" in read(visitor("ben"), meeting)
    assert "Inlämnad" not in read(visitor("dan"), meeting)
    later = ask(stage, stage.world.group2, title_sv="Sen", opens_on=stage.world.days(2))
    assert "Har inte öppnat" in read(visitor("dan"), meeting)
    assert reverse("assignment", args=[later.key]) in read(visitor("dan"), meeting)


def test_the_calendar_is_for_each_session_and_the_day(meeting: Meeting, visitor) -> None:
    whole_day = reverse("meeting_calendar", args=[meeting.key])
    one = reverse("session_calendar", args=[afternoon(meeting).key])

    assert {whole_day, one} <= set(read(visitor("ada"), meeting).split('"'))
    assert whole_day not in read(visitor("ben"), meeting)
    assert one not in read(visitor("ben"), meeting)


def grow(world: World, count: int) -> None:
    """So many institutions more in the group, each with a coordinator."""
    for number in range(count):
        by: Any = {"by": None, "now": world.now}
        kind = Institution.Kind.AGENCY
        name = f"Myndighet {number:03}"
        institution = cohorts.add_institution(name=name, short_name=f"M{number}", kind=kind, **by)
        place = cohorts.admit(world.group2, institution=institution, **by)
        email = f"person{number}@m.example"
        person = cohorts.invite(institution, email=email, name=f"Person {number:03}", **by)
        seat = place.seats.get(function__code="coordinator")
        cohorts.fill_seat(seat, user=person, from_on=world.today, **by)
        world.people[f"person{number}"] = person


@pytest.mark.parametrize("who", ["ada", "ben", "cleo"])
@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow(
    stage: Stage, meeting: Meeting, visitor, django_assert_num_queries, who: str, rows: int
) -> None:
    grow(stage.world, rows)
    for number in range(rows):
        reply(stage, morning(meeting), f"person{number}", comment="Jag kommer sent.")
        ask(stage, stage.world.group2, title_sv=f"Uppgift {number}")
        actions.add_agenda_item(morning(meeting), title_sv="Mer", by=None, now=stage.now)
    browser = visitor(who)
    browser.get(reverse("home"))  # that the second factor is there is remembered from now on

    with django_assert_num_queries(10):
        read(browser, meeting)
