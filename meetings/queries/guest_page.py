"""The page of a meeting as its guests see it: the meeting, and nothing else of the cohort."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from cohorts.models import Engagement, Function, User
from cohorts.queries import ContactPerson, contact_persons
from exchange_portal.collation import swedish
from materials.queries.shelves import Row, at_scope
from meetings.models import AgendaItem, Attendance, Meeting, Session
from meetings.queries import attending, words
from meetings.queries.attending import Reply
from meetings.queries.calling import visit_of
from meetings.queries.guests import DAY, Visiting, is_for_guests, visiting
from meetings.queries.meeting_page import agenda_of, can_be_answered
from meetings.queries.words import Standing


@dataclass(frozen=True, kw_only=True)
class Part:
    """A session that guests are called to, and the reader's answer."""

    session: Session
    whom: str
    agenda: list[AgendaItem]
    reply: Reply | None
    detail: Attendance | None
    is_open: bool  # whether it can be answered now
    is_over: bool

    @property
    def hours(self) -> str:
        return words.hours(self.session)

    @property
    def is_answered(self) -> bool:
        return self.reply is not None and self.reply.holds(self.session.meeting)

    @property
    def standing(self) -> Standing:
        return words.own_reply(self.reply, self.session.meeting, is_over=self.is_over)


class GuestPage:
    """Each question is one query at most."""

    def __init__(self, meeting: Meeting, user: User, now: datetime) -> None:
        self.meeting, self.user, self.now = meeting, user, now

    @cached_property
    def visit(self) -> Engagement | None:
        return visit_of(self.meeting, self.user, self.now)

    @property
    def last_on(self) -> date | None:
        """The last day that the page can be read."""
        until_on = self.visit.until_on if self.visit else None
        return until_on and until_on - DAY

    @cached_property
    def _sessions(self) -> attending.Sessions:
        return attending.sessions_of(self.meeting, self.user)

    @property
    def audiences(self) -> Mapping[Session, list[Function]]:
        called = self._sessions.audiences.items()
        return {session: those for session, those in called if is_for_guests(those)}

    @cached_property
    def parts(self) -> list[Part]:
        agenda = agenda_of(self.meeting)
        details = attending.details(self.audiences, self.user, self.now)
        return [
            Part(
                session=one,
                whom=words.for_whom(called),
                agenda=agenda.get(one.pk, []),
                reply=self._sessions.own.get(one.pk),
                detail=details.get((one.pk, self.user.pk)),
                is_open=can_be_answered(one, self.now),
                is_over=one.is_over(self.now),
            )
            for one, called in self.audiences.items()
        ]

    @property
    def is_over(self) -> bool:
        return bool(self.parts) and all(part.is_over for part in self.parts)

    @cached_property
    def institutions(self) -> list[str]:
        """Whom one will meet: the cohort's institutions, without their people."""
        places = self.meeting.cohort.participations.order_by(swedish("institution__name"))
        return list(places.values_list("institution__name", flat=True))

    @cached_property
    def guests(self) -> list[Visiting]:
        seen = self.meeting, self.audiences, self.user, self.now
        return visiting(*seen, at=self.now)

    @cached_property
    def materials(self) -> list[Row]:
        return at_scope(self.meeting.scope_id, self.user, self.now)

    @cached_property
    def contact(self) -> ContactPerson | None:
        return contact_persons([self.meeting.cohort], self.now).get(self.meeting.cohort_id)
