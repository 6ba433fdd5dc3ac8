"""Who may start rounds, take changes into them, and set the dates of meetings."""

from datetime import datetime

from cohorts.models import Cohort, Round, User, rights_of
from cohorts.rules import runs_cohort
from meetings.models import Assignment, Meeting
from programmes.models import TemplateVersion


def may_start_rounds(user: User, now: datetime) -> bool:
    """Administrators, and those who lead a whole programme."""
    rights = rights_of(user, now)
    return rights.is_administrator or bool(rights.programmes_led)


def may_start_round(user: User, version: TemplateVersion, now: datetime) -> bool:
    """Administrators, and the process leaders of that programme."""
    rights = rights_of(user, now)
    return rights.is_administrator or version.template.programme_id in rights.programmes_led


def may_change_round(user: User, round: Round, now: datetime) -> bool:
    """Those who start rounds of that programme take in what is new of its template."""
    rights = rights_of(user, now)
    return rights.is_administrator or round.programme_id in rights.programmes_led


def may_follow_round(user: User, round: Round, now: datetime) -> bool:
    """Those who run one of its groups for the agency."""
    return Cohort.objects.run_by(user, now).filter(round=round).exists()


def may_set_date(user: User, meeting: Meeting, now: datetime) -> bool:
    """Those who run its group for the agency."""
    return runs_cohort(user, meeting.cohort, now)


def may_remind_of(user: User, asked: Assignment | Meeting, now: datetime) -> bool:
    """Those who run its group write to those who are missing."""
    return may_remind_in(user, asked.cohort, now)


def may_remind_in(user: User, cohort: Cohort, now: datetime) -> bool:
    return runs_cohort(user, cohort, now)
