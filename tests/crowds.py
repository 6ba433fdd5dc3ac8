"""Many institutions and their people, made by the portal's own actions: for proofs and benchmarks.

To be imported once Django is set up.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils.timezone import localdate

from cohorts import actions
from cohorts.models import Cohort, Function, Institution, Participation, Seat, User
from meetings import actions as meetings
from meetings.models import Assignment, Meeting, SubmittedVersion
from meetings.queries.drafts import draft
from selfassessment import actions as selfassessments
from selfassessment.models import Assessment, InstrumentVersion

TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
FUNCTIONS = {"coordinator": "Samordnare", "member": "Medarbetare"}  # by role
OF_MANAGEMENT = "ledningens-forandring-och-ambition"  # instruments that the portal comes with
OF_INSTITUTION = "planering-och-uppfoljning"
WORDS = "Vi har kartlagt hur uppdraget styrs i dag och vad som saknas i planeringen. "


@dataclass(frozen=True)
class Office:
    """An institution in a group, and its people in the order of their seats."""

    participation: Participation
    people: list[User]

    @property
    def name(self) -> str:
        return self.participation.institution.name


class Crowd:
    """A round with as many groups as are asked for. Institutions are numbered through."""

    def __init__(self, now: datetime, functions: Mapping[str, str] = FUNCTIONS) -> None:
        self.now = now
        self.offices: list[Office] = []
        programme = actions.add_programme(slug="prov", name_sv="Prov", by=None, now=now)
        today = localdate(now)
        self.round = actions.add_round(
            programme,
            name="Omgång för prov",
            preparation_starts_on=today - timedelta(days=100),
            preparation_ends_on=today - timedelta(days=10),
            ends_on=today + timedelta(days=400),
            by=None,
            now=now,
        )
        for role, name in functions.items():
            actions.add_function(self.round, code=role, role=role, name_sv=name, by=None, now=now)

    def group(
        self, name: str, *, institutions: int, roles: Sequence[str] = ("coordinator",)
    ) -> tuple[Cohort, list[Office]]:
        """A group whose institutions each have one person for each of the roles."""
        cohort = actions.add_cohort(self.round, name=name, by=None, now=self.now)
        offices = [self._office(cohort, roles) for _ in range(institutions)]
        return cohort, offices

    def employee(self, name: str, *, role: str, cohorts: Sequence[Cohort] = ()) -> User:
        """Someone of the agency who has the role in the cohorts, or in the whole portal, and a
        second factor."""
        agency = Institution.objects.filter(short_name="Myndigheten").first()
        agency = agency or self._institution("Myndigheten som håller ihop", "Myndigheten")
        user = self._person(agency, name)
        scopes = [actions.scope_of(one) for one in cohorts] or [actions.portal_scope()]
        for scope in scopes:
            actions.engage(
                user, role=role, scope=scope, from_on=localdate(self.now), by=None, now=self.now
            )
        TOTP.activate(user, TOTP_SECRET)
        user.refresh_from_db()
        return user

    def meetings(self, cohort: Cohort, count: int) -> list[Meeting]:
        """Meetings a month apart, each with a session for everyone."""
        return [self._meeting(cohort, number) for number in range(1, count + 1)]

    def assignment(self, meeting: Meeting, number: int = 1, *, questions: int = 3) -> Assignment:
        """What the group is asked to do before the meeting."""
        assert meeting.held_on is not None
        return meetings.set_assignment(
            meeting.cohort,
            meeting=meeting,
            phase=Assignment.Phase.BEFORE,
            title_sv=f"Beskriv nuläget inför träff {meeting.number}, del {number}",
            instructions_sv="Skriv kort om hur ni arbetar med temat i dag.",
            due_on=meeting.held_on - timedelta(days=2),
            questions=[
                meetings.QuestionText(prompt_sv=f"Hur ser det ut i dag, del {part}?")
                for part in range(1, questions + 1)
            ],
            by=None,
            now=self.now,
        )

    def write(self, assignment: Assignment, office: Office, *, words: str = WORDS * 3) -> None:
        """The office's first person answers every question."""
        for question in assignment.questions.order_by("number"):
            meetings.save_answer(
                assignment,
                participation=office.participation,
                question=question,
                text=f"{office.name}. {words}",
                version=0,
                by=office.people[0],
                now=self.now,
            )

    def hand_in(self, assignment: Assignment, office: Office) -> SubmittedVersion:
        self.write(assignment, office)
        return meetings.submit(
            assignment,
            participation=office.participation,
            stamp=draft(assignment, office.participation).stamp,
            by=office.people[0],
            now=self.now,
        )

    def assessment(self, instrument: str, office: Office, *, days_ago: int = 0) -> Assessment:
        """What the office was asked that many days ago. Asked on another day, it is another one."""
        return selfassessments.open_assessment(
            office.participation,
            version=InstrumentVersion.objects.get(instrument__key=instrument),
            opens_on=localdate(self.now) - timedelta(days=days_ago),
            due_on=localdate(self.now) + timedelta(days=30),
            by=None,
            now=self.now,
        )

    def _meeting(self, cohort: Cohort, number: int) -> Meeting:
        meeting = meetings.plan_meeting(
            cohort,
            kind=Meeting.Kind.THEMED,
            number=number,
            theme_sv=f"Tema {number}",
            held_on=localdate(self.now) + timedelta(days=30 * number - 21),
            place="Digitalt",
            by=None,
            now=self.now,
        )
        meetings.add_session(
            meeting,
            starts_at=time(9),
            ends_at=time(12),
            audience=self.round.functions.all(),
            by=None,
            now=self.now,
        )
        return meeting

    def _office(self, cohort: Cohort, roles: Sequence[str]) -> Office:
        number = f"{len(self.offices) + 1:03}"
        institution = self._institution(f"Myndigheten för prov {number}", f"Prov {number}")
        participation = actions.admit(cohort, institution=institution, by=None, now=self.now)
        people = []
        for place, seat in enumerate(self._seats(participation, roles), start=1):
            people.append(self._person(institution, f"Åsa Öberg {number} {place:02}"))
            actions.fill_seat(
                seat, user=people[-1], from_on=localdate(self.now), by=None, now=self.now
            )
        self.offices.append(Office(participation, people))
        return self.offices[-1]

    def _seats(self, participation: Participation, roles: Sequence[str]) -> Iterator[Seat]:
        functions = {one.role: one for one in Function.objects.filter(round=self.round)}
        for role in roles:
            empty = participation.seats.filter(function=functions[role], holdings=None).first()
            yield empty or actions.add_seat(
                participation, function=functions[role], by=None, now=self.now
            )

    def _institution(self, name: str, short_name: str) -> Institution:
        return actions.add_institution(
            name=name,
            short_name=short_name,
            kind=Institution.Kind.AGENCY,
            by=None,
            now=self.now,
        )

    def _person(self, institution: Institution, name: str) -> User:
        local = name.lower().replace(" ", ".").replace("å", "a").replace("ö", "o")
        email = f"{local}@prov.example"
        return actions.invite(institution, email=email, name=name, by=None, now=self.now)


def session_of(user: User) -> str:
    """The key of a session in which the user is logged in."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)
