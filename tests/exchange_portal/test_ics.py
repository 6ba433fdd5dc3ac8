"""Calendar entries, as a calendar program reads them."""

from datetime import UTC, datetime
from typing import Any

import icalendar
import pytest

from exchange_portal.ics import Event, calendar
from tests.exchange_portal.conftest import NOW


def local(text: str) -> datetime:
    return datetime.fromisoformat(text)


DAY = local("2026-12-01 09:00"), local("2026-12-01 12:00")


def event(starts: datetime, ends: datetime, **more: Any) -> Event:
    given = {
        "uid": "1@portal",
        "sequence": 0,
        "zone": "Europe/Stockholm",
        "summary": "Träff 1",
    }
    return Event(starts=starts, ends=ends, **(given | more))


def read(*events: Event) -> list[icalendar.Event]:
    file = icalendar.Calendar.from_ical(calendar(events, now=NOW))
    return [part for part in file.walk("VEVENT") if isinstance(part, icalendar.Event)]


@pytest.mark.parametrize(
    ("day", "starts_in_utc"),
    [("2026-12-01", 8), ("2026-06-01", 7), ("2026-03-29", 7), ("2026-10-25", 8)],
    ids=["winter", "summer", "to summer time", "to winter time"],
)
def test_nine_is_nine_on_every_day(day: str, starts_in_utc: int) -> None:
    [entry] = read(event(local(f"{day} 09:00"), local(f"{day} 12:00")))
    starts, ends = entry.decoded("dtstart"), entry.decoded("dtend")

    assert (starts.hour, ends.hour) == (9, 12)
    assert starts.astimezone(UTC).hour == starts_in_utc
    assert (ends - starts).seconds == 3 * 60 * 60


def test_across_the_hour_that_comes_twice() -> None:
    [entry] = read(event(local("2026-10-25 01:00"), local("2026-10-25 04:00")))
    starts, ends = entry.decoded("dtstart"), entry.decoded("dtend")

    assert (ends.astimezone(UTC) - starts.astimezone(UTC)).total_seconds() == 4 * 60 * 60


def test_the_file_brings_the_rules_of_its_zone() -> None:
    day = local("2026-10-25 09:00"), local("2026-10-25 12:00")
    file = icalendar.Calendar.from_ical(calendar([event(*day)], now=NOW))
    [zone] = file.walk("VTIMEZONE")
    changes = {
        (part["TZNAME"], part.decoded("dtstart").date().isoformat()) for part in zone.subcomponents
    }

    assert zone["TZID"] == "Europe/Stockholm"
    assert {("CEST", "2026-03-29"), ("CET", "2026-10-25")} <= changes


def test_everything_that_is_told() -> None:
    text = "Kom; i tid, \\ tack\noch ta med " + "å" * 100
    [entry] = read(
        event(
            *DAY,
            sequence=3,
            description=text,
            location="Digitalt",
            url="https://portal.example.se/pass/1",
        )
    )

    assert {
        name: str(entry[name]) for name in ("UID", "SUMMARY", "DESCRIPTION", "LOCATION", "URL")
    } == {
        "UID": "1@portal",
        "SUMMARY": "Träff 1",
        "DESCRIPTION": text,
        "LOCATION": "Digitalt",
        "URL": "https://portal.example.se/pass/1",
    }
    assert (entry["SEQUENCE"], entry.decoded("dtstamp"), entry["STATUS"]) == (3, NOW, "CONFIRMED")


def test_a_cancelled_one_says_so() -> None:
    [entry] = read(event(*DAY, is_cancelled=True))

    assert entry["STATUS"] == "CANCELLED"


def test_lines_are_short_and_end_as_the_standard_says() -> None:
    file = calendar([event(*DAY, description="å" * 300)], now=NOW)

    assert file.count(b"\n") == file.count(b"\r\n")
    assert max(len(line) for line in file.split(b"\r\n")) <= 75


def test_no_events_are_a_calendar_too() -> None:
    assert read() == []
