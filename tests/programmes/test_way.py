from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from cohorts.models import Round
from exchange_portal.ui.way import Stop
from exchange_portal.year import read_at
from meetings.models import Meeting
from programmes.way import phase, stops

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _read_that_day() -> Iterator[None]:
    with read_at(datetime(2026, 11, 22, 9, tzinfo=UTC)):
        yield


def round_(*, starts: int = -92, prepared: int = -2, ends: int = 400) -> Round:
    """A round by days from today: the first and last of preparation, and the last of all."""
    days = [TODAY + timedelta(days=days) for days in (starts, prepared, ends)]
    return Round(preparation_starts_on=days[0], preparation_ends_on=days[1], ends_on=days[2])


def meeting(number: int, days: int | None, kind: str = Meeting.Kind.THEMED) -> Meeting:
    held_on = None if days is None else TODAY + timedelta(days=days)
    return Meeting(number=number, kind=kind, theme_sv="Tema", held_on=held_on)


def test_the_whole_way() -> None:
    meetings = [meeting(3, None), meeting(1, -30), meeting(2, 9)]

    assert stops(round_(), meetings, TODAY) == [
        Stop("Förberedelse", "klar 20 november", "past"),
        Stop("Träff 1", "23 oktober", "past"),
        Stop("Träff 2", "om 9 dagar", "here"),
        Stop("Träff 3", "datum kommer", "ahead"),
        Stop("Efteråt", "mål och effekter", "ahead"),
    ]


@pytest.mark.parametrize(
    ("starts", "prepared", "note"),
    [(3, 90, "börjar 25 november"), (0, 5, "till 27 november"), (-90, 0, "till 22 november")],
)
def test_in_the_preparation(starts: int, prepared: int, note: str) -> None:
    way = stops(round_(starts=starts, prepared=prepared), [meeting(1, 9)], TODAY)

    assert way[:2] == [
        Stop("Förberedelse", note, "here"),
        Stop("Träff 1", "1 december", "ahead"),
    ]


@pytest.mark.parametrize(
    ("days", "note"),
    [(0, "i dag"), (1, "i morgon"), (2, "om 2 dagar"), (None, "datum kommer")],
)
def test_how_far_it_is(days: int | None, note: str) -> None:
    assert stops(round_(), [meeting(1, days)], TODAY)[1] == Stop("Träff 1", note, "here")


def test_a_meeting_without_a_date_is_over_when_a_later_one_is() -> None:
    way = stops(round_(), [meeting(1, None), meeting(2, -1), meeting(3, 5)], TODAY)

    assert [(stop.note, stop.state) for stop in way[1:4]] == [
        ("", "past"),
        ("21 november", "past"),
        ("om 5 dagar", "here"),
    ]


@pytest.mark.parametrize(("ends", "days"), [(-1, 5), (100, -1)])
def test_afterwards(ends: int, days: int) -> None:
    """When all meetings are held, and when the round has ended whatever was planned."""
    way = stops(round_(ends=ends), [meeting(1, -5), meeting(2, days)], TODAY)

    assert [stop.state for stop in way] == ["past", "past", "past", "here"]


def test_coordinators_meetings_are_left_out() -> None:
    meetings = [meeting(1, 9), meeting(1, 5, Meeting.Kind.COORDINATORS)]

    assert [stop.label for stop in stops(round_(), meetings, TODAY)] == [
        "Förberedelse",
        "Träff 1",
        "Efteråt",
    ]


def test_what_is_not_of_this_year_says_which() -> None:
    way = stops(round_(starts=-400, prepared=60), [meeting(1, 90), meeting(2, -330)], TODAY)

    assert [stop.note for stop in way[:3]] == [
        "till 21 januari 2027",
        "20 februari 2027",
        "27 december 2025",
    ]


@pytest.mark.parametrize(
    ("round", "said"),
    [
        (round_(), "Nu: träff 2 (om 9 dagar). Sedan: träff 3 (datum kommer)."),
        (
            round_(starts=5, prepared=90),
            "Nu: förberedelse (börjar 27 november). Sedan: träff 1 (23 oktober).",
        ),
        (round_(starts=-700, prepared=-600, ends=-1), "Nu: efteråt (mål och effekter)."),
    ],
)
def test_where_we_are_and_what_is_next_in_words(round: Round, said: str) -> None:
    meetings = [meeting(1, -30), meeting(2, 9), meeting(3, None)]

    assert str(phase(round, meetings, TODAY)) == said
