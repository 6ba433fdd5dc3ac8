"""Who may do what with assignments and what is handed in. Whether the time is right (opened, under
way, not handed in already) is not a right: actions refuse that, so that no text is lost."""

from datetime import datetime

from cohorts.models import Cohort, Function, Participation, User
from meetings.models import Assignment, DraftFile, SubmittedVersion


def may_write(user: User, assignment: Assignment, now: datetime) -> bool:
    """Whoever holds a seat at one of the assignment's institutions writes in its draft."""
    held = Participation.objects.held_by(user, now)
    return held.filter(cohort=assignment.cohort_id).exists()


def may_submit(user: User, assignment: Assignment, now: datetime) -> bool:
    """A coordinator hands in for the institution."""
    held = Participation.objects.held_by(user, now, role=Function.Role.COORDINATOR)
    return held.filter(cohort=assignment.cohort_id).exists()


def may_remove(user: User, draft_file: DraftFile, now: datetime) -> bool:
    """Colleagues share one draft: any of them may take a file out of it."""
    held = Participation.objects.held_by(user, now)
    return held.filter(pk=draft_file.submission.participation_id).exists()


def may_follow(user: User, version: SubmittedVersion, now: datetime) -> bool:
    """The agency's people of the cohort read it among the staff's pages."""
    run = Cohort.objects.run_by(user, now)
    return run.filter(pk=version.submission.assignment.cohort_id).exists()


def may_return(user: User, version: SubmittedVersion, now: datetime) -> bool:
    """Those who may follow it may ask for completion."""
    return may_follow(user, version, now)
