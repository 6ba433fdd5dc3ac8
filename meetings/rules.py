"""Who may do what with meetings, assignments and what is handed in. Whether the time is right
(opened, under way, not handed in already) is not a right: actions refuse that, so that no text is
lost."""

from datetime import datetime

from cohorts.models import Function, User, rights_of
from cohorts.rules import belongs_to, runs_cohort, sees_cohort
from meetings.models import (
    Assignment,
    AssignmentFile,
    Comment,
    DraftFile,
    Meeting,
    Session,
    SubmittedVersion,
)


def may_write(user: User, assignment: Assignment, now: datetime) -> bool:
    """Whoever holds a seat at one of the assignment's institutions writes in its draft."""
    return _has_place(assignment, user, now)


def may_submit(user: User, assignment: Assignment, now: datetime) -> bool:
    """A coordinator hands in for the institution."""
    return _has_place(assignment, user, now, role=Function.Role.COORDINATOR)


def may_remove(user: User, draft_file: DraftFile, now: datetime) -> bool:
    """Colleagues share one draft: any of them may take a file out of it."""
    return draft_file.submission.participation_id in rights_of(user, now).place_ids()


def may_attach(user: User, assignment: Assignment, now: datetime) -> bool:
    """The agency's people of the cohort put files beside the instruction."""
    return runs_cohort(user, assignment.cohort, now)


def may_withdraw(user: User, beside: AssignmentFile, now: datetime) -> bool:
    """Those who may put it there may take it away."""
    return may_attach(user, beside.assignment, now)


def may_answer(user: User, session: Session, now: datetime) -> bool:
    """Whoever is called to the session answers; a coordinator does for colleagues too. For whom
    exactly, `queries.attending.answered_by` says."""
    meeting, rights = session.meeting, rights_of(user, now)
    coordinated = rights.participations(Function.Role.COORDINATOR)
    if meeting.cohort_id in {place.cohort_id for place in coordinated}:
        return True
    coming = (one.seat for one in rights.called_to(meeting.scope_id, meeting.held_on))
    functions = {s.function_id for s in coming if s.participation.cohort_id == meeting.cohort_id}
    return session.audience.filter(pk__in=functions).exists()


def is_called(user: User, meeting: Meeting, now: datetime) -> bool:
    """By a seat of one's own, or one that one stands in for, to any of the meeting's sessions."""
    coming = rights_of(user, now).called_to(meeting.scope_id, meeting.held_on)
    own = (one.seat for one in coming if one.seat.participation.cohort_id == meeting.cohort_id)
    return meeting.sessions.filter(audience__in={seat.function_id for seat in own}).exists()


def is_guest_at(user: User, meeting: Meeting, now: datetime) -> bool:
    """Of someone who sees the meeting: whether that is as a guest, who sees nothing else of its
    cohort."""
    return not sees_cohort(user, meeting.cohort, now)


def is_of_cohort(user: User, meeting: Meeting, now: datetime) -> bool:
    """What the group shares with itself is not for guests."""
    return not is_guest_at(user, meeting, now)


def may_answer_as_guest(user: User, session: Session, now: datetime) -> bool:
    """Everyone for themselves."""
    return is_guest_at(user, session.meeting, now)


def may_arrange(user: User, meeting: Meeting, now: datetime) -> bool:
    """The agency's people of the cohort say who presents when."""
    return runs_cohort(user, meeting.cohort, now)


def may_ask_colleagues(user: User, meeting: Meeting, now: datetime) -> bool:
    """A coordinator of the meeting's cohort asks those at home."""
    places = rights_of(user, now).participations(Function.Role.COORDINATOR)
    return meeting.cohort_id in {place.cohort_id for place in places}


def may_follow(user: User, version: SubmittedVersion, now: datetime) -> bool:
    """The agency's people of the cohort read it among the staff's pages."""
    return runs_cohort(user, version.submission.assignment.cohort, now)


def may_have_made(user: User, version: SubmittedVersion, now: datetime) -> bool:
    """The institution and those who follow it have its PDF made anew, when that failed."""
    return belongs_to(user, version.submission.participation, now) or may_follow(user, version, now)


def may_return(user: User, version: SubmittedVersion, now: datetime) -> bool:
    """Those who may follow it may ask for completion."""
    return may_follow(user, version, now)


def may_comment(user: User, version: SubmittedVersion, now: datetime) -> bool:
    """Those who may follow it say what they think of it."""
    return may_follow(user, version, now)


def may_withdraw_comment(user: User, comment: Comment, now: datetime) -> bool:
    """Also a colleague's: they answer for the group together."""
    return may_follow(user, comment.version, now)


def _has_place(
    assignment: Assignment, user: User, now: datetime, *, role: str | None = None
) -> bool:
    places = rights_of(user, now).participations(role)
    return assignment.cohort_id in {place.cohort_id for place in places}
