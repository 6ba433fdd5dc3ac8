"""Who comes to a meeting, institution by institution, as its page tells one reader of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from django.urls import reverse

from cohorts.models import Function, User, rights_of, with_unit
from cohorts.rules import is_under_way
from exchange_portal.ui.texts import marked
from meetings.models import Attendance, Meeting, Session
from meetings.queries import words
from meetings.queries.attending import CalledSeat, Reply, Who
from meetings.queries.words import Standing

type Replies = Mapping[Who, Reply]


class Part(Protocol):
    """What is asked of a session here."""

    @property
    def session(self) -> Session: ...
    @property
    def functions(self) -> frozenset[int]: ...
    @property
    def is_open(self) -> bool: ...
    @property
    def is_over(self) -> bool: ...
    @property
    def hours(self) -> str: ...


@dataclass(frozen=True, kw_only=True)
class Cell:
    """Somebody, or a vacant seat, and one session."""

    hours: str
    standing: Standing | None  # None: not called, or nobody to answer
    moved_from: date | None = None  # the day that an answer was given for, when it is another one
    detail: Attendance | None = None
    answer_url: str = ""  # where the reader may answer for them
    is_answered: bool = False
    is_absent: bool = False

    @property
    def has_more(self) -> bool:
        """Whether there is something to tell besides yes, no or nothing."""
        return bool(self.moved_from or self.detail or self.answer_url)


@dataclass(frozen=True, kw_only=True)
class Row:
    name: str  # "": vacant
    instead_of: str  # the holder, when somebody else comes
    function: str  # with its language, when it is in another than the page
    is_required: bool
    cells: list[Cell]
    stand_in_url: str  # where the reader may say who comes instead
    end_url: str  # where the reader may end that


@dataclass(frozen=True)
class Called:
    """A function at an institution or at one of its sub-units, by name."""

    function: Function
    seat: CalledSeat

    @property
    def name_sv(self) -> str:
        return with_unit(self.function.name_sv, self.seat.unit_sv)

    @property
    def name_en(self) -> str:
        return with_unit(self.function.name_en, self.seat.unit_en)


@dataclass(frozen=True, kw_only=True)
class House:
    """An institution and those of its people who are called."""

    institution: str
    is_own: bool
    rows: list[Row]

    @property
    def is_waiting(self) -> bool:
        """Whether somebody for whom the reader may answer has not answered."""
        cells = (cell for row in self.rows for cell in row.cells)
        return any(cell.answer_url and not cell.is_answered for cell in cells)


@dataclass(frozen=True, kw_only=True)
class People:
    """`own`: ids of the participations where the reader has a seat; none for the agency's."""

    meeting: Meeting
    user: User
    now: datetime
    parts: Collection[Part]
    functions: Mapping[int, Function]
    details: Mapping[Who, Attendance]
    own: Collection[int]

    def house(self, seats: list[CalledSeat], replies: Replies) -> House:
        return House(
            institution=seats[0].institution,
            is_own=seats[0].participation in self.own,
            rows=[self._row(seat, replies) for seat in seats],
        )

    def _row(self, seat: CalledSeat, replies: Replies) -> Row:
        function = self.functions[seat.function]
        cells = [self._cell(part, seat, replies) for part in self.parts]
        may_name = self._may_name(seat, function)
        is_missed = seat.user is None or any(cell.is_absent for cell in cells)
        is_asked = may_name and is_missed and seat.nearness == 1
        return Row(
            name=seat.name,
            instead_of=seat.instead_of,
            function=marked(Called(function, seat), "name"),
            is_required=function.is_required,
            cells=cells,
            stand_in_url=_url("stand_in_at_meeting", seat.key, self.meeting.key, is_asked),
            end_url=_url("end_colleague", seat.holding, None, may_name and seat.nearness > 1),
        )

    def _may_name(self, seat: CalledSeat, function: Function) -> bool:
        """As `cohorts.rules.may_name_stand_in`, of what is at hand."""
        cohort = self.meeting.cohort
        is_time = self.meeting.held_on is not None and any(not one.is_over for one in self.parts)
        if not is_time or not is_under_way(cohort.round, self.now):
            return False
        rights = rights_of(self.user, self.now)
        coordinated = seat.participation in rights.place_ids(Function.Role.COORDINATOR)
        is_theirs = coordinated and function.role != Function.Role.COORDINATOR
        return is_theirs or rights.runs_this(cohort)

    def _cell(self, part: Part, seat: CalledSeat, replies: Replies) -> Cell:
        if seat.user is None or seat.function not in part.functions:
            return Cell(hours=part.hours, standing=None)
        who = part.session.pk, seat.user
        reply = replies.get(who)
        holds = reply is not None and reply.holds(self.meeting)
        return Cell(
            hours=part.hours,
            standing=words.reply(reply, self.meeting, is_over=part.is_over),
            moved_from=reply.answered_for if reply and not holds else None,
            detail=self.details.get(who),
            answer_url=self._answer_url(part, seat),
            is_answered=holds,
            is_absent=bool(reply and holds and not reply.is_coming),
        )

    def _answer_url(self, part: Part, seat: CalledSeat) -> str:
        rights = rights_of(self.user, self.now)
        may_answer = seat.participation in rights.place_ids(Function.Role.COORDINATOR)
        if not may_answer or not part.is_open or seat.user == self.user.pk:
            return ""
        return reverse("answer", args=[part.session.key, seat.holding])


def _url(name: str, key: UUID | None, other: UUID | None, is_for_reader: bool) -> str:
    keys = [one for one in (key, other) if one is not None]
    return reverse(name, args=keys) if is_for_reader else ""
