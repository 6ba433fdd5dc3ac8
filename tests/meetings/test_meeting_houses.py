"""«Vilka som kommer» on the page of a meeting: whose stand first, and large groups in pages."""

from typing import Any

import pytest
from django.urls import reverse

from cohorts import actions as cohorts
from cohorts.models import Institution
from exchange_portal.collation import sort_key
from exchange_portal.phrased import _phrase
from meetings import actions
from meetings.models import Meeting
from tests.exchange_portal.ui.reading import tree, with_class, words
from tests.meetings.conftest import Stage, ask
from tests.meetings.test_answering import reply
from tests.meetings.test_meeting_page import meeting, morning, read
from tests.personas import World

__all__ = ["meeting"]  # a fixture


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


def houses(html: str) -> list[str]:
    """The institutions of «Vilka som kommer», in the order of the page."""
    return [
        words(heading)
        for body in with_class(tree(html), "attending")
        for heading in body.findall("./tr/th[@scope='rowgroup']")
    ]


def test_ones_own_institution_stands_first(meeting: Meeting, visitor) -> None:
    """Then the anchor; to those who run the group the anchor is the first."""
    assert houses(read(visitor("dan"), meeting)) == [
        "Forte",
        "Vetenskapsrådet",
        "Formas",
        "Vinnova",
    ]
    for who in ("ada", "cleo"):
        others = ["Formas", "Forte", "Vinnova"]
        assert houses(read(visitor(who), meeting)) == ["Vetenskapsrådet", *others]


def test_every_page_of_a_large_group_is_the_same_question(
    stage: Stage, meeting: Meeting, visitor
) -> None:
    grow(stage.world, 18)
    dan = visitor("dan")
    first = houses(read(dan, meeting))
    phrased = _phrase.cache_info().misses
    second, third = (houses(read(dan, meeting, page=number)) for number in "23")

    assert [len(page) for page in (first, second, third)] == [10, 10, 2]
    assert len({*first, *second, *third}) == 22
    assert _phrase.cache_info().misses == phrased


def test_a_large_group_comes_in_pages(stage: Stage, meeting: Meeting, visitor) -> None:
    grow(stage.world, 10)
    first, second = read(visitor("ada"), meeting), read(visitor("ada"), meeting, page="2")
    named = [*houses(first), *houses(second)]

    assert "1–10 av 14" in first
    assert named[0] == "Vetenskapsrådet"  # the anchor
    assert named[1:] == sorted(named[1:], key=sort_key)
    assert len(named) == 14
    assert "14 har inte svarat" not in second


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
