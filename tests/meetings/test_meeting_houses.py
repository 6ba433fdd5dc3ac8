"""In which order the institutions stand on the page of a meeting, and how many on each page."""

from exchange_portal.collation import sort_key
from exchange_portal.phrased import _phrase
from meetings.models import Meeting
from tests.exchange_portal.ui.reading import tree, with_class, words
from tests.meetings.conftest import Stage
from tests.meetings.test_meeting_page import grow, meeting, read

__all__ = ["meeting"]  # a fixture


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
