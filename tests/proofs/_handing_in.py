"""Institutions that hand in, and put together what their group has handed in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

import cohorts.events
import meetings.events
import selfassessment.events
from cohorts.models import Engagement, User
from meetings.models import Assignment, SubmittedVersion
from selfassessment import actions
from selfassessment.models import Assessment, SubmittedAssessment
from selfassessment.queries.asked import asked
from tests import crowds
from tests.proofs._browsing import Line

STAMP = re.compile(rb'name="stamp" value="([0-9a-f]+)"')

type Addressed = tuple[str, str]  # a mail by its recipient and its kind


@dataclass(frozen=True)
class Office:
    """An institution whose draft and self-assessment are ready to be handed in."""

    own: crowds.Office
    assignment: Assignment
    assessment: Assessment
    contact: User
    sessions: Sequence[str]  # of its coordinators

    def hand_in(self, port: int) -> None:
        """Both, and then everyone asks for the group's summary as it is by now."""
        self._submit(port, reverse("submit", args=[self.assignment.key]))
        meeting = self.assignment.meeting
        assert meeting is not None
        for session in self.sessions:
            answer = Line(port, session).post(
                reverse("meeting_summary_pdf", args=[meeting.key]), {}
            )
            assert answer.status == HTTPStatus.FOUND, answer
        self._submit(port, reverse("submit_assessment", args=[self.assessment.key]))

    def _submit(self, port: int, path: str) -> None:
        line = Line(port, self.sessions[0])
        stamp = STAMP.search(line.get(path).body)
        assert stamp is not None, f"{self.own.name} was not shown what it hands in"
        answer = line.post(path, {"stamp": stamp[1].decode()})
        assert answer.status == HTTPStatus.FOUND, answer

    def mails(self) -> list[Addressed]:
        """What its people and its contact person must get: everyone a welcome and two receipts."""
        kinds = (cohorts.events.WELCOME, meetings.events.RECEIPT, selfassessment.events.RECEIPT)
        told = [(person.email, kind) for person in self.own.people for kind in kinds]
        received = (meetings.events.RECEIVED, selfassessment.events.RECEIVED)
        return [*told, *((self.contact.email, kind) for kind in received)]

    def pdfs(self, port: int) -> list[bytes]:
        """What the institution gets when it asks for its two PDFs."""
        own = self.own.participation
        version = SubmittedVersion.objects.get(
            submission__assignment=self.assignment, submission__participation=own
        )
        submitted = SubmittedAssessment.objects.get(assessment=self.assessment)
        line = Line(port, self.sessions[0])
        return [
            line.get(reverse("submitted_pdf", args=[version.key])).body,
            line.get(reverse("submitted_assessment_pdf", args=[submitted.key])).body,
        ]


@transaction.atomic
def offices(groups: int, institutions: int) -> list[Office]:
    """Each group has its assignment and its contact person, each institution two coordinators."""
    crowd = crowds.Crowd(timezone.now())
    ready = []
    for number in range(1, groups + 1):
        cohort, members = crowd.group(
            f"Grupp {number}", institutions=institutions, roles=["coordinator", "coordinator"]
        )
        contact = crowd.employee(
            f"Kontakt {number}", role=Engagement.Role.CONTACT_PERSON, cohorts=[cohort]
        )
        (meeting,) = crowd.meetings(cohort, 1)
        assignment = crowd.assignment(meeting)
        for own in members:
            crowd.write(assignment, own)
            assessment = _agreed(crowd, own)
            sessions = [crowds.session_of(person) for person in own.people]
            ready.append(Office(own, assignment, assessment, contact, sessions))
    return ready


def _agreed(crowd: crowds.Crowd, own: crowds.Office) -> Assessment:
    """A self-assessment in which every statement has its answer."""
    assessment = crowd.assessment(crowds.OF_INSTITUTION, own)
    for statement in asked(assessment.instrument_version).statements:
        choice = actions.Choice(
            statement=statement, present=1, wanted=None, comment=crowds.WORDS, version=0
        )
        actions.agree(assessment, choice=choice, by=own.people[0], now=crowd.now)
    return assessment
