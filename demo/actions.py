"""The demo's round, built as staff and participants would build it: by the rooms' own actions."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.timezone import localdate

from cohorts import actions as cohorts
from cohorts.models import (
    Cohort,
    Function,
    Institution,
    Participation,
    Programme,
    Round,
    Seat,
    User,
)
from demo import facts, invitations
from demo.assessments import add_assessments
from demo.codes import SECRET
from demo.materials import share
from demo.people import EMPLOYEES, HOLDERS, Employee, Holder, address
from demo.reminding import remind
from meetings import actions as meetings
from meetings.models import Assignment, Meeting, Sharing
from meetings.queries.drafts import draft


@dataclass
class Build:
    """What has been built so far. `now` is the moment that the demo is set up."""

    now: datetime
    round: Round
    functions: dict[str, Function] = field(default_factory=dict)
    institutions: dict[str, Institution] = field(default_factory=dict)
    cohorts: dict[str, Cohort] = field(default_factory=dict)
    assignments: dict[str, Assignment] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return localdate(self.now)

    @property
    def at_the_start(self) -> datetime:
        """When the preparation began: people were invited then."""
        return self.now - timedelta(days=facts.PREPARATION_DAYS)

    def day(self, number: int) -> date:
        return self.today + timedelta(days=number)


def is_built() -> bool:
    return Round.objects.filter(name=facts.ROUND_NAME).exists()


@transaction.atomic
def build(*, now: datetime) -> None:
    """The whole round, once: a second call finds it there and changes nothing."""
    if is_built():
        return
    building = Build(now=now, round=_add_round(now))
    _add_functions(building)
    _admit_groups(building)
    for holder in HOLDERS:
        _seat(building, holder)
    for employee in EMPLOYEES:
        _engage(building, employee)
    for cohort in building.cohorts.values():
        _plan_meetings(building, cohort)
    _forte_hands_in(building)
    _formas_begins(building)
    invitations.invite(building)
    add_assessments(building)
    share(building.cohorts["Grupp 2"], now=now)
    remind(now=now)


def _add_round(now: datetime) -> Round:
    began = now - timedelta(days=facts.PREPARATION_DAYS + 30)
    programme = Programme.objects.get(slug=facts.PROGRAMME)
    ended_on = localdate(now) - timedelta(days=1)
    return cohorts.add_round(
        programme,
        name=facts.ROUND_NAME,
        preparation_starts_on=ended_on - timedelta(days=facts.PREPARATION_DAYS),
        preparation_ends_on=ended_on,
        ends_on=ended_on + timedelta(days=facts.ROUND_DAYS),
        by=None,
        now=began,
    )


def _add_functions(building: Build) -> None:
    for fact in facts.FUNCTIONS:
        building.functions[fact.code] = cohorts.add_function(
            building.round,
            code=fact.code,
            role=fact.role,
            name_sv=fact.name_sv,
            name_en=fact.name_en,
            by=None,
            now=building.at_the_start,
        )
    for days in facts.REMINDER_DAYS:
        cohorts.add_reminder_rule(
            building.round, days_before=days, by=None, now=building.at_the_start
        )


def _admit_groups(building: Build) -> None:
    _add_institution(building, *facts.HOST)
    for name, agencies in facts.GROUPS.items():
        cohort = cohorts.add_cohort(building.round, name=name, by=None, now=building.at_the_start)
        building.cohorts[name] = cohort
        roles = [Participation.Role.ANCHOR] + [Participation.Role.MEMBER] * (len(agencies) - 1)
        for agency, role in zip(agencies, roles, strict=True):
            cohorts.admit(
                cohort,
                institution=_add_institution(building, *agency),
                role=role,
                by=None,
                now=building.at_the_start,
            )


def _add_institution(building: Build, name: str, name_en: str, short_name: str) -> Institution:
    institution = cohorts.add_institution(
        name=name,
        name_en=name_en,
        short_name=short_name,
        kind=Institution.Kind.AGENCY,
        by=None,
        now=building.at_the_start,
    )
    building.institutions[short_name] = institution
    return institution


def _invite(building: Build, person: Holder | Employee) -> User:
    return cohorts.invite(
        building.institutions[person.institution],
        email=person.email,
        name=person.name,
        by=None,
        now=building.at_the_start,
    )


def _seat(building: Build, holder: Holder) -> None:
    seat = Seat.objects.get(
        participation__institution=building.institutions[holder.institution],
        function=building.functions[holder.function],
    )
    cohorts.fill_seat(
        seat,
        user=_invite(building, holder),
        from_on=localdate(building.at_the_start),
        is_top_management=holder.function == "head",
        by=None,
        now=building.at_the_start,
    )


def _engage(building: Build, employee: Employee) -> None:
    user = _invite(building, employee)
    scopes = [cohorts.scope_of(building.cohorts[name]) for name in employee.groups]
    for role in employee.roles:
        for scope in scopes or [cohorts.portal_scope()]:
            cohorts.engage(
                user,
                role=role,
                scope=scope,
                from_on=localdate(building.at_the_start),
                by=None,
                now=building.at_the_start,
            )
    if not Authenticator.objects.filter(user=user).exists():
        TOTP.activate(user, SECRET)


def _plan_meetings(building: Build, cohort: Cohort) -> None:
    days = {
        1: building.day(facts.DAYS_TO_FIRST_MEETING),
        2: building.day(facts.DAYS_TO_SECOND_MEETING),
    }
    for fact in facts.MEETINGS:
        kind = Meeting.Kind.KICKOFF if fact.number == 1 else Meeting.Kind.THEMED
        meeting = _plan(building, cohort, kind, fact, days.get(fact.number))
        hours = (facts.MORNING, facts.AFTERNOON) if meeting.held_on else ()
        _add_sessions(building, meeting, fact, hours)
        if fact.number == 1:
            _set_assignment(building, meeting)
    fact = facts.COORDINATORS_MEETING
    held_on = building.day(facts.DAYS_TO_COORDINATORS_MEETING)
    meeting = _plan(building, cohort, Meeting.Kind.COORDINATORS, fact, held_on)
    _add_sessions(building, meeting, fact, (facts.COORDINATORS_HOUR,))


def _plan(
    building: Build, cohort: Cohort, kind: str, fact: facts.MeetingFact, held_on: date | None
) -> Meeting:
    return meetings.plan_meeting(
        cohort,
        kind=kind,
        number=fact.number,
        theme_sv=fact.theme_sv,
        theme_en=fact.theme_en,
        held_on=held_on,
        place=facts.PLACE if held_on else "",
        by=None,
        now=building.at_the_start,
    )


def _add_sessions(
    building: Build, meeting: Meeting, fact: facts.MeetingFact, hours: tuple[facts.Hours, ...]
) -> None:
    for starts_at, ends_at in hours:
        meetings.add_session(
            meeting,
            starts_at=starts_at,
            ends_at=ends_at,
            audience=[building.functions[code] for code in fact.audience],
            by=None,
            now=building.at_the_start,
        )


def _set_assignment(building: Build, meeting: Meeting) -> None:
    building.assignments[meeting.cohort.name] = meetings.set_assignment(
        meeting.cohort,
        meeting=meeting,
        phase=Assignment.Phase.BEFORE,
        **facts.ASSIGNMENT,
        opens_days_before=facts.DAYS_TO_FIRST_MEETING + facts.DAYS_OPEN,
        due_days_before=facts.DAYS_TO_FIRST_MEETING - facts.DAYS_TO_DUE,
        sharing=Sharing.COHORT,
        questions=facts.QUESTIONS,
        by=None,
        now=building.at_the_start,
    )


def _forte_hands_in(building: Build) -> None:
    """Dan has written, added a file and handed in, the day before yesterday."""
    dan = User.objects.get(email=address("Dan Falk", "Forte"))
    handed_in_at = building.now - timedelta(days=2, minutes=38)
    assignment, participation = _space(building, "Grupp 2", "Forte")
    _write(assignment, participation, facts.FORTE_ANSWERS, by=dan, now=handed_in_at)
    name, content_type, content = facts.FORTE_FILE
    meetings.add_file(
        assignment,
        participation=participation,
        upload=SimpleUploadedFile(name, content, content_type),
        by=dan,
        now=handed_in_at,
    )
    stamp = draft(assignment, participation).stamp
    meetings.submit(assignment, participation=participation, stamp=stamp, by=dan, now=handed_in_at)


def _formas_begins(building: Build) -> None:
    """Frida has written a first sentence. Nobody outside Formas sees it."""
    frida = User.objects.get(email=address("Frida Lund", "Formas"))
    assignment, participation = _space(building, "Grupp 2", "Formas")
    began_at = building.now - timedelta(days=1, minutes=12)
    _write(assignment, participation, facts.FORMAS_DRAFT, by=frida, now=began_at)


def _space(building: Build, group: str, short_name: str) -> tuple[Assignment, Participation]:
    institution = building.institutions[short_name]
    participation = building.cohorts[group].participations.get(institution=institution)
    return building.assignments[group], participation


def _write(
    assignment: Assignment,
    participation: Participation,
    texts: tuple[str, ...],
    *,
    by: User,
    now: datetime,
) -> None:
    questions = assignment.questions.order_by("number")
    for question, text in zip(questions, texts, strict=False):
        meetings.save_answer(
            assignment,
            participation=participation,
            question=question,
            text=text,
            version=0,
            by=by,
            now=now,
        )
