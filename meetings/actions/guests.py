"""A guest answers the invitation to a session."""

from datetime import date, datetime

from django.db import transaction

from cohorts.models import Engagement, User
from meetings.actions.answering import answer, check_time, locked
from meetings.actions.refusals import NotCalled
from meetings.models import Attendance, Session


@transaction.atomic
def answer_as_guest(
    session: Session,
    *,
    visit: Engagement,
    is_coming: bool,
    comment: str = "",
    answered_for: date | None,
    version: int,
    by: User,
    now: datetime,
) -> Attendance:
    """As `answer_invitation`, from someone who visits the meeting and speaks for themselves."""
    session = locked(session)
    check_time(session, answered_for, now)
    _check_called(session, visit, now)
    return answer(
        session,
        {"user": visit.user, "guest": visit.guest},
        {"is_coming": is_coming, "comment": comment, "answered_for": answered_for},
        version=version,
        by=by,
        now=now,
    )


def _check_called(session: Session, visit: Engagement, now: datetime) -> None:
    """The visit is of this meeting, and goes on today; the session is one that guests are called
    to."""
    visits = Engagement.objects.visiting(visit.user, now).filter(pk=visit.pk)
    is_there = visits.filter(scope=session.meeting.scope_id).exists()
    if (
        not is_there
        or not Session.objects.filter(pk=session.pk, pk__in=Session.objects.for_guests()).exists()
    ):
        raise NotCalled
