"""What the people of one institution all write in at once."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from meetings.models import Assignment, DraftAnswer
from selfassessment import actions
from selfassessment.models import AgreedAnswer, Assessment, Rating
from selfassessment.queries import words
from selfassessment.queries.asked import asked
from tests.crowds import OF_INSTITUTION, OF_MANAGEMENT, Crowd, Office, session_of
from tests.proofs._authors import Author, Text
from tests.proofs._browsing import Line
from tests.proofs._raters import Choices, Place, Question, Rater

QUESTIONS = 4  # of the draft, of the agreed answers, and of each leader's own
FUNCTIONS = {"coordinator": "Samordnare", "management": "Ansvarig chef"}
JSON = "application/json"


@dataclass(frozen=True)
class Desk:
    """A draft; self-assessments whose answers are agreed on, one of the institution and one of its
    management group; and one that each leader answers alone."""

    office: Office
    draft: Assignment
    agreed: tuple[Assessment, ...]
    rated: Assessment

    def authors(self, kind: str, port: int, saves: int, dropped_share: float) -> list[Author]:
        """Everyone, writing in the draft or in the agreed answers."""
        return [
            Author(Line(port, session_of(person)), _name(number), saves, dropped_share, texts)
            for number, person in enumerate(self.office.people)
            for texts in [list(self._drafted() if kind == "draft" else self._agreed())]
        ]

    def raters(self, port: int, saves: int, dropped_share: float) -> list[Rater]:
        """Every leader, in two browsers."""
        steps = len(asked(self.rated.instrument_version).steps)
        return [
            Rater(
                Line(port, session_of(person), accept=JSON),
                _name(number),
                saves,
                dropped_share,
                [Question(_address("rate", self.rated, one)) for one in _numbers()],
                steps,
            )
            for number, person in enumerate(self.office.people)
            if number % 2
            for _browser in range(2)
        ]

    def stored_draft(self) -> dict[str, str]:
        """What stands in the database, by the address where it was saved."""
        answers = DraftAnswer.objects.filter(submission__assignment=self.draft)
        return {
            reverse("save_answer", args=[self.draft.key, answer.question.key]): answer.text
            for answer in answers.select_related("question")
        }

    def stored_agreed(self) -> dict[str, str]:
        answers = AgreedAnswer.objects.filter(assessment__in=self.agreed)
        return {
            _address("agree_answer", answer.assessment, answer.statement.number): answer.comment
            for answer in answers.select_related("assessment", "statement")
        }

    def stored_ratings(self) -> dict[Place, Choices]:
        names = {person.pk: _name(number) for number, person in enumerate(self.office.people)}
        ratings = Rating.objects.filter(assessment=self.rated)
        return {
            (names[one.respondent_id], _address("rate", self.rated, one.statement.number)): (
                one.present.position if one.present else None,
                one.wanted.position if one.wanted else None,
            )
            for one in ratings.select_related("present", "wanted", "statement")
        }

    def _drafted(self) -> Iterator[Text]:
        for question in self.draft.questions.order_by("number"):
            yield Text(reverse("save_answer", args=[self.draft.key, question.key]), "")

    def _agreed(self) -> Iterator[Text]:
        for assessment in self.agreed:
            asks_wanted = assessment.instrument_version.asks_wanted
            empty = words.as_text(present=None, wanted=None, comment="", asks_wanted=asks_wanted)
            for number in list(_numbers())[: QUESTIONS // len(self.agreed)]:
                yield Text(_address("agree_answer", assessment, number), empty)


def connect_again() -> None:
    """This Python's connection may have been open when the database crashed."""
    connection.close()


def two_desks(*, people: int) -> tuple[Desk, Desk]:
    """Two desks of one institution. Every second of its people coordinates, the others lead."""
    roles = [list(FUNCTIONS)[number % 2] for number in range(people)]
    with transaction.atomic():
        crowd = Crowd(timezone.now(), FUNCTIONS)
        cohort, (office,) = crowd.group("Grupp 1", institutions=1, roles=roles)
        desks = []
        for number, meeting in enumerate(crowd.meetings(cohort, 2)):
            assignment = crowd.assignment(meeting, questions=QUESTIONS)
            crowd.write(assignment, office, words="")
            days_ago = 2 * number
            desks.append(
                Desk(
                    office=office,
                    draft=assignment,
                    agreed=(
                        crowd.assessment(OF_INSTITUTION, office, days_ago=days_ago),
                        _closed(crowd, crowd.assessment(OF_MANAGEMENT, office, days_ago=days_ago)),
                    ),
                    rated=crowd.assessment(OF_MANAGEMENT, office, days_ago=days_ago + 1),
                )
            )
    return desks[0], desks[1]


def _closed(crowd: Crowd, assessment: Assessment) -> Assessment:
    """One leader has answered one question, and a coordinator has ended the answering."""
    coordinator, leader, *_ = crowd.offices[-1].people
    actions.rate(
        assessment,
        statement=asked(assessment.instrument_version).statements[0],
        level="present",
        position=1,
        version=0,
        by=leader,
        now=crowd.now,
    )
    return actions.close_answering(assessment, by=coordinator, now=crowd.now)


def _address(route: str, assessment: Assessment, number: int) -> str:
    return reverse(route, args=[assessment.key, number])


def _numbers() -> range:
    return range(1, QUESTIONS + 1)


def _name(number: int) -> str:
    """A letter for everyone."""
    return chr(ord("a") + number)
