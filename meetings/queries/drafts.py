"""The draft as it stands, for those at work in it."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, FilteredRelation, Q, QuerySet

from cohorts.models import Function, Participation, Seat, User, rights_of
from exchange_portal.files.models import StoredFile
from exchange_portal.phrased import ask
from meetings.models import Assignment, DraftFile, Meeting, Question, Submission

NONE_YET = 0  # no submission has this for its primary key


@dataclass(frozen=True, kw_only=True)
class Place:
    """From where the user looks at an assignment: their institution in its cohort."""

    participation: Participation
    coordinates: bool


@dataclass(frozen=True)
class Writer:
    """Who saved an answer last."""

    pk: int  # of the user
    name: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A question and what stands there. `version` 0: nobody has written anything."""

    question: Question
    text: str = ""
    version: int = 0
    saved_at: datetime | None = None
    saved_by: Writer | None = None

    @property
    def start(self) -> str:
        """Tells, when a form comes back, whether its writer has touched the text."""
        return start_of(self.text)

    @property
    def is_missing(self) -> bool:
        return self.question.is_required and not self.text.strip()


@dataclass(frozen=True, kw_only=True)
class Draft:
    """The institution's own space for one assignment."""

    assignment: Assignment
    participation: Participation
    answers: tuple[Answer, ...]
    files: tuple[DraftFile, ...]
    versions: int  # how many times it has been handed in

    @property
    def missing(self) -> list[Question]:
        return [answer.question for answer in self.answers if answer.is_missing]

    @property
    def is_empty(self) -> bool:
        return not self.files and not any(answer.text.strip() for answer in self.answers)

    @property
    def stopped(self) -> list[str]:
        """Names of files that the virus scanner has stopped."""
        refused = StoredFile.State.REFUSED
        return [one.file.original_name for one in self.files if one.file.state == refused]

    @property
    def last_saved(self) -> Answer | None:
        saved = [(answer.saved_at, answer) for answer in self.answers if answer.saved_at]
        return max(saved, key=lambda pair: pair[0])[1] if saved else None

    @property
    def stamp(self) -> str:
        """Another one as soon as anything differs of what is about to be handed in, or of the
        terms for it: a text, a file, a question, who will read."""
        facts = [
            self.assignment.sharing,
            self.versions,
            [
                (answer.question.pk, answer.question.prompt_sv, answer.version)
                for answer in self.answers
            ],
            sorted(str(file.key) for file in self.files),
        ]
        return _short(json.dumps(facts))


def place(assignment: Assignment | Meeting, user: User, now: datetime) -> Place | None:
    """Where the user holds a seat in the cohort of an assignment, or of a meeting. Someone who does
    so at two of its institutions works for the one they coordinate."""
    seats = [holding.seat for holding in rights_of(user, now).holdings]
    here = [seat for seat in seats if seat.participation.cohort_id == assignment.cohort_id]
    if not here:
        return None
    nearest = min(here, key=lambda seat: (not _coordinates(seat), seat.participation_id))
    return Place(participation=nearest.participation, coordinates=_coordinates(nearest))


def _coordinates(seat: Seat) -> bool:
    return seat.function.role == Function.Role.COORDINATOR


def draft(assignment: Assignment, participation: Participation) -> Draft:
    """Also when nobody has begun: then every answer is empty."""
    begun = Submission.objects.filter(assignment=assignment, participation=participation)
    found = begun.annotate(count=Count("versions")).values_list("pk", "count").first()
    submission, versions = found or (None, 0)
    files = ask(_files, [submission]) if submission else []
    return draft_of(
        assignment, participation, submission=submission, versions=versions, files=files
    )


def draft_of(
    assignment: Assignment,
    participation: Participation,
    *,
    submission: int | None,
    versions: int,
    files: Iterable[DraftFile],
) -> Draft:
    """The same, for those who know the submission, by its primary key, how often it has been
    handed in, and its files."""
    return Draft(
        assignment=assignment,
        participation=participation,
        answers=tuple(_answers(assignment, submission)),
        files=tuple(files),
        versions=versions,
    )


def _answers(assignment: Assignment, submission: int | None) -> Iterator[Answer]:
    """Every question in its order, with what stands in the draft, if anything does."""
    for question in ask(_questions, [assignment.pk], [submission or NONE_YET]):
        yield Answer(
            question=question,
            text=question.text or "",
            version=question.version or 0,
            saved_at=question.saved_at,
            saved_by=Writer(question.saver, question.saver_name) if question.saver else None,
        )


def _questions(assignment: list[int], submission: list[int]) -> QuerySet[Any]:
    return (
        Question.objects.filter(assignment__in=assignment)
        .annotate(
            mine=FilteredRelation("drafts", condition=Q(drafts__submission__in=submission)),
            text=F("mine__text"),
            version=F("mine__version"),
            saved_at=F("mine__saved_at"),
            saver=F("mine__saved_by"),
            saver_name=F("mine__saved_by__name"),
        )
        .order_by("number")
    )


def _files(submission: list[int]) -> QuerySet[DraftFile]:
    files = DraftFile.objects.filter(submission__in=submission)
    return files.select_related("file").order_by("added_at", "pk")


def start_of(text: str) -> str:
    """What a form remembers of the text that its writer was given."""
    return _short(text)


def is_untouched(text: str, start: str) -> bool:
    """Whether a text is still the one that its writer was given."""
    return start_of(text) == start


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
