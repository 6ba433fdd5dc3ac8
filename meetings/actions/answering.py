"""Answering the invitation to a session."""

from datetime import date, datetime
from typing import Any

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
    session = locked(session)
    check_time(session, answered_for, now)
    _check_called(session, holding, now)
    return answer(
        session,
        {"user": holding.user, "seat": holding.seat},
        {"is_coming": is_coming, "comment": comment, "answered_for": answered_for},
        version=version,
        by=by,
        now=now,
    )


def locked(session: Session) -> Session:
    locked = Session.objects.select_for_update(of=["self"])
    return locked.select_related("meeting__cohort__round").get(pk=session.pk)


def check_time(session: Session, shown: date | None, now: datetime) -> None:
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


def answer(
    session: Session,
    whose: dict[str, Any],
    given: dict[str, Any],
    *,
    version: int,
    by: User,
    now: datetime,
) -> Attendance:
    """Write what somebody (`whose`: who it is, and their seat or as whose guest) answers. Within
    an action that has locked the session and checked that they are called."""
    given["comment"] = " ".join(plain(given["comment"]).split())
    if len(given["comment"]) > MAX_COMMENT:
        raise TooLong(len(given["comment"]), MAX_COMMENT)
    standing = Attendance.objects.filter(session=session, user=whose["user"]).first()
    if standing is not None and not _changed(standing, given):
        return standing
    if version != (standing.version if standing else 0):
        raise AnsweredMeanwhile
    stamp = {"seat": None, "guest": None} | whose | {"answered_at": now, "answered_by": by}
    if standing is None:
        standing = Attendance.objects.create(session=session, **given, **stamp)
        changed = ["is_coming"]
    else:
        changed = _changed(standing, given)
        write(standing, given | stamp | {"version": standing.version + 1})
    trail.record(events.INVITATION_ANSWERED, about=standing, by=by, now=now, fields=changed)
    return standing


def _changed(standing: Attendance, answer: dict[str, Any]) -> list[str]:
    return [name for name, value in answer.items() if getattr(standing, name) != value]
