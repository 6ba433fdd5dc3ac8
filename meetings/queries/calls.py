"""What somebody is called to, and nothing else of the meeting: as their assistant sees it, and
whoever comes by a link from a mail."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q
from django.utils.timezone import localdate

from cohorts.models import Assistant, Holding, Rights, User, rights_of
from meetings.models import AgendaItem, Attendance, Meeting, Session
from meetings.queries import words
from meetings.queries.meeting_page import can_be_answered
from meetings.queries.words import Standing


@dataclass(frozen=True, kw_only=True)
class Call:
    """A session that a holding calls somebody to, and their answer."""

    session: Session
    holding: Holding
    agenda: list[AgendaItem]
    given: Attendance | None
    is_open: bool  # whether it can be answered now
    is_over: bool

    @property
    def hours(self) -> str:
        return words.hours(self.session)

    @property
    def is_answered(self) -> bool:
        return self.given is not None and not self.is_moved

    @property
    def is_moved(self) -> bool:
        """Whether the answer was given for another day."""
        held_on = self.session.meeting.held_on
        return self.given is not None and self.given.answered_for != held_on

    @property
    def standing(self) -> Standing:
        return words.reply(self.given, self.session.meeting, is_over=self.is_over)

    @property
    def own_standing(self) -> Standing:
        return words.own_reply(self.given, self.session.meeting, is_over=self.is_over)


@dataclass(frozen=True, kw_only=True)
class CalledTo:
    """A meeting with those of its sessions that somebody is called to, in order of time."""

    meeting: Meeting
    calls: list[Call]

    @property
    def name(self) -> str:
        return words.meeting_name(self.meeting)

    @property
    def when(self) -> str:
        return words.when(self.meeting, [one.session for one in self.calls])

    @property
    def is_over(self) -> bool:
        return all(one.is_over for one in self.calls)

    @property
    def link(self) -> str:
        """Until it is over, as on the meeting's page: whoever is called has it."""
        return "" if self.is_over else self.meeting.link

    @property
    def is_on_screen(self) -> bool:
        return words.is_on_screen(self.meeting)


def of_head(assistant: Assistant, now: datetime) -> list[CalledTo]:
    """Meetings that the seat calls the head to, today's and later ones, the nearest first. Not what
    another seat of the same person's calls them to, nor where somebody else stands in."""
    ahead = Q(held_on=None) | Q(held_on__gte=localdate(now))
    place = assistant.holding.seat.participation
    meetings = Meeting.objects.filter(ahead, cohort=place.cohort_id).order_by(
        F("held_on").asc(nulls_last=True), "number", "pk"
    )
    of = meetings.select_related("cohort__round")
    return _calls(of, assistant.head, now, by=assistant.holding)


def of_meeting(meeting: Meeting, user: User, now: datetime) -> CalledTo | None:
    """The user's own sessions of it; None when they are called to none."""
    return next(iter(_calls([meeting], user, now)), None)


def _calls(
    meetings: Iterable[Meeting], user: User, now: datetime, *, by: Holding | None = None
) -> list[CalledTo]:
    """As many queries whatever there is."""
    rights = rights_of(user, now)
    found = {one.pk: CalledTo(meeting=one, calls=[]) for one in meetings}
    sessions = Session.objects.filter(meeting__in=found).order_by("starts_at", "pk")
    listed = list(sessions.prefetch_related("agenda", "audience"))
    given = Attendance.objects.filter(session__in=listed, user=user)
    answers = {one.session_id: one for one in given.select_related("answered_by")}
    for session in listed:
        session.meeting = found[session.meeting_id].meeting
        holding = _bringing(session, rights, by)
        if holding is not None:
            call = _call(session, holding, answers.get(session.pk), now)
            found[session.meeting_id].calls.append(call)
    return [one for one in found.values() if one.calls]


def _bringing(session: Session, rights: Rights, by: Holding | None) -> Holding | None:
    """The seat, or none but `by`, that calls its holder to the session."""
    meeting, functions = session.meeting, {one.pk for one in session.audience.all()}
    coming = rights.called_to(meeting.scope_id, meeting.held_on)
    own = (one for one in coming if by is None or one == by)
    own = (one for one in own if one.seat.participation.cohort_id == meeting.cohort_id)
    return next((one for one in own if one.seat.function_id in functions), None)


def _call(session: Session, holding: Holding, given: Attendance | None, now: datetime) -> Call:
    return Call(
        session=session,
        holding=holding,
        agenda=sorted(session.agenda.all(), key=lambda item: (item.position, item.pk)),
        given=given,
        is_open=can_be_answered(session, now),
        is_over=session.is_over(now),
    )
