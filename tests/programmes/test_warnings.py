"""What is told in time: that the head does not come to a meeting, and that nobody sits in top
management; to the coordinator and to those who run the group, with the way to mend it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cohorts import actions as cohorts
from cohorts.models import Holding, Round, Seat, rights_of
from meetings import actions
from meetings.models import Meeting
from meetings.queries.heads import missed_at, missed_in
from programmes import queries
from programmes.pages import home_of
from programmes.visitor import Visitor
from programmes.warnings import for_agency
from tests.exchange_portal.ui.reading import tree, words
from tests.personas import World, login
from tests.programmes.conftest import plan


@pytest.fixture
def kickoff(begun: World) -> Meeting:
    """Of group 2, in nine days, for everyone. Only Vetenskapsrådet has people."""
    Seat.objects.filter(function__role="head").exclude(pk=begun.seat("VR", "head").pk).delete()
    return Meeting.objects.get(cohort=begun.group2, number=1)


def told(world: World, place: str = "VR") -> list[str]:
    """On Min sida, to the one who coordinates there."""
    user = world.ada if place == "VR" else world.dan
    return [str(one.text) for one in home_of(Visitor(user, world.now)).warnings]


def told_to_staff(world: World, who: str = "cleo") -> list[tuple[str, str]]:
    under_way = queries.rounds_under_way(world.now)
    charge = rights_of(world.people[who], world.now).charge.within(under_way=under_way)
    lacking = [one for one in queries.wanting(charge, world.now) if one.lacks_top]
    found = for_agency(missed_in(charge, world.now), lacking)
    return [(str(one.text), one.about) for one in found]


def says_no(world: World, meeting: Meeting, who: str = "hedda", **holding: Any) -> None:
    for session in meeting.sessions.all():
        actions.answer_invitation(
            session,
            holding=world.people[who].holdings.get(**holding),
            is_coming=False,
            answered_for=meeting.held_on,
            version=0,
            by=world.people[who],
            now=world.now,
        )


def test_the_head_has_said_no(begun: World, kickoff: Meeting) -> None:
    assert (told(begun), told_to_staff(begun)) == ([], [])
    says_no(begun, kickoff)

    (mine,) = told(begun)
    assert mine.startswith("Hedda Öberg kommer inte till träff 1 ")
    assert mine.endswith(", och ingen ersättare är namngiven")
    assert told_to_staff(begun) == [(mine, "Vetenskapsrådet, Grupp 2")]
    assert (told_to_staff(begun, "paul"), told(begun, "Forte")) == ([], [])
    seat = begun.seat("VR", "head")
    url = reverse("stand_in_at_meeting", args=[seat.key, kickoff.key])
    for who, page in (("ada", "home"), ("cleo", "home"), ("cleo", "staff_board")):
        shown = login(Client(), begun.people[who]).get(reverse(page)).text
        assert (who, page, url in shown) == (who, page, True)
    place = reverse("own_seats", args=[seat.participation.key])
    assert url in login(Client(), begun.ada).get(place).text
    for page in (reverse("home"), place):
        assert "ingen ersättare" not in words(tree(login(Client(), begun.ben).get(page).text))


def test_a_stand_in_mends_it_until_they_say_no_too(begun: World, kickoff: Meeting) -> None:
    says_no(begun, kickoff)
    actions.name_for_meeting(
        kickoff, seat=begun.seat("VR", "head"), user=begun.nils, by=begun.ada, now=begun.now
    )
    assert told(begun) == []
    says_no(begun, kickoff, "nils")
    (mine,) = told(begun)
    assert mine.startswith("Nils Holm kommer inte till träff 1 ")


def test_the_heads_seat_is_vacant_that_day(begun: World, kickoff: Meeting) -> None:
    """Also when whoever has it leaves before the meeting, unless somebody comes after."""
    hedda, seat = begun.hedda.holdings.get(), begun.seat("VR", "head")
    cohorts.end_holding(hedda, until_on=begun.days(5), by=begun.ada, now=begun.now)
    (mine,) = told(begun)
    assert mine.startswith("Ingen är generaldirektör den dag som träff 1 hålls, ")
    (one,) = home_of(Visitor(begun.ada, begun.now)).warnings
    assert one.url == reverse("invite_colleague", args=[seat.key])

    cohorts.fill_seat(seat, user=begun.nils, from_on=begun.days(7), by=begun.ada, now=begun.now)
    assert told(begun) == []


@pytest.mark.parametrize(("days", "is_told"), [(0, True), (21, True), (22, False), (-1, False)])
def test_three_weeks_before(begun: World, kickoff: Meeting, days: int, is_told: bool) -> None:
    cohorts.end_holding(
        begun.hedda.holdings.get(), until_on=begun.today, by=begun.ada, now=begun.now
    )
    Meeting.objects.filter(pk=kickoff.pk).update(held_on=begun.days(days))

    assert bool(told(begun)) is is_told


def test_only_where_the_head_is_called(begun: World, kickoff: Meeting) -> None:
    cohorts.end_holding(
        begun.hedda.holdings.get(), until_on=begun.today, by=begun.ada, now=begun.now
    )
    session = kickoff.sessions.get()
    others = session.audience.exclude(role="head")
    actions.change_session(session, audience=others, by=None, now=begun.now)

    assert (told(begun), told_to_staff(begun)) == ([], [])


def test_somebody_from_top_management(begun: World, kickoff: Meeting) -> None:
    """Asked where the round asks for it, of institutions that have people; mended on the page of
    the own seats."""
    cohorts.mark_top_management(
        begun.hedda.holdings.get(), is_there=False, by=begun.ada, now=begun.now
    )
    assert (told(begun), told_to_staff(begun)) == ([], [])
    Round.objects.filter(pk=begun.round.pk).update(needs_top_management=True)
    place = begun.participations["VR"]

    assert told(begun) == ["Ingen av er sitter i högsta ledningen. Minst en ska göra det"]
    lacking = [("Forte saknar någon från högsta ledningen", "Grupp 2")]
    lacking.append(("Vetenskapsrådet saknar någon från högsta ledningen", "Grupp 2"))
    assert told_to_staff(begun) == lacking

    ada, hedda = login(Client(), begun.ada), begun.hedda.holdings.get()
    seats = reverse("own_seats", args=[place.key])
    mark = reverse("top_management", args=[hedda.key])
    page = reverse("colleague", args=[hedda.key])
    assert mark in ada.get(page).text
    for _ in range(2):  # pressed twice
        assert ada.post(mark, {"sitter": "ja"})["Location"] == page
    assert Holding.objects.get(pk=hedda.pk).is_top_management
    assert told(begun) == []
    assert "Minst en ska göra det" not in ada.get(seats).text


def test_as_many_queries_with_one_and_three(
    begun: World, kickoff: Meeting, django_assert_num_queries
) -> None:
    for number in (3, 4, 5):
        says_no(begun, plan(begun, begun.group2, number, days=number))
        with django_assert_num_queries(1):
            found = missed_at([begun.participations["VR"].pk], begun.now)
        assert len(found) == number - 2
