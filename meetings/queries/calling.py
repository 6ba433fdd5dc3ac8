"""Who is called to a meeting: for each seat whoever has it, or who stands in there that day."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q
from django.utils.timezone import localdate

from cohorts.models import Engagement, Holding, User, rights_of
from meetings.models import Meeting, Session


def holdings_for(meetings: Iterable[Meeting], now: datetime) -> list[Holding]:
    """Of seats whose function is called to any of the meetings: today's, and stand-ins to come,
    with their people and places. Among these `called` chooses."""
    of = list(meetings)
    audiences = Session.audience.through.objects.filter(session__meeting__in=of)
    here = Q(from_on__lte=localdate(now)) | Q(is_stand_in=True)
    lasting = Holding.objects.overlapping(localdate(now), None).filter(
        here,
        seat__participation__cohort__in={one.cohort_id for one in of},
        seat__function__in=audiences.values("function"),
    )
    return list(lasting.select_related("user", "seat__participation__institution"))


def called(
    holdings: Iterable[Holding], meeting: Meeting, now: datetime, *, on: date | None
) -> list[Holding]:
    """Those of `holdings_for` who are called to the meeting if it is held on that day, and are
    here today. Whoever stands in for its own sake does so wherever it moves."""
    near = {one: one.serves(meeting.scope_id, _day(one, meeting, on)) for one in holdings}
    nearest: dict[int, int] = {}
    for one, how in near.items():
        nearest[one.seat_id] = max(how, nearest.get(one.seat_id, 1))
    today = localdate(now)
    return [
        one
        for one, how in near.items()
        if how == nearest[one.seat_id] and one.from_on <= today and one.user.is_active
    ]


def _day(holding: Holding, meeting: Meeting, on: date | None) -> date | None:
    return (meeting.held_on or on) if holding.meeting_scope_id else on


def own_holdings(meeting: Meeting, user: User, now: datetime) -> list[Holding]:
    """The user's own that bring them to the meeting, if their function is called."""
    coming = rights_of(user, now).called_to(meeting.scope_id, meeting.held_on)
    return [one for one in coming if one.seat.participation.cohort_id == meeting.cohort_id]


def own_sessions(meeting: Meeting, user: User, now: datetime) -> list[Session]:
    """Those of the meeting that the user is called to, or a guest, in order, whenever it is
    held."""
    if visit_of(meeting, user, now) is not None:
        return guest_sessions(meeting)
    functions = {one.seat.function_id for one in own_holdings(meeting, user, now)}
    return sessions_for(meeting, functions)


def sessions_for(meeting: Meeting, functions: Iterable[int]) -> list[Session]:
    """Those of the meeting that any of the functions (ids) is called to, in order."""
    own = Session.audience.through.objects.filter(function__in=list(functions)).values("session")
    return list(meeting.sessions.filter(pk__in=own).order_by("starts_at", "pk"))


def guest_sessions(meeting: Meeting) -> list[Session]:
    """Those of the meeting that guests are called to, in order."""
    called = meeting.sessions.filter(pk__in=Session.objects.for_guests())
    return list(called.order_by("starts_at", "pk"))


def visit_of(meeting: Meeting, user: User, now: datetime) -> Engagement | None:
    """What makes the user a guest there today."""
    visits = Engagement.objects.visiting(user, now).filter(scope=meeting.scope_id)
    return visits.select_related("guest__institution").order_by("from_on", "pk").first()
