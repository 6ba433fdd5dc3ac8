"""Who has not handed in or not answered, for those who remind them. Drafts are not asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from cohorts.models import Function, Holding, Participation, User, rights_of
from cohorts.reminders import reminded_today
from exchange_portal.collation import sort_key
from meetings import events
from meetings.models import Assignment, Attendance, Meeting, Session, SubmittedVersion

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


def _calls(meetings: Iterable[Meeting], now: datetime) -> list[Called]:
    of = {one.pk: one for one in meetings}
    rows = Session.audience.through.objects.filter(session__meeting__in=of)
    called: list[tuple[Session, int]] = []
    for row in rows.select_related("session"):
        row.session.meeting = of[row.session.meeting_id]
        if not row.session.is_over(now):
            called.append((row.session, row.function_id))
    held = (
        Holding.objects.current(now)
        .filter(
            user__is_active=True,
            seat__function__in={function for _, function in called},
            seat__participation__cohort__in={one.cohort_id for one in of.values()},
        )
        .select_related("user", "seat__participation__institution")
    )
    places: dict[tuple[int, int], list[tuple[User, Participation]]] = {}
    for one in held:
        seat = one.seat
        whose = (seat.participation.cohort_id, seat.function_id)
        places.setdefault(whose, []).append((one.user, seat.participation))
    return [
        (session, person, place)
        for session, function in called
        for person, place in places.get((session.meeting.cohort_id, function), [])
    ]


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
