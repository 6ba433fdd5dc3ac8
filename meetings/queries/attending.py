"""Who comes to a meeting: the seats that are called, who holds them, and what they have answered.

Names and answers are for the whole cohort. Comments, and who answered for somebody else, are for
the own institution and the agency: they come from `Attendance.visible_to`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, FilteredRelation, Q, QuerySet

from cohorts.models import Function, Holding, Participation, Seat, User, rights_of
from cohorts.queries import held_today
from exchange_portal.collation import swedish
from meetings.models import Attendance, Meeting, Session

COLUMNS = (
    "pk",
    "function",
    "participation",
    "participation__institution__name",
    "held__key",
    "held__user",
    "held__user__name",
    "given__user",
    "given__session",
    "given__is_coming",
    "given__answered_for",
    "given__version",
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
    """A seat whose function is called to some session of the meeting, and its holder today."""

    seat: int
    function: int
    participation: int
    institution: str
    holding: UUID | None  # None: vacant
    user: int | None
    name: str


@dataclass(frozen=True, kw_only=True)
class Called:
    """Everyone who is called to a meeting, in the order in which the page names them."""

    seats: list[CalledSeat]
    replies: Mapping[Who, Reply]


def audiences(meeting: Meeting) -> dict[Session, list[Function]]:
    """The sessions of the meeting in order of time, each with the functions it is for."""
    rows = (
        Session.audience.through.objects.filter(session__meeting=meeting)
        .select_related("session", "function")
        .order_by("session__starts_at", "session_id", "function__position")
    )
    found: dict[Session, list[Function]] = {}
    for row in rows:
        row.session.meeting = meeting
        found.setdefault(row.session, []).append(row.function)
    return found


def called(meeting: Meeting, sessions: Mapping[Session, list[Function]], now: datetime) -> Called:
    """Anchors and mentors first, then by the institution's name."""
    seats: dict[int, CalledSeat] = {}
    replies: dict[Who, Reply] = {}
    for seat, function, place, name, holding, user, person, *given in _rows(meeting, sessions, now):
        seats[seat] = CalledSeat(
            seat=seat,
            function=function,
            participation=place,
            institution=name,
            holding=holding,
            user=user,
            name=person or "",
        )
        answered_by, session, is_coming, answered_for, version = given
        if session is not None:
            replies[session, answered_by] = Reply(
                is_coming=is_coming, answered_for=answered_for, version=version
            )
    return Called(seats=list(seats.values()), replies=replies)


def _rows(
    meeting: Meeting, sessions: Mapping[Session, list[Function]], now: datetime
) -> QuerySet[Seat, tuple[Any, ...]]:
    """One for each seat, or one for each answer that was given from it. One query: a page of a
    meeting asks no more of the database for thirty people than for three."""
    return (
        Seat.objects.filter(
            participation__cohort=meeting.cohort_id,
            function__in={one.pk for functions in sessions.values() for one in functions},
        )
        .annotate(
            held=held_today(now),
            given=FilteredRelation(
                "attendances", condition=Q(attendances__session__in=[one.pk for one in sessions])
            ),
            is_plain=Q(participation__role=Participation.Role.MEMBER),
        )
        .order_by(
            "is_plain",
            swedish("participation__institution__name"),
            "participation",
            "function__position",
            "number",
            "pk",
        )
        .values_list(*COLUMNS)
    )


def details(sessions: Iterable[Session], user: User, now: datetime) -> dict[Who, Attendance]:
    """What the user may know of answers beyond yes and no: those with a comment, and those that
    somebody else gave."""
    told = Attendance.objects.visible_to(user, now).filter(
        ~Q(comment="") | ~Q(answered_by=F("user")), session__in=[one.pk for one in sessions]
    )
    return {(one.session_id, one.user_id): one for one in told.select_related("answered_by")}


def answered_by(session: Session, user: User, now: datetime) -> QuerySet[Holding]:
    """The people called to the session for whom the user may answer: oneself, and colleagues at
    the institution that one coordinates."""
    coordinated = rights_of(user, now).place_ids(Function.Role.COORDINATOR)
    return (
        Holding.objects.current(now)
        .filter(Q(user=user.pk) | Q(seat__participation__in=coordinated))
        .filter(
            seat__participation__cohort=session.meeting.cohort_id,
            seat__function__in=session.audience.all(),
        )
        .select_related("user", "seat__participation__institution")
    )


def standing_answer(session: Session, holding: Holding) -> Attendance | None:
    """What whoever holds the seat has answered."""
    given = Attendance.objects.filter(session=session, user=holding.user_id)
    return given.select_related("answered_by").first()
