"""The page of a meeting, put together for one reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import QuerySet

from cohorts.models import Function, Holding, User, rights_of
from cohorts.queries import ContactPerson, contact_persons
from cohorts.rules import is_under_way
from exchange_portal.phrased import ask
from meetings.models import AgendaItem, Attendance, Meeting, Session
from meetings.queries import attending, calling, drafts, words
from meetings.queries.attending import CalledSeat, Reply, Who
from meetings.queries.drafts import Place
from meetings.queries.guests import Visiting, visiting
from meetings.queries.instead import Instead, instead_of
from meetings.queries.meeting_people import House, People
from meetings.queries.meeting_tasks import Task, tasks_of
from meetings.queries.words import Standing


@dataclass(frozen=True, kw_only=True)
class Part:
    """A session. `holding` is the reader's seat that is called to it; None: it is not for them."""

    session: Session
    functions: frozenset[int]  # ids of those that are called
    whom: str
    agenda: list[AgendaItem]
    holding: Holding | None
    reply: Reply | None
    detail: Attendance | None
    is_open: bool  # whether it can be answered now
    is_over: bool
    tally: "Tally | None"  # for those who run the cohort

    @property
    def hours(self) -> str:
        return words.hours(self.session)

    @property
    def is_answered(self) -> bool:
        return self.reply is not None and self.reply.holds(self.session.meeting)

    @property
    def is_absent(self) -> bool:
        return bool(self.is_answered and self.reply and not self.reply.is_coming)

    @property
    def standing(self) -> Standing:
        return words.own_reply(self.reply, self.session.meeting, is_over=self.is_over)


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How many have answered what, and how many seats nobody holds."""

    coming: int
    absent: int
    waiting: int
    vacant: int


class MeetingPage:
    """Each question is one query at most. Whoever sees a meeting without a seat in its cohort
    runs the cohort for the agency."""

    def __init__(self, meeting: Meeting, user: User, now: datetime) -> None:
        self.meeting, self.user, self.now = meeting, user, now

    @cached_property
    def place(self) -> Place | None:
        return drafts.place(self.meeting, self.user, self.now)

    @cached_property
    def own(self) -> list[Holding]:
        """The reader's seats in the cohort."""
        held = rights_of(self.user, self.now).holdings
        return [one for one in held if one.seat.participation.cohort_id == self.meeting.cohort_id]

    @cached_property
    def coming(self) -> list[Holding]:
        """Those of them that bring the reader to the meeting, if their function is called."""
        return calling.own_holdings(self.meeting, self.user, self.now)

    @property
    def instead(self) -> list[Holding]:
        """Those who come in the reader's place."""
        missed = {one.seat_id for one in self.own if one.seat.function_id in self.functions}
        missed -= {one.seat_id for one in self.coming}
        scope, on = self.meeting.scope_id, self.meeting.held_on
        others = rights_of(self.user, self.now).substitutes
        near = sorted(others, key=lambda one: one.serves(scope, on))
        return list({one.seat_id: one for one in near if one.seat_id in missed}.values())

    @cached_property
    def asks_instead(self) -> Instead | None:
        """Who may say that somebody else comes, once the reader has said that they do not."""
        absent = (part.holding for part in self.mine if part.is_absent and not part.is_over)
        holding = next((one for one in absent if one and not one.is_stand_in), None)
        return instead_of(holding, self.meeting, self.user, self.now) if holding else None

    @cached_property
    def sessions(self) -> attending.Sessions:
        return attending.sessions_of(self.meeting, self.user)

    @property
    def audiences(self) -> Mapping[Session, list[Function]]:
        return self.sessions.audiences

    @cached_property
    def functions(self) -> dict[int, Function]:
        """Those that are called to any of the sessions, by id."""
        return {one.pk: one for those in self.audiences.values() for one in those}

    @cached_property
    def is_over(self) -> bool:
        return bool(self.audiences) and all(one.is_over(self.now) for one in self.audiences)

    @property
    def at(self) -> datetime:
        """Of which moment it is told who is called: afterwards those who sat there that day, also
        when others do today."""
        ends = [one.ends(self.meeting.held_on) for one in self.audiences if self.meeting.held_on]
        return max(ends) if self.is_over else self.now

    @cached_property
    def guests(self) -> list[Visiting]:
        if not self.sessions.has_guests:
            return []
        return visiting(self.meeting, self.audiences, self.user, self.now, at=self.at)

    def called(self, among: range | None = None) -> attending.Called:
        """At the institutions in these places of the page's order, or at all."""
        own = [one.seat.participation_id for one in self.own]
        return attending.called(self.meeting, self.audiences, self.at, own=own, among=among)

    @cached_property
    def everyone(self) -> attending.Called:
        """For those who run the cohort alone, who are told how many come."""
        return self.called()

    @cached_property
    def details(self) -> dict[Who, Attendance]:
        return attending.details(self.audiences, self.user, self.now)

    @cached_property
    def parts(self) -> list[Part]:
        """The sessions, in order of time."""
        agenda = agenda_of(self.meeting)
        return [self._part(one, agenda.get(one.pk, [])) for one in self.audiences]

    @property
    def mine(self) -> list[Part]:
        return [part for part in self.parts if part.holding]

    @property
    def ahead(self) -> list[Part]:
        """The reader's sessions that are not over: those that belong in a calendar."""
        return [part for part in self.mine if not part.is_over]

    @property
    def others(self) -> list[Part]:
        """Sessions that are not for the reader; to those who run the cohort, all."""
        return [part for part in self.parts if not part.holding]

    @property
    def link(self) -> str:
        """The way in to the meeting: for those who are called, and those who run the cohort."""
        return self.meeting.link if self.mine or not self.place else ""

    @cached_property
    def contact(self) -> ContactPerson | None:
        if not self.place:
            return None
        return contact_persons([self.meeting.cohort], self.now).get(self.meeting.cohort_id)

    def houses(self, first: int, beyond: int) -> tuple[list[House], int]:
        """Those of the institutions with anyone called, and how many there are of these."""
        called = self.called(range(first + 1, beyond + 1)) if self.place else self.everyone
        by_place: dict[int, list[CalledSeat]] = {}
        for seat in called.seats:
            by_place.setdefault(seat.participation, []).append(seat)
        places = list(by_place.values())
        if not self.place:
            places = places[first:beyond]
        return [self.people.house(seats, called.replies) for seats in places], called.institutions

    @cached_property
    def people(self) -> People:
        return People(
            meeting=self.meeting,
            user=self.user,
            now=self.now,
            parts=self.parts,
            functions=self.functions,
            details=self.details,
            own={one.seat.participation_id for one in self.own},
        )

    @cached_property
    def tasks(self) -> list[Task]:
        return tasks_of(self.meeting, self.place, self.now)

    def _part(self, session: Session, agenda: list[AgendaItem]) -> Part:
        functions = frozenset(one.pk for one in self.audiences[session])
        who = session.pk, self.user.pk
        return Part(
            session=session,
            functions=functions,
            whom=words.for_whom(self.audiences[session]),
            agenda=agenda,
            holding=next((one for one in self.coming if one.seat.function_id in functions), None),
            reply=self.sessions.own.get(session.pk),
            detail=self.details.get(who),
            is_open=can_be_answered(session, self.now),
            is_over=session.is_over(self.now),
            tally=None if self.place else self._tally(session, functions),
        )

    def _tally(self, session: Session, functions: frozenset[int]) -> Tally:
        seats = [one for one in self.everyone.seats if one.function in functions]
        people = {one.user for one in seats if one.user is not None}
        replies = [self.everyone.replies.get((session.pk, person)) for person in people]
        held = [one.is_coming for one in replies if one and one.holds(self.meeting)]
        return Tally(
            coming=sum(held),
            absent=len(held) - sum(held),
            waiting=len(people) - len(held),
            vacant=sum(one.user is None for one in seats),
        )


def can_be_answered(session: Session, now: datetime) -> bool:
    meeting = session.meeting
    is_time = meeting.held_on is not None and not session.is_over(now)
    return is_time and is_under_way(meeting.cohort.round, now)


def agenda_of(meeting: Meeting) -> dict[int, list[AgendaItem]]:
    """In order, by the id of the session."""
    found: dict[int, list[AgendaItem]] = {}
    for item in ask(_agenda, [meeting.pk]):
        found.setdefault(item.session_id, []).append(item)
    return found


def _agenda(meeting: list[int]) -> QuerySet[AgendaItem]:
    items = AgendaItem.objects.filter(session__meeting__in=meeting)
    return items.order_by("session", "position", "pk")
