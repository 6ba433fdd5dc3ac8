"""Calendar entries that any calendar program can read (RFC 5545)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import icalendar

from exchange_portal.characters import plain

PRODUCT = "-//Erfarenhetsutbytet//Portal//SV"


@dataclass(frozen=True, kw_only=True)
class Event:
    """One entry. `starts` and `ends` are local times without zone; `zone` says where, so that a
    meeting at nine stays at nine when the clocks change. `sequence` counts changes: a calendar
    takes the highest of the same `uid`."""

    uid: str
    sequence: int
    starts: datetime
    ends: datetime
    zone: str
    summary: str
    description: str = ""
    location: str = ""
    url: str = ""
    is_cancelled: bool = False


def calendar(events: Iterable[Event], *, now: datetime) -> bytes:
    """A calendar file, with the rules of every time zone it uses."""
    file = icalendar.Calendar()
    file.add("prodid", PRODUCT)
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    entries = list(events)
    for event in entries:
        file.add_component(_component(event, now))
    if entries:
        first = min(event.starts for event in entries).year
        last = max(event.ends for event in entries).year
        file.add_missing_timezones(date(first, 1, 1), date(last + 1, 1, 1))
    return bytes(file.to_ical())


def _component(event: Event, now: datetime) -> icalendar.Event:
    zone = ZoneInfo(event.zone)
    component = icalendar.Event()
    component.add("uid", event.uid)
    component.add("sequence", event.sequence)
    component.add("dtstamp", now)
    component.add("dtstart", event.starts.replace(tzinfo=zone))
    component.add("dtend", event.ends.replace(tzinfo=zone))
    component.add("summary", plain(event.summary))
    for name in ("description", "location", "url"):
        if text := getattr(event, name):
            component.add(name, plain(text))
    component.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    return component
