"""Those who are called to a meeting, guests among them, and have not answered whether they come."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from operator import attrgetter

from cohorts.models import Engagement, User
from cohorts.reminders import Reminder, latest_rule, morning_of, near
from exchange_portal.outbox.models import Notice
from meetings import events
from meetings.models import Meeting
from meetings.queries.assisting import of_those_asked
from meetings.queries.dates import told_once
from meetings.queries.guests import DAY
from meetings.queries.missing import guests_missing, not_answered


def due(now: datetime) -> list[Reminder]:
    """One for each meeting and person, whatever sessions and seats call them to it; and one for the
    assistant of each head among them."""
    rules = {one: latest_rule(one.cohort.round, one.held_on, now) for one in _nearing(now)}
    speaking = {one: days for one, days in rules.items() if days is not None}
    missing = {one: set(people) for one, people in not_answered(speaking, now).items()}
    for meeting, visit in guests_missing(speaking, now):
        if _was_a_guest(visit, meeting, speaking[meeting]):
            missing.setdefault(meeting, set()).add(visit.user)
    told = _told(missing)
    reminded = {
        meeting: [
            person
            for person in sorted(people, key=attrgetter("pk"))
            if not _has_just_heard(meeting, person, speaking[meeting], told)
        ]
        for meeting, people in missing.items()
    }
    asked = [(meeting, person) for meeting, people in reminded.items() for person in people]
    found = [
        _reminder(
            events.INVITATION_REMINDER, meeting, person, f"{meeting.key}", speaking[meeting], {}
        )
        for meeting, person in asked
    ]
    for meeting, one in of_those_asked(reminded, now):
        about, more = f"{meeting.key}:{one.pk}", {"assistant": one.pk}
        days = speaking[meeting]
        found.append(_reminder(events.ASSISTANT_REMINDER, meeting, one.user, about, days, more))
    return [one for one in found if one is not None]


def _reminder(
    kind: str,
    meeting: Meeting,
    person: User,
    about: str,
    days_before: int,
    more: Mapping[str, int],
) -> Reminder | None:
    if meeting.held_on is None:
        return None
    return Reminder(
        kind=kind,
        about=about,
        recipient=person,
        day=meeting.held_on,
        days_before=days_before,
        data={"meeting": meeting.pk, **more},
    )


def _was_a_guest(visit: Engagement, meeting: Meeting, days_before: int) -> bool:
    """Whether they were invited before the rule's day: the invitation has asked the others."""
    return meeting.held_on is not None and visit.from_on < meeting.held_on - days_before * DAY


def _nearing(now: datetime) -> Iterable[Meeting]:
    """Meetings whose day no rule is too far from."""
    return (
        Meeting.objects.filter(held_on__range=near(now))
        .select_related("cohort__round")
        .prefetch_related("cohort__round__reminder_rules")
    )


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
