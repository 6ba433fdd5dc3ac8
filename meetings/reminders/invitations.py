"""Those who are called to a meeting, and have not answered whether they come."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import F

from cohorts.models import Holding, User
from cohorts.reminders import Reminder, latest_rule, morning_of, near
from exchange_portal.outbox.models import Notice
from meetings import events
from meetings.models import Attendance, Meeting, Session
from meetings.queries.dates import told_once

type Who = tuple[int, int]  # ids of a session and of a user


def due(now: datetime) -> list[Reminder]:
    """One for each meeting and person, whatever sessions and seats call them to it."""
    rules = {one: latest_rule(one.cohort.round, one.held_on, now) for one in _nearing(now)}
    speaking = {one: days for one, days in rules.items() if days is not None}
    missing = _not_answered(speaking, now)
    told = _told(missing)
    return [
        Reminder(
            kind=events.INVITATION_REMINDER,
            about=f"{meeting.key}",
            recipient=person,
            day=meeting.held_on,
            days_before=speaking[meeting],
            data={"meeting": meeting.pk},
        )
        for meeting, people in missing.items()
        for person in people
        if meeting.held_on is not None
        and not _has_just_heard(meeting, person, speaking[meeting], told)
    ]


def _nearing(now: datetime) -> Iterable[Meeting]:
    """Meetings whose day no rule is too far from."""
    return (
        Meeting.objects.filter(held_on__range=near(now))
        .select_related("cohort__round")
        .prefetch_related("cohort__round__reminder_rules")
    )


def _not_answered(meetings: Iterable[Meeting], now: datetime) -> dict[Meeting, set[User]]:
    """Who is called today to a session that is not over, and has given no answer for its day."""
    calls = _calls(meetings, now)
    answered = set(
        Attendance.objects.filter(
            session__in={session.pk for session, _ in calls},
            answered_for=F("session__meeting__held_on"),
        ).values_list("session", "user")
    )
    missing: dict[Meeting, set[User]] = {}
    for session, person in calls:
        if (session.pk, person.pk) not in answered:
            missing.setdefault(session.meeting, set()).add(person)
    return missing


def _calls(meetings: Iterable[Meeting], now: datetime) -> list[tuple[Session, User]]:
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
        .select_related("user", "seat__participation")
    )
    places: dict[Who, list[User]] = {}
    for one in held:
        place = (one.seat.participation.cohort_id, one.seat.function_id)
        places.setdefault(place, []).append(one.user)
    return [
        (session, person)
        for session, function in called
        for person in places.get((session.meeting.cohort_id, function), [])
    ]


def _told(missing: Mapping[Meeting, Iterable[User]]) -> dict[str, datetime]:
    """When each was told of the date that the meeting has now, if they were."""
    keys = [told_once(one, person) for one, people in missing.items() for person in people]
    return dict(Notice.objects.filter(once__in=keys).values_list("once", "created_at"))


def _has_just_heard(
    meeting: Meeting, person: User, days_before: int, told: Mapping[str, datetime]
) -> bool:
    """Whether the mail with the date came after the rule's morning: the next rule reminds."""
    told_at = told.get(told_once(meeting, person))
    if told_at is None or meeting.held_on is None:
        return False
    return told_at >= morning_of(meeting.held_on, days_before)
