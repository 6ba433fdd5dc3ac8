"""To the assistants of heads who are called."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import translation

from cohorts.emails import about_sender
from cohorts.reminders import is_still_due
from cohorts.words import uncapped
from exchange_portal.outbox.kinds import Mail
from exchange_portal.outbox.mail import compose
from exchange_portal.outbox.models import Notice
from exchange_portal.ui.texts import local
from meetings.emails.origins import asker_of, assistant_of, meeting_of
from meetings.models import Session
from meetings.queries import words
from meetings.queries.assisting import is_called, waiting
from meetings.queries.calling import sessions_for


def write_assistant_dated(notice: Notice) -> Mail:
    """To the assistant of a head who is called: the meeting has got another date, or none."""
    assistant, meeting = assistant_of(notice), meeting_of(notice)
    sessions = sessions_for(meeting, [assistant.holding.seat.function_id])
    more = {"had_date": notice.data["had_date"]}
    return _to_assistant(notice, "meetings/assistant_dated", sessions, more)


def write_assistant_reminder(notice: Notice) -> Mail:
    """To the assistant of a head who has not answered."""
    sessions = waiting(meeting_of(notice), assistant_of(notice), notice.due_at)
    return _to_assistant(notice, "meetings/assistant_reminder", sessions, {})


def _to_assistant(
    notice: Notice, template: str, sessions: list[Session], more: dict[str, Any]
) -> Mail:
    assistant, meeting = assistant_of(notice), meeting_of(notice)
    language = notice.recipient.language
    with translation.override(language):
        name = words.meeting_name(meeting)
        within, hours = uncapped(name), [words.hours(one) for one in sessions]
    context = {
        "meeting": meeting,
        "name": name,
        "meeting_name": within,
        "theme": local(meeting, "theme", language),
        "recipient": notice.recipient,
        "head": assistant.head.name,
        "asker": asker_of(notice),
        "hours": hours,
        "path": reverse("assisted", args=[assistant.key]),
    }
    context |= more | about_sender(meeting.cohort, notice)
    return compose(template, context, language=language)


def assistant_dated_still_wanted(notice: Notice, now: datetime) -> bool:
    meeting = meeting_of(notice)
    is_newest = meeting.date_version == notice.data["date_version"]
    return is_newest and is_called(meeting, assistant_of(notice), now)


def assistant_reminder_still_wanted(notice: Notice, now: datetime) -> bool:
    """Not when the head has been answered for."""
    assistant, meeting = assistant_of(notice), meeting_of(notice)
    is_due = is_still_due(notice, day=meeting.held_on, round=meeting.cohort.round, now=now)
    is_theirs = is_due and is_called(meeting, assistant, now)
    return is_theirs and bool(waiting(meeting, assistant, now))
