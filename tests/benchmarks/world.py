"""What the pages show, as many rows of it as are asked for."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from cohorts.models import Cohort, Engagement, User
from exchange_portal.outbox import queue
from exchange_portal.outbox.kinds import Mail
from meetings import actions
from meetings.models import Assignment
from tests.crowds import Crowd, Office

GROUP = 10  # institutions in a group of the usual size
MEETINGS = 5


@dataclass(frozen=True)
class World:
    """Ada's group has `rows` institutions and one assignment, Hanna's has ten institutions and as
    many assignments as make `rows` of both together. All but they themselves have handed in.

    Cleo leads Hanna's group, Paul groups that together have `rows` assignments, and Gun, who
    administers the portal, finds `rows` mails in the outbox.
    """

    ada: User
    hanna: User
    cleo: User
    paul: User
    gun: User
    assignment: Assignment  # Ada's


@cache
@transaction.atomic
def world(rows: int, now: datetime) -> World:
    crowd = Crowd(now)
    role = Engagement.Role
    ada, assignment = _large_group(crowd, rows)
    hanna, group = _busy_group(crowd, rows)
    led = [_group_of_assignments(crowd, number) for number in range(rows // GROUP)]
    _outbox(rows, now)
    return World(
        ada=ada,
        hanna=hanna,
        cleo=crowd.employee("Cleo Berg", role=role.PROCESS_LEADER, cohorts=[group]),
        paul=crowd.employee("Paul Frisk", role=role.PROCESS_LEADER, cohorts=led),
        gun=crowd.employee("Gun Hall", role=role.ADMINISTRATOR),
        assignment=assignment,
    )


def _large_group(crowd: Crowd, rows: int) -> tuple[User, Assignment]:
    cohort, offices = crowd.group("Den stora gruppen", institutions=rows)
    own, *others = offices
    _contact_person(crowd, cohort, "Kim Dahl")
    assignment = crowd.assignment(crowd.meetings(cohort, MEETINGS)[0])
    _begin(crowd, assignment, own)
    for other in others:
        crowd.hand_in(assignment, other)
    return own.people[0], assignment


def _busy_group(crowd: Crowd, rows: int) -> tuple[User, Cohort]:
    cohort, offices = crowd.group("Den flitiga gruppen", institutions=GROUP)
    own, *others = offices
    _contact_person(crowd, cohort, "Lo Ek")
    meetings = crowd.meetings(cohort, MEETINGS)
    for number in range(rows // GROUP):
        meeting = meetings[number % MEETINGS]
        assignment = crowd.assignment(meeting, number // MEETINGS + 1, questions=1)
        for other in others:
            crowd.hand_in(assignment, other)
    return own.people[0], cohort


def _group_of_assignments(crowd: Crowd, number: int) -> Cohort:
    cohort, _ = crowd.group(f"Grupp {number:02}", institutions=1)
    for meeting in crowd.meetings(cohort, MEETINGS):
        for part in range(1, GROUP // MEETINGS + 1):
            crowd.assignment(meeting, part, questions=1)
    return cohort


def _contact_person(crowd: Crowd, cohort: Cohort, name: str) -> None:
    crowd.employee(name, role=Engagement.Role.CONTACT_PERSON, cohorts=[cohort])


def _begin(crowd: Crowd, assignment: Assignment, office: Office) -> None:
    crowd.write(assignment, office)
    actions.add_file(
        assignment,
        participation=office.participation,
        upload=SimpleUploadedFile("nuläge.txt", "Nuläget i korthet.".encode()),
        by=office.people[0],
        now=crowd.now,
    )


def _outbox(rows: int, now: datetime) -> None:
    for number in range(rows):
        mail = Mail(subject=f"Kvitto {number}: ni har lämnat in", text="Tack.")
        address = f"person.{number}@prov.example"
        queue.post(mail, kind="receipt", to_address=address, language="sv", now=now)
