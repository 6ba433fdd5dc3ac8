"""An assignment before meeting 1 in group 2, and the same in group 1; and how its people act."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cohorts.models import Cohort, Function, Participation, User
from exchange_portal.files.models import StoredFile
from meetings import actions
from meetings.models import Assignment, Meeting, Question, Sharing, SubmittedVersion
from meetings.queries.drafts import Draft, draft
from tests.personas import World, canary, login

QUESTIONS = [
    actions.QuestionText(prompt_sv="Vilka ojämställdhetsproblem ser ni?", hint_sv="Två räcker."),
    actions.QuestionText(prompt_sv="Vilka mål har ni i dag?", prompt_en="What are your goals?"),
    actions.QuestionText(prompt_sv="Något mer?", is_required=False),
]
PDF_BYTES = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@dataclass
class Stage:
    """The world with its assignments, and short ways to act in it."""

    world: World
    assignments: dict[str, Assignment] = field(default_factory=dict)  # by cohort
    meetings: dict[str, Meeting] = field(default_factory=dict)

    @property
    def now(self) -> datetime:
        return self.world.now

    @property
    def assignment(self) -> Assignment:
        return self.assignments["Grupp 2"]

    @property
    def vr(self) -> Participation:
        return self.world.participations["VR"]

    @property
    def forte(self) -> Participation:
        return self.world.participations["Forte"]

    @property
    def questions(self) -> list[Question]:
        return list(self.assignment.questions.order_by("number"))

    def write(
        self,
        text: str,
        *,
        number: int = 1,
        version: int = 0,
        by: User | None = None,
        at: Participation | None = None,
        now: datetime | None = None,
    ) -> Any:
        place = at or self.vr
        assignment = self.assignments[place.cohort.name]
        return actions.save_answer(
            assignment,
            participation=place,
            question=assignment.questions.get(number=number),
            text=text,
            version=version,
            by=by or self.world.ada,
            now=now or self.now,
        )

    def fill(self, at: Participation | None = None, by: User | None = None) -> None:
        """Answer what is required; the texts hold the institution's canary."""
        place = at or self.vr
        for number in (1, 2):
            known = self.draft(place).answers[number - 1].version
            text = f"Svar {number}: {canary(place.institution)}"
            self.write(text, number=number, version=known, at=place, by=by)

    def attach(
        self, name: str = "plan.pdf", content: bytes = PDF_BYTES, at: Participation | None = None
    ) -> Any:
        return actions.add_file(
            self.assignments[(at or self.vr).cohort.name],
            participation=at or self.vr,
            upload=SimpleUploadedFile(name, content),
            by=self.world.ada,
            now=self.now,
        )

    def draft(self, at: Participation | None = None) -> Draft:
        place = at or self.vr
        return draft(self.assignments[place.cohort.name], place)

    def hand_in(
        self,
        at: Participation | None = None,
        by: User | None = None,
        now: datetime | None = None,
    ) -> SubmittedVersion:
        place = at or self.vr
        self.fill(place, by)
        return actions.submit(
            self.assignments[place.cohort.name],
            participation=place,
            stamp=self.draft(place).stamp,
            by=by or self.world.ada,
            now=now or self.now,
        )

    def send_back(self, version: SubmittedVersion, comment: str = "Skriv mer.") -> SubmittedVersion:
        return actions.return_for_completion(
            version, comment=comment, by=self.world.cleo, now=self.now
        )


@pytest.fixture
def stage(world: World, own_storage: Path) -> Stage:
    return build_stage(world)


def build_stage(world: World) -> Stage:
    stage = Stage(world)
    for cohort in (world.group1, world.group2):
        stage.meetings[cohort.name] = plan(world, cohort)
        stage.assignments[cohort.name] = ask(stage, cohort)
    return stage


def plan(world: World, cohort: Cohort, number: int = 1, days: int | None = 16) -> Meeting:
    meeting = actions.plan_meeting(
        cohort,
        kind=Meeting.Kind.THEMED,
        number=number,
        theme_sv="Inriktning",
        held_on=None if days is None else world.days(days),
        place="Digitalt",
        by=None,
        now=world.now,
    )
    actions.add_session(
        meeting,
        starts_at=time(9),
        ends_at=time(12),
        audience=Function.objects.filter(round=cohort.round),
        by=None,
        now=world.now,
    )
    return meeting


def ask(stage: Stage, cohort: Cohort, **changes: Any) -> Assignment:
    asked = {
        "meeting": stage.meetings[cohort.name],
        "phase": Assignment.Phase.BEFORE,
        "title_sv": "Beskriv ert utgångsläge",
        "instructions_sv": "Skriv kort. **Två timmar** räcker.",
        "opens_on": stage.world.days(-5),
        "due_on": stage.world.days(9),
        "minutes": 120,
        "sharing": Sharing.COHORT,
        "questions": QUESTIONS,
    }
    return actions.set_assignment(cohort, **asked | changes, by=None, now=stage.now)


def move_due(assignment: Assignment, days: int, world: World) -> None:
    """The due date, so many days from today; the opening well before."""
    actions.change_assignment(
        assignment, opens_on=world.days(days - 30), due_on=world.days(days), by=None, now=world.now
    )
    assignment.refresh_from_db()


def mark_all_files(state: StoredFile.State) -> None:
    StoredFile.objects.update(state=state)


@pytest.fixture
def own_storage(settings: Any, tmp_path: Path) -> Path:
    """An empty private storage."""
    folder = tmp_path / "files"
    changed = deepcopy(settings.STORAGES)
    changed["default"]["OPTIONS"]["location"] = folder
    settings.STORAGES = changed
    return folder


@pytest.fixture
def visitor(world: World) -> Callable[[str], Client]:
    """A browser of someone's own: `visitor("ada")`."""

    def of(name: str) -> Client:
        return login(Client(), world.people[name])

    return of


LATER = timedelta(minutes=10)
