"""The mails of this room: what they say, and when they are no longer wanted."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate

from cohorts.emails import about_sender
from cohorts.models import Cohort, User
from cohorts.reminders import is_still_due
from cohorts.rules import belongs_to, coordinates, is_under_way
from cohorts.words import uncapped
from exchange_portal.outbox.kinds import Mail, register_notice
from exchange_portal.outbox.mail import compose
from exchange_portal.outbox.models import Notice
from exchange_portal.ui.texts import local
from meetings import events
from meetings.copies import copy_of
from meetings.emails.assistants import (
    assistant_dated_still_wanted,
    assistant_reminder_still_wanted,
    write_assistant_dated,
    write_assistant_reminder,
)
from meetings.emails.origins import asker_of, meeting_of
from meetings.links import way_to_answer
from meetings.models import (
    Assignment,
    Attendance,
    Comment,
    Meeting,
    Session,
    SubmittedVersion,
)
from meetings.queries import words
from meetings.queries.calling import guest_sessions, own_sessions, visit_of
from meetings.queries.dates import called_on
from meetings.queries.invitations import not_answered
from meetings.queries.missing import guests_missing


def write_receipt(notice: Notice) -> Mail:
    """To the one who handed in and the institution's coordinators. Names no other institution."""
    return _of_version(notice, "meetings/receipt", "submitted")


def write_received(notice: Notice) -> Mail:
    """To the contact person: who has handed in what. What was written is read in the portal."""
    return _of_version(notice, "meetings/received", "staff_submitted")


def write_completion(notice: Notice) -> Mail:
    """To the institution's coordinators, with the agency's comment."""
    has_files = _version(notice).feedback_files.filter(comment=None).exists()
    return _of_version(notice, "meetings/completion", "assignment", has_files=has_files)


def write_comment(notice: Notice) -> Mail:
    """To the institution's coordinators. What was said is read in the portal, where it can be
    withdrawn."""
    comment = _comment(notice)
    return _of_version(notice, "meetings/comment", "submitted", comment=comment)


def write_reminder(notice: Notice) -> Mail:
    assignment = Assignment.objects.select_related("cohort__round__programme").get(
        pk=notice.data["assignment"]
    )
    participation = assignment.cohort.participations.select_related("institution").get(
        pk=notice.data["participation"]
    )
    with translation.override(notice.recipient.language):
        duration = words.duration(assignment.minutes)
    context = {
        "assignment": assignment,
        "title": local(assignment, "title", notice.recipient.language),
        "institution": participation.institution.name,
        "recipient": notice.recipient,
        "is_last_day": notice.data["days_before"] == 0,
        "duration": duration,
        "path": reverse("assignment", args=[assignment.key]),
    } | about_sender(assignment.cohort, notice)
    return compose("meetings/reminder", context, language=notice.recipient.language)


def write_meeting_dated(notice: Notice) -> Mail:
    """A meeting has got a date, another date, or none any more: to someone called to it."""
    user, language = notice.recipient, notice.recipient.language
    meeting = meeting_of(notice)
    sessions = own_sessions(meeting, user, notice.due_at)
    personal = way_to_answer(user, meeting, notice.due_at)
    with translation.override(language):
        name, hours = words.meeting_name(meeting), [words.hours(one) for one in sessions]
    context = {
        "meeting": meeting,
        "name": name,
        "theme": local(meeting, "theme", language),
        "recipient": user,
        "had_date": notice.data["had_date"],
        "hours": hours,
        "is_personal": bool(personal),
        "has_tasks": visit_of(meeting, user, notice.due_at) is None and _has_hanging(meeting),
        "path": personal or _path_to(meeting),
    } | about_sender(meeting.cohort, notice)
    return compose("meetings/meeting_dated", context, language=language)


def _path_to(meeting: Meeting) -> str:
    return reverse("meeting", args=[meeting.key]) if meeting.held_on else reverse("home")


def _has_hanging(meeting: Meeting) -> bool:
    """Whether there is something to hand in whose dates follow the meeting's."""
    return meeting.assignments.exclude(opens_days_before=None, due_days_before=None).exists()


def write_invitation_reminder(notice: Notice) -> Mail:
    """To someone who has not answered whether they come. Says nothing of what others answer."""
    user, meeting = notice.recipient, meeting_of(notice)
    sessions = _waiting(meeting, user, notice.due_at)
    personal = way_to_answer(user, meeting, notice.due_at)
    with translation.override(user.language):
        name = uncapped(words.meeting_name(meeting))
        hours = [words.hours(one) for one in sessions]
    context = {
        "meeting": meeting,
        "name": name,
        "theme": local(meeting, "theme", user.language),
        "recipient": user,
        "is_moved": Attendance.objects.filter(session__in=sessions, user=user).exists(),
        "is_the_day": meeting.held_on == localdate(notice.due_at),
        "asker": asker_of(notice),
        "hours": hours,
        "is_personal": bool(personal),
        "path": personal or _path_to(meeting),
    } | about_sender(meeting.cohort, notice)
    return compose("meetings/invitation_reminder", context, language=user.language)


def _waiting(meeting: Meeting, user: User, now: datetime) -> list[Session]:
    """The sessions for which the user, called or a guest, has no answer."""
    guest = {visit.user for _meeting, visit in guests_missing([meeting], now)}
    return not_answered(meeting, user, now) or (guest_sessions(meeting) if user in guest else [])


def invitation_asked_still_wanted(notice: Notice, now: datetime) -> bool:
    """Not when they have answered or are called no longer."""
    meeting, person = meeting_of(notice), notice.recipient
    is_time = person.is_active and is_under_way(meeting.cohort.round, now)
    return is_time and bool(not_answered(meeting, person, now))


def invitation_reminder_still_wanted(notice: Notice, now: datetime) -> bool:
    """Not when they have answered, are called no longer, or the meeting has another day."""
    meeting = meeting_of(notice)
    is_due = is_still_due(notice, day=meeting.held_on, round=meeting.cohort.round, now=now)
    return is_due and bool(_waiting(meeting, notice.recipient, now))


def meeting_dated_still_wanted(notice: Notice, now: datetime) -> bool:
    """Not when the date has been changed again, or the person is called no longer."""
    meeting = meeting_of(notice)
    if meeting.date_version != notice.data["date_version"]:
        return False
    return notice.recipient in called_on(meeting, meeting.held_on, now)


def receipt_still_wanted(notice: Notice, now: datetime) -> bool:
    return belongs_to(notice.recipient, _version(notice).submission.participation, now)


def received_still_wanted(notice: Notice, now: datetime) -> bool:
    run = Cohort.objects.run_by(notice.recipient, now)
    return run.filter(pk=_version(notice).submission.assignment.cohort_id).exists()


def completion_still_wanted(notice: Notice, now: datetime) -> bool:
    """Not once a newer version has been handed in."""
    version = _version(notice)
    is_newest = not version.submission.versions.filter(number__gt=version.number).exists()
    return is_newest and coordinates(notice.recipient, version.submission.participation, now)


def comment_still_wanted(notice: Notice, now: datetime) -> bool:
    """Not once it was withdrawn."""
    comment = _comment(notice)
    place = comment.version.submission.participation
    return comment.withdrawn_at is None and coordinates(notice.recipient, place, now)


def reminder_still_wanted(notice: Notice, now: datetime) -> bool:
    """Not when they have handed in, the date was moved or has passed, or the person left."""
    assignment = Assignment.objects.select_related("cohort__round").get(
        pk=notice.data["assignment"]
    )
    handed_in = SubmittedVersion.objects.filter(
        submission__assignment=assignment,
        submission__participation=notice.data["participation"],
        returned_at=None,
    )
    participation = assignment.cohort.participations.get(pk=notice.data["participation"])
    return (
        is_still_due(notice, day=assignment.due_on, round=assignment.cohort.round, now=now)
        and coordinates(notice.recipient, participation, now)
        and not handed_in.exists()
    )


def _of_version(notice: Notice, template: str, route: str, **more: Any) -> Mail:
    version = _version(notice)
    key = version.submission.assignment.key if route == "assignment" else version.key
    copy = copy_of(version)
    context: dict[str, Any] = {
        "version": version,
        "copy": copy,
        "title": local(copy, "title", notice.recipient.language),
        "recipient": notice.recipient,
        "is_submitter": notice.recipient.pk == version.submitted_by_id,
        "path": reverse(route, args=[key]),
        **more,
    }
    context |= about_sender(version.submission.assignment.cohort, notice)
    return compose(template, context, language=notice.recipient.language)


def _comment(notice: Notice) -> Comment:
    comments = Comment.objects.select_related("version__submission__participation", "written_by")
    return comments.get(pk=notice.data["comment"])


def _version(notice: Notice) -> SubmittedVersion:
    return SubmittedVersion.objects.with_origin().get(pk=notice.data["version"])


register_notice(events.RECEIPT, write=write_receipt, still_wanted=receipt_still_wanted)
register_notice(events.RECEIVED, write=write_received, still_wanted=received_still_wanted)
register_notice(events.COMPLETION, write=write_completion, still_wanted=completion_still_wanted)
register_notice(events.COMMENT, write=write_comment, still_wanted=comment_still_wanted)
register_notice(events.REMINDER, write=write_reminder, still_wanted=reminder_still_wanted)
register_notice(
    events.INVITATION_REMINDER,
    write=write_invitation_reminder,
    still_wanted=invitation_reminder_still_wanted,
)
register_notice(
    events.INVITATION_ASKED,
    write=write_invitation_reminder,
    still_wanted=invitation_asked_still_wanted,
)
register_notice(
    events.MEETING_DATED, write=write_meeting_dated, still_wanted=meeting_dated_still_wanted
)
register_notice(
    events.ASSISTANT_DATED,
    write=write_assistant_dated,
    still_wanted=assistant_dated_still_wanted,
)
register_notice(
    events.ASSISTANT_REMINDER,
    write=write_assistant_reminder,
    still_wanted=assistant_reminder_still_wanted,
)
