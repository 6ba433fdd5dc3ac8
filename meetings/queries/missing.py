"""Who has not handed in or not answered, for those who remind them. Drafts are not asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from cohorts.models import Engagement, Function, Participation, User, rights_of
from cohorts.reminders import reminded_today
from exchange_portal.collation import sort_key
from meetings import events
from meetings.models import Assignment, Attendance, Meeting, Session, SubmittedVersion
from meetings.queries.calling import called, holdings_for

type Called = tuple[Session, User, Participation]


def not_handed_in(assignment: Assignment) -> list[Participation]:
    """Those that have handed nothing in, or got it back for completion; with their institution."""
    handed_in = SubmittedVersion.objects.filter(submission__assignment=assignment, returned_at=None)
    places = Participation.objects.owing().filter(cohort=assignment.cohort_id)
    waiting = places.exclude(pk__in=handed_in.values("submission__participation"))
    return list(waiting.select_related("institution"))


def not_answered(
    meetings: Iterable[Meeting], now: datetime
) -> dict[Meeting, dict[User, Participation]]:
    """Who is called today to a session that is not over, and has given no answer for its day; each
    with where they sit."""
    calls = _calls(meetings, now)
    answered = set(
        Attendance.objects.filter(
            session__in={session.pk for session, _person, _place in calls},
            answered_for=F("session__meeting__held_on"),
        ).values_list("session", "user")
    )
    missing: dict[Meeting, dict[User, Participation]] = {}
    for session, person, place in calls:
        if (session.pk, person.pk) not in answered:
            missing.setdefault(session.meeting, {}).setdefault(person, place)
    return missing


def guests_missing(meetings: Iterable[Meeting], now: datetime) -> list[tuple[Meeting, Engagement]]:
    """Guests of today who have not answered for some session of the meeting's day that is not
    over."""
    of = {one.scope_id: one for one in meetings}
    visits = Engagement.objects.current(now).filter(guest__scope__in=of, user__is_active=True)
    those = list(visits.select_related("user").order_by("pk"))
    sessions = Session.objects.filter(pk__in=Session.objects.for_guests())
    sessions = sessions.filter(meeting__scope__in={one.scope_id for one in those})
    open_to = [one for one in sessions.select_related("meeting") if not one.is_over(now)]
    given = Attendance.objects.filter(
        session__in=open_to, seat=None, answered_for=F("session__meeting__held_on")
    )
    answered = set(given.values_list("session", "user"))
    waiting = {
        (session.meeting.scope_id, one.user_id)
        for session in open_to
        for one in those
        if session.meeting.scope_id == one.scope_id and (session.pk, one.user_id) not in answered
    }
    return [(of[one.scope_id], one) for one in those if (one.scope_id, one.user_id) in waiting]


def _calls(meetings: Iterable[Meeting], now: datetime) -> list[Called]:
    of = {one.pk: one for one in meetings}
    holdings = holdings_for(of.values(), now)
    places: dict[tuple[int, int], list[tuple[User, Participation]]] = {}
    for meeting in of.values():
        own = (one for one in holdings if one.seat.participation.cohort_id == meeting.cohort_id)
        for one in called(own, meeting, now, on=meeting.held_on):
            whose = (meeting.pk, one.seat.function_id)
            places.setdefault(whose, []).append((one.user, one.seat.participation))
    calls: list[Called] = []
    rows = Session.audience.through.objects.filter(session__meeting__in=of)
    for row in rows.select_related("session"):
        session = row.session
        session.meeting = of[session.meeting_id]
        if not session.is_over(now):
            those = places.get((session.meeting_id, row.function_id), [])
            calls += [(session, person, place) for person, place in those]
    return calls


@dataclass(frozen=True, kw_only=True)
class Colleague:
    """Someone who has not answered, and whether they have had a reminder of it today."""

    person: User
    is_reminded: bool


def colleagues_missing(meeting: Meeting, user: User, now: datetime) -> list[Colleague]:
    """Those who are missing where the user coordinates, by name; not the user."""
    own = set(rights_of(user, now).place_ids(Function.Role.COORDINATOR))
    missing = not_answered([meeting], now).get(meeting, {}) if meeting.held_on else {}
    people = [one for one, place in missing.items() if place.pk in own and one.pk != user.pk]
    kinds = [events.INVITATION_REMINDER, events.INVITATION_ASKED]
    reminded = reminded_today(kinds, people, now, meeting=meeting.pk)
    found = [Colleague(person=one, is_reminded=one.pk in reminded) for one in people]
    return sorted(found, key=lambda one: sort_key(one.person.name))
