"""Meetings that an institution's head is called to and, as it stands, does not come to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from cohorts.models import Charge, Function, Holding, Seat
from exchange_portal.phrased import ask
from meetings.models import Attendance, Meeting

AHEAD = timedelta(days=21)  # how long before a meeting it is told
MEETING = "participation__cohort__meetings"
SESSION = f"{MEETING}__sessions"
FACTS = (
    f"{MEETING}__pk",
    "pk",
    "key",
    "participation",
    "participation__institution__name",
    "participation__cohort__name",
    "function__name_sv",
    "function__name_en",
    f"{MEETING}__key",
    f"{MEETING}__kind",
    f"{MEETING}__number",
    f"{MEETING}__held_on",
    f"{MEETING}__scope",
)
HELD = ("is_stand_in", "from_on", "until_on", "meeting_scope", "user__name")


@dataclass(frozen=True, kw_only=True)
class HeadMissed:
    """Nobody is to come for the seat; `absent` has said so, or else the seat is vacant that day."""

    seat: UUID
    participation: int
    institution: str
    cohort: str
    function_sv: str
    function_en: str
    meeting: Meeting
    absent: str


def is_near(meeting: Meeting, now: datetime) -> bool:
    """Whether it is told now who will be missed there."""
    today = localdate(now)
    return meeting.held_on is not None and today <= meeting.held_on <= today + AHEAD


def may_be_missed(now: datetime) -> Q:
    """Of seats: a head's that somebody does not have all the time until the day up to which it is
    told, or that somebody of has said no. Of other seats there is nothing to ask further."""
    today = localdate(now)
    last = today + AHEAD
    stays = Q(until_on=None) | Q(until_on__gt=last)
    steady = Holding.objects.regular().filter(stays, seat=OuterRef("pk"), from_on__lte=today)
    said_no = Attendance.objects.filter(
        is_coming=False,
        answered_for=F("session__meeting__held_on"),
        session__meeting__held_on__range=(today, last),
        user__holdings__seat=OuterRef("pk"),
    )
    return Q(~Exists(steady) | Exists(said_no), function__role=Function.Role.HEAD)


def missed_at(places: Iterable[int], now: datetime) -> list[HeadMissed]:
    """Of these participations (ids), the nearest meeting first."""
    return _missed(ask(_of_places, places, now=now))


def missed_in(charge: Charge, now: datetime) -> list[HeadMissed]:
    """In the cohorts of the charge."""
    return _missed(charge.ask(_in_charge, now))


def _in_charge(charge: Charge, *, now: datetime) -> QuerySet[Seat, tuple[Any, ...]]:
    return _seats(now).filter(charge.covers("participation__cohort__"))


def _of_places(places: list[int], *, now: datetime) -> QuerySet[Seat, tuple[Any, ...]]:
    return _seats(now).filter(participation__in=places)


def _seats(now: datetime) -> QuerySet[Seat, tuple[Any, ...]]:
    """One row for each session, and holding that lasts, of a head's seat."""
    today = localdate(now)
    lasts = Q(holdings__until_on=None) | Q(holdings__until_on__gt=today)
    said_no = Attendance.objects.filter(
        session=OuterRef(f"{SESSION}__pk"),
        user=OuterRef("held__user"),
        answered_for=OuterRef(f"{MEETING}__held_on"),
        is_coming=False,
    )
    return (
        Seat.objects.filter(
            function__role=Function.Role.HEAD,
            **{
                f"{MEETING}__held_on__range": (today, today + AHEAD),
                f"{SESSION}__audience": F("function"),
            },
        )
        .annotate(held=FilteredRelation("holdings", condition=lasts), said_no=Exists(said_no))
        .order_by(f"{MEETING}__held_on", f"{MEETING}__pk", "participation", "pk")
        .values_list(*FACTS, *(f"held__{one}" for one in HELD), "said_no")
    )


def _missed(rows: Iterable[tuple[Any, ...]]) -> list[HeadMissed]:
    found = []
    for facts, those in groupby(rows, key=lambda row: row[: len(FACTS)]):
        _pk, _seat, seat, place, institution, cohort, name_sv, name_en, *about = facts
        key, kind, number, held_on, scope = about
        absent = _absent([row[len(FACTS) :] for row in those], scope, held_on)
        if absent is None:
            continue
        found.append(
            HeadMissed(
                seat=seat,
                participation=place,
                institution=institution,
                cohort=cohort,
                function_sv=name_sv,
                function_en=name_en,
                meeting=Meeting(key=key, kind=kind, number=number, held_on=held_on),
                absent=absent,
            )
        )
    return found


def _absent(rows: list[tuple[Any, ...]], scope: int, on: date) -> str | None:
    """Who has said no to every session; "" when nobody has the seat, None when somebody is to
    come."""
    nearest, coming, name = 0, False, ""
    for is_stand_in, from_on, until_on, meeting_scope, person, said_no in rows:
        if from_on is None or from_on > on or (until_on is not None and until_on <= on):
            continue
        holding = Holding(
            is_stand_in=is_stand_in,
            from_on=from_on,
            until_on=until_on,
            meeting_scope_id=meeting_scope,
        )
        near = holding.serves(scope, on)
        if near > nearest:
            nearest, coming, name = near, not said_no, person
        elif near == nearest:
            coming = coming or not said_no
    return None if coming else name
