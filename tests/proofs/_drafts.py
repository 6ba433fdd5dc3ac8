"""Drafts that many people of one institution write in."""

from dataclasses import dataclass

from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from meetings.models import Assignment, DraftAnswer
from tests.crowds import Crowd, Office, session_of

QUESTIONS = 4


@dataclass(frozen=True)
class Desk:
    """An assignment as one office works on it."""

    assignment: Assignment
    office: Office

    @property
    def addresses(self) -> list[str]:
        """Where its answers are saved."""
        questions = self.assignment.questions.order_by("number")
        return [self._address(question.key) for question in questions]

    @property
    def sessions(self) -> dict[str, str]:
        """Everyone logged in, by a letter of their own."""
        people = enumerate(self.office.people)
        return {chr(ord("a") + number): session_of(person) for number, person in people}

    def stored(self) -> dict[str, str]:
        """What stands in the database, by the address where it was saved."""
        connection.close()  # it may have been open when the database crashed
        answers = DraftAnswer.objects.filter(submission__assignment=self.assignment)
        return {
            self._address(answer.question.key): answer.text
            for answer in answers.select_related("question")
        }

    def _address(self, question: object) -> str:
        return reverse("save_answer", args=[self.assignment.key, question])


def two_desks(*, people: int) -> tuple[Desk, Desk]:
    """Two drafts of one institution; every second of its people is a coordinator."""
    roles = [("coordinator", "member")[number % 2] for number in range(people)]
    with transaction.atomic():
        crowd = Crowd(timezone.now())
        cohort, (office,) = crowd.group("Grupp 1", institutions=1, roles=roles)
        desks = []
        for meeting in crowd.meetings(cohort, 2):
            assignment = crowd.assignment(meeting, questions=QUESTIONS)
            crowd.write(assignment, office, words="")
            desks.append(Desk(assignment, office))
    return desks[0], desks[1]
