"""Meetings in words, as on a day with several sessions for different people."""

from datetime import date, time

import pytest

from cohorts.models import Function
from meetings.models import Meeting, Session
from programmes.calendar import in_order, lines

COORDINATOR = Function(pk=1, role=Function.Role.COORDINATOR)
HEAD = Function(pk=2, role=Function.Role.HEAD)
PLANNING = Function(pk=3, role=Function.Role.MANAGEMENT)
EVERYONE = [COORDINATOR, HEAD, PLANNING]


def session(pk: int, meeting: Meeting, starts: int, ends: int) -> Session:
    return Session(pk=pk, meeting=meeting, starts_at=time(starts), ends_at=time(ends))


@pytest.mark.parametrize(
    ("morning", "afternoon", "note"),
    [
        (EVERYONE, EVERYONE, "9–12 och 13–15 för alla. Digitalt."),
        (EVERYONE, [COORDINATOR], "9–12 för alla, 13–15 för samordnare. Digitalt."),
        (
            [COORDINATOR, PLANNING],
            [HEAD],
            "9–12 för samordnare och ledningsfunktioner, 13–15 för högsta chefer. Digitalt.",
        ),
    ],
)
def test_a_day(morning: list[Function], afternoon: list[Function], note: str) -> None:
    meeting = Meeting(
        pk=1,
        number=2,
        kind=Meeting.Kind.THEMED,
        theme_sv="Mål",
        held_on=date(2026, 12, 1),
        place="Digitalt",
    )
    audiences = {session(1, meeting, 9, 12): morning, session(2, meeting, 13, 15): afternoon}

    (line,) = lines([meeting], audiences)

    assert (line.name, line.theme, line.note) == ("Träff 2", "Mål", note)


def test_a_meeting_without_a_date_says_nothing_of_time() -> None:
    (line,) = lines([Meeting(pk=1, number=3, kind=Meeting.Kind.THEMED, theme_sv="Mål")], {})

    assert (line.held_on, line.note) == (None, "")


@pytest.mark.parametrize(("today", "is_past"), [(1, False), (2, True)])
def test_what_was_held_on_an_earlier_day_is_past(today: int, is_past: bool) -> None:
    held = {"number": 2, "kind": Meeting.Kind.THEMED, "theme_sv": "Mål"}
    meeting = Meeting(pk=1, held_on=date(2026, 12, 1), **held)

    (line,) = lines([meeting], {}, today=date(2026, 12, today))
    (planned,) = lines([meeting], {})

    assert (line.is_past, planned.is_past) == (is_past, False)


@pytest.mark.parametrize(
    ("meetings", "order"),
    [
        (["T1 1", "T2 2", "T3", "T4", "T5 9"], ["T1", "T2", "T3", "T4", "T5"]),
        (["T5 1", "T4"], ["T4", "T5"]),
        (["T2 1", "T1 5", "T3"], ["T2", "T1", "T3"]),  # dates come before numbers
        (["S1 1", "T1 2", "S2", "T2 9"], ["S1", "T1", "S2", "T2"]),
        (["T1 2", "S3", "T3", "S2", "T2 9", "T5 30"], ["T1", "S2", "T2", "S3", "T3", "T5"]),
        (["T3", "T2", "T1"], ["T1", "T2", "T3"]),
        ([], []),
    ],
)
def test_without_a_date_a_meeting_stands_before_the_next_by_number(
    meetings: list[str], order: list[str]
) -> None:
    kinds = {"T": Meeting.Kind.THEMED, "S": Meeting.Kind.COORDINATORS}

    def meeting(told: str) -> Meeting:
        name, _, day = told.partition(" ")
        held_on = date(2026, 12, int(day)) if day else None
        return Meeting(kind=kinds[name[0]], number=int(name[1]), held_on=held_on)

    found = in_order([meeting(one) for one in meetings])

    letters = {kind: letter for letter, kind in kinds.items()}
    assert [f"{letters[Meeting.Kind(one.kind)]}{one.number}" for one in found] == order
