"""Who may start rounds, take changes into them, and set the dates of meetings."""

from datetime import datetime

from cohorts.models import Cohort, Guest, Participation, Programme, Round, User, rights_of
from cohorts.rules import is_administrator, runs_cohort
from meetings.models import Assignment, Meeting
from programmes.mentors import answers_for
from programmes.models import ExpressionOfInterest, MentorOffer, TemplateVersion


def may_start_rounds(user: User, now: datetime) -> bool:
    """Administrators, and those who lead a whole programme."""
    rights = rights_of(user, now)
    return rights.is_administrator or bool(rights.programmes_led)


def may_start_round(user: User, version: TemplateVersion, now: datetime) -> bool:
    """Administrators, and the process leaders of that programme."""
    rights = rights_of(user, now)
    return rights.is_administrator or version.template.programme_id in rights.programmes_led


def may_decide_interest(user: User, interest: ExpressionOfInterest, now: datetime) -> bool:
    """Administrators, and the process leaders of that programme: those who start its rounds."""
    rights = rights_of(user, now)
    return rights.is_administrator or interest.programme_id in rights.programmes_led


def may_change_round(user: User, round: Round, now: datetime) -> bool:
    """Those who start rounds of that programme take in what is new of its template, and choose its
    guests among all institutions."""
    rights = rights_of(user, now)
    return rights.is_administrator or round.programme_id in rights.programmes_led


def may_follow_round(user: User, round: Round, now: datetime) -> bool:
    """Those who run one of its groups for the agency."""
    return Cohort.objects.run_by(user, now).filter(round=round).exists()


def may_invite_guests(user: User, guest: Guest, now: datetime) -> bool:
    """Those who run the group that it visits."""
    cohort = guest.scope.cohort
    return cohort is not None and runs_cohort(user, cohort, now)


def may_offer_mentorship(user: User, place: Participation, now: datetime) -> bool:
    """Those who start the programme's rounds."""
    round = place.cohort.round
    return round is not None and may_change_round(user, round, now)


def may_place_mentor(user: User, offer: MentorOffer, now: datetime) -> bool:
    return may_offer_mentorship(user, offer.participation, now)


def may_answer_mentorship(user: User, offer: MentorOffer, now: datetime) -> bool:
    """The institution's coordinators and heads."""
    return answers_for(user, offer.participation.institution, now)


def may_lead_network(user: User, cohort: Cohort, now: datetime) -> bool:
    """Of a cohort outside rounds: those who run it, and may choose among all institutions."""
    return (
        cohort.round_id is None and may_start_rounds(user, now) and runs_cohort(user, cohort, now)
    )


def may_follow_programme(user: User, programme: Programme, now: datetime) -> bool:
    """Those who run one of its groups for the agency, or lead it."""
    run = Cohort.objects.run_by(user, now).filter(round__programme=programme)
    return may_lead(user, programme, now) or run.exists()


def may_lead(user: User, programme: Programme, now: datetime) -> bool:
    rights = rights_of(user, now)
    return rights.is_administrator or programme.pk in rights.programmes_led


def may_set_date(user: User, meeting: Meeting, now: datetime) -> bool:
    """Those who run its group for the agency."""
    return runs_cohort(user, meeting.cohort, now)


def may_remind_of(user: User, asked: Assignment | Meeting, now: datetime) -> bool:
    """Those who run its group write to those who are missing."""
    return may_remind_in(user, asked.cohort, now)


def may_remind_in(user: User, cohort: Cohort, now: datetime) -> bool:
    return runs_cohort(user, cohort, now)


def may_let_through(user: User, participation: Participation, now: datetime) -> bool:
    """Those who run its group decide that an institution goes on all the same."""
    return runs_cohort(user, participation.cohort, now)


def may_merge(user: User, person: User, now: datetime) -> bool:
    """Two accounts of one person are made one by administrators alone."""
    return is_administrator(user, now)
