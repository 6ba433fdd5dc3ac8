"""Who comes to a meeting: the seats that are called, who holds them, and what they have answered.

Names and answers are for the whole cohort. Comments, and who answered for somebody else, are for
the own institution and the agency: they come from `Attendance.visible_to`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
    Window,
)
from django.db.models.functions import RowNumber

from cohorts.models import (
    Charge,
    Engagement,
    Function,
    Guest,
    Holding,
    Participation,
    Seat,
    User,
    rights_of,
)
from cohorts.queries import held_today, stand_ins
from exchange_portal.collation import swedish
from exchange_portal.phrased import ask
from meetings.models import Attendance, Meeting, Session
from meetings.queries import calling

GIVEN = (
    "given__user",
    "given__session",
    "given__is_coming",
    "given__answered_for",
    "given__version",
)
STAND_IN = ("key", "user", "user__name", "from_on", "until_on", "meeting_scope")
COLUMNS = (
    "pk",
    "key",
    "function",
    "participation",
    "participation__institution__name",
    "sub_unit__name_sv",
    "sub_unit__name_en",
    "held__key",
    "held__user",
    "held__user__name",
    *(f"standing__{name}" for name in STAND_IN),
    *GIVEN,
)

type Who = tuple[int, int]  # ids of a session and of a user


@dataclass(frozen=True, kw_only=True)
class Reply:
    """An answer as far as the cohort is told of it."""

    is_coming: bool
    answered_for: date
    version: int

    def holds(self, meeting: Meeting) -> bool:
        """Whether it was given for the day that the meeting is held on."""
        return self.answered_for == meeting.held_on


@dataclass(frozen=True, kw_only=True)
class CalledSeat:
    """A seat whose function is called to some session of the meeting, and who comes for it: its
    holder today, or a stand-in `instead_of` the holder."""

    seat: int
    key: UUID
    function: int
    participation: int
    institution: str
    unit_sv: str  # "" for seats of the whole institution
    unit_en: str
    holding: UUID | None  # None: vacant
    user: int | None
    name: str
    instead_of: str = ""
    nearness: int = 1  # as `Holding.serves` has it


@dataclass(frozen=True, kw_only=True)
class Called:
    """Those who are called, in the order in which a page names them; how many institutions."""

    seats: list[CalledSeat]
    replies: Mapping[Who, Reply]
    institutions: int


@dataclass(frozen=True, kw_only=True)
class Sessions:
    """Those of a meeting in order of time, each with the functions that it is for; what their
    reader has answered, by the id of the session; and whether the meeting has guests."""

    audiences: Mapping[Session, list[Function]]
    own: Mapping[int, Reply]
    has_guests: bool


def sessions_of(meeting: Meeting, user: User) -> Sessions:
    audiences: dict[Session, list[Function]] = {}
    own: dict[int, Reply] = {}
    has_guests = False
    for row in ask(_sessions, [meeting.pk], [user.pk]):
        row.session.meeting = meeting
        has_guests = row.has_guests
        audiences.setdefault(row.session, []).append(row.function)
        if row.answered_for is not None:
            own[row.session.pk] = Reply(
                is_coming=row.is_coming,
                answered_for=row.answered_for,
                version=row.answer_version,
            )
    return Sessions(audiences=audiences, own=own, has_guests=has_guests)


def _sessions(meeting: list[int], user: list[int]) -> QuerySet[Any]:
    mine = Q(session__attendances__user__in=user)
    guests = Guest.objects.filter(scope=OuterRef("session__meeting__scope"), withdrawn_at=None)
    return (
        Session.audience.through.objects.filter(session__meeting__in=meeting)
        .annotate(
            mine=FilteredRelation("session__attendances", condition=mine),
            is_coming=F("mine__is_coming"),
            answered_for=F("mine__answered_for"),
            answer_version=F("mine__version"),
            has_guests=Exists(guests),
        )
        .select_related("session", "function")
        .order_by("session__starts_at", "session_id", "function__position")
    )


def called(
    meeting: Meeting,
    sessions: Mapping[Session, list[Function]],
    now: datetime,
    *,
    own: Iterable[int] = (),
    among: range | None = None,
) -> Called:
    """The own participations first, then anchors and mentors, then by the institution's name: of
    the institutions at these places in that order, counted from one, or of all."""
    functions = {one.pk for called in sessions.values() for one in called}
    ids = [meeting.cohort_id], functions, [one.pk for one in sessions], own, among or ()
    seats: dict[int, CalledSeat] = {}
    replies: dict[Who, Reply] = {}
    count = 0
    for row in ask(_rows, *ids, now=now):
        count, *of_seat = row[: -len(GIVEN)]
        seat = _seat(meeting, of_seat)
        if seat.nearness >= seats.get(seat.seat, seat).nearness:
            seats[seat.seat] = seat
        answered_by, session, is_coming, answered_for, version = row[-len(GIVEN) :]
        if session is not None:
            replies[session, answered_by] = Reply(
                is_coming=is_coming, answered_for=answered_for, version=version
            )
    return Called(seats=list(seats.values()), replies=replies, institutions=count)


def _seat(meeting: Meeting, row: list[Any]) -> CalledSeat:
    seat, seat_key, function, place, name, unit_sv, unit_en, *row = row
    holding, user, person, *stand_in = row
    holder = CalledSeat(
        seat=seat,
        key=seat_key,
        function=function,
        participation=place,
        institution=name,
        unit_sv=unit_sv or "",
        unit_en=unit_en or unit_sv or "",
        holding=holding,
        user=user,
        name=person or "",
    )
    key, user, person, from_on, until_on, scope = stand_in
    if key is None:
        return holder
    found = Holding(from_on=from_on, until_on=until_on, is_stand_in=True, meeting_scope_id=scope)
    near = found.serves(meeting.scope_id, meeting.held_on)
    if not near:
        return holder
    return replace(
        holder, holding=key, user=user, name=person, instead_of=holder.name, nearness=near
    )


def _rows(
    cohort: list[int],
    functions: list[int],
    sessions: list[int],
    own: list[int],
    among: list[int],
    *,
    now: datetime,
) -> QuerySet[Seat, tuple[Any, ...]]:
    """One for each seat, or one for each answer that was given from it. One query: a page of a
    meeting asks no more of the database for thirty people than for three."""
    seats = Seat.objects.filter(function__in=functions)
    places = Participation.objects.filter(
        Exists(seats.filter(participation=OuterRef("pk"))), cohort__in=cohort
    )
    if among:
        order: list[Any] = [_rank(own), swedish("institution__name"), "pk"]
        places_there = places.annotate(at=Window(RowNumber(), order_by=order)).filter(at__in=among)
        seats = seats.filter(participation__in=places_there.values("pk"))
    else:
        seats = seats.filter(participation__cohort__in=cohort)
    counted = places.order_by().values("cohort").annotate(count=Count("pk")).values("count")
    return (
        seats.annotate(
            held=held_today(now),
            standing=stand_ins(now),
            given=FilteredRelation("attendances", condition=Q(attendances__session__in=sessions)),
            rank=_rank(own, "participation__"),
            institutions=Subquery(counted),
        )
        .order_by(
            "rank",
            swedish("participation__institution__name"),
            "participation",
            "function__position",
            "number",
            "pk",
        )
        .values_list("institutions", *COLUMNS)
    )


def _rank(own: list[int], to: str = "") -> Case:
    """Of participations, `to` which the path leads: one's own, anchors and mentors, the others."""
    return Case(
        When(**{f"{to}pk__in": own}, then=Value(0)),
        When(**{f"{to}role": Participation.Role.MEMBER}, then=Value(2)),
        default=Value(1),
        output_field=IntegerField(),
    )


def details(sessions: Iterable[Session], user: User, now: datetime) -> dict[Who, Attendance]:
    """What the user may know of answers beyond yes and no: those with a comment, and those that
    somebody else gave."""
    rights = rights_of(user, now)
    ids = [one.pk for one in sessions], rights.place_ids(), rights.guest_ids
    told = rights.charge.ask(_detailed, now, *ids)
    return {(one.session_id, one.user_id): one for one in told}


def _detailed(
    charge: Charge, sessions: list[int], places: list[int], guests: list[int], **_day: datetime
) -> QuerySet[Attendance]:
    told = Attendance.objects.known_to(charge, places, guests).filter(
        ~Q(comment="") | ~Q(answered_by=F("user")), session__in=sessions
    )
    return told.select_related("answered_by")


def answered_by(session: Session, user: User, now: datetime) -> dict[UUID, Holding]:
    """The people called to the session for whom the user may answer, by the key of what they come
    for: oneself, and colleagues at the institution that one coordinates."""
    coordinated = rights_of(user, now).place_ids(Function.Role.COORDINATOR)
    meeting, functions = session.meeting, set(session.audience.values_list("pk", flat=True))
    coming = calling.called(calling.holdings_for([meeting], now), meeting, now, on=meeting.held_on)
    return {
        one.key: one
        for one in coming
        if one.seat.function_id in functions
        and (one.user_id == user.pk or one.seat.participation_id in coordinated)
    }


def standing_answer(session: Session, whose: Holding | Engagement) -> Attendance | None:
    """What whoever holds the seat, or visits the meeting, has answered."""
    given = Attendance.objects.filter(session=session, user=whose.user_id)
    return given.select_related("answered_by").first()
