"""The link in a mail to somebody who is called to a meeting: to say whether they come, without
logging in."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.timezone import localdate

from cohorts.links import Purpose, path_for, register_purpose
from cohorts.models import User
from meetings.models import Meeting
from meetings.queries import words
from meetings.queries.calls import of_meeting
from meetings.rules import is_called

COME = "traff"  # as it stands in the address
MOST = timedelta(days=60)  # that a link lasts; the reminders before the meeting bring newer ones


def way_to_answer(user: User, meeting: Meeting, now: datetime) -> str:
    """A link of their own, whatever they have answered; "" for those who get none: guests, and
    while the meeting has no date."""
    if meeting.held_on is None or not is_called(user, meeting, now):
        return ""
    last_on = min(meeting.held_on, localdate(now) + MOST)
    return path_for(user, COME, meeting.key, last_on=last_on, now=now)


def _may(user: User, meeting: Meeting, now: datetime) -> bool:
    called = of_meeting(meeting, user, now)
    return called is not None and any(one.is_open for one in called.calls)


def _begun(user: User, meeting: Meeting) -> bool:
    """That somebody comes or not is no secret in the group, and the page shows no more of it."""
    return False


def _about(meeting: Meeting) -> str:
    return f"{words.meeting_name(meeting)}, {meeting.cohort}"


def _address(meeting: Meeting) -> str:
    return reverse("invitation", args=[meeting.key])


register_purpose(
    Purpose(
        name=COME,
        model=Meeting,
        about=_about,
        may=_may,
        has_begun=_begun,
        address=_address,
    )
)
