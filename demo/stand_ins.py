"""Who stands in for whom in JiM+, a seat that is about to pass on, and the assistant of a head."""

from datetime import timedelta

from cohorts import actions as cohorts
from cohorts.models import Seat
from demo.building import Build
from demo.people import ASSISTANT, address
from meetings import actions as meetings
from meetings.models import Meeting

DAY = timedelta(days=1)


def name(building: Build) -> None:
    _for_meeting(building, "Otto Hagman", "MIG", "core_activity", number=2)
    _for_days(building, "Viola Strand", "VR", "planning", first=20, last=50)
    _hand_over(building, "Moa Thelin", "Forte", "planning", first=21)
    _assist(building, ASSISTANT.name, ASSISTANT.short_name)


def _for_meeting(building: Build, person: str, place: str, function: str, *, number: int) -> None:
    seat = _seat(building, place, function)
    meetings.name_for_meeting(
        Meeting.objects.get(
            cohort=seat.participation.cohort, number=number, kind=Meeting.Kind.THEMED
        ),
        seat=seat,
        name=person,
        email=address(person, place),
        by=building.holders[place, "coordinator"],
        now=building.at(-2, 14),
    )


def _for_days(
    building: Build, person: str, place: str, function: str, *, first: int, last: int
) -> None:
    cohorts.invite_stand_in(
        _seat(building, place, function),
        name=person,
        email=address(person, place),
        from_on=building.day(first),
        until_on=building.day(last) + DAY,
        by=building.holders[place, "coordinator"],
        now=building.at(-2, 15),
    )


def _hand_over(building: Build, person: str, place: str, function: str, *, first: int) -> None:
    cohorts.hand_over(
        _seat(building, place, function).holdings.get(),
        name=person,
        email=address(person, place),
        from_on=building.day(first),
        by=building.holders[place, "coordinator"],
        now=building.at(-2, 16),
    )


def _assist(building: Build, person: str, place: str) -> None:
    cohorts.name_assistant(
        _seat(building, place, "head").holdings.get(),
        name=person,
        email=address(person, place),
        by=building.holders[place, "coordinator"],
        now=building.at(-2, 17),
    )


def _seat(building: Build, place: str, function: str) -> Seat:
    seats = Seat.objects.select_related("participation__institution", "participation__cohort")
    return seats.get(participation=building.participation(place), function__code=function)
