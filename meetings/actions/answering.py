"""Answering the invitation to a session."""

from datetime import date, datetime

from django.db import transaction

from cohorts.models import Holding, User
from cohorts.rules import is_under_way
from exchange_portal.audit import trail
from exchange_portal.characters import plain
from meetings import events
from meetings.actions.planning import write
from meetings.actions.refusals import (
    AnsweredMeanwhile,
    MovedMeanwhile,
    NoDateYet,
    NotCalled,
    RoundOver,
    SessionOver,
    TooLong,
)
from meetings.models import Attendance, Session
from meetings.queries.calling import called, holdings_for

MAX_COMMENT = 300  # characters


@transaction.atomic
def answer_invitation(
    session: Session,
    *,
    holding: Holding,
    is_coming: bool,
    comment: str = "",
    answered_for: date | None,
    version: int,
    by: User,
    now: datetime,
) -> Attendance:
    """Say for whoever holds the seat that they come, or do not. `answered_for` is the date, and
    `version` the answer, that whoever answers was shown (0: none). The same answer twice is one."""
    session = (
        Session.objects.select_for_update(of=["self"])
        .select_related("meeting__cohort__round")
        .get(pk=session.pk)
    )
    _check_time(session, answered_for, now)
    _check_called(session, holding, now)
    comment = " ".join(plain(comment).split())
    if len(comment) > MAX_COMMENT:
        raise TooLong(len(comment), MAX_COMMENT)
    answer = {"is_coming": is_coming, "comment": comment, "answered_for": answered_for}
    standing = Attendance.objects.filter(session=session, user=holding.user_id).first()
    if standing is not None and not _changed(standing, answer):
        return standing
    if version != (standing.version if standing else 0):
        raise AnsweredMeanwhile
    return _write(standing, session, holding, answer, by=by, now=now)


def _check_time(session: Session, shown: date | None, now: datetime) -> None:
    meeting = session.meeting
    if not is_under_way(meeting.cohort.round, now):
        raise RoundOver
    if meeting.held_on is None:
        raise NoDateYet
    if session.is_over(now):
        raise SessionOver
    if meeting.held_on != shown:
        raise MovedMeanwhile(meeting.held_on)


def _check_called(session: Session, holding: Holding, now: datetime) -> None:
    """Whoever it is comes for the seat, and the seat's function is called."""
    meeting = session.meeting
    coming = called(holdings_for([meeting], now), meeting, now, on=meeting.held_on)
    functions = set(session.audience.values_list("pk", flat=True))
    if all(one != holding or one.seat.function_id not in functions for one in coming):
        raise NotCalled


def _write(
    standing: Attendance | None,
    session: Session,
    holding: Holding,
    answer: dict[str, object],
    *,
    by: User,
    now: datetime,
) -> Attendance:
    given = answer | {"seat": holding.seat, "answered_at": now, "answered_by": by}
    if standing is None:
        standing = Attendance.objects.create(session=session, user=holding.user, **given)
        changed = ["is_coming"]
    else:
        changed = _changed(standing, answer)
        write(standing, given | {"version": standing.version + 1})
    trail.record(events.INVITATION_ANSWERED, about=standing, by=by, now=now, fields=changed)
    return standing


def _changed(standing: Attendance, answer: dict[str, object]) -> list[str]:
    return [name for name, value in answer.items() if getattr(standing, name) != value]
