"""What is asked for in the matrix: something with a key, and where it lies."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from tests.personas import canary


@dataclass(frozen=True)
class Thing:
    """Something with a key. `owner` is an institution's place, or "" for the whole cohort's."""

    name: str
    key: UUID
    cohort: str = ""
    owner: str = ""
    sharing: str = ""
    is_visited: bool = False  # of the meeting that guests visit
    arguments: dict[str, Any] = field(default_factory=dict, hash=False)

    @property
    def told_apart(self) -> tuple[Any, ...]:
        """All by which the rules tell two things of a kind and a cohort apart."""
        given = (self.arguments.get(name) for name in ("of", "stands_in", "instrument"))
        return (self.name, self.owner, self.sharing, self.is_visited, *given)


MISSING = Thing(
    "missing",
    uuid4(),
    arguments={
        "question": uuid4(),
        "holding": uuid4(),
        "session": uuid4(),
        "meeting": uuid4(),
        "number": 1,
        "instrument": "forutsattningar",
        "other": uuid4(),
        "part": "grunder",
    },
)


@dataclass
class Things:
    assignments: list[Thing]
    assignment_files: list[Thing]
    sessions: list[Thing]
    meetings: list[Thing]
    invitations: list[Thing]  # a session and one who is called; owned by that person's place
    cohorts: list[Thing]
    versions: list[Thing]
    draft_files: list[Thing]
    submitted_files: list[Thing]
    comments: list[Thing]
    feedback_files: list[Thing]
    participations: list[Thing]
    seats: list[Thing]  # such as a coordinator may fill, and their own
    holdings: list[Thing]
    assistants: list[Thing]
    people: list[Thing]
    institutions: list[Thing]
    sub_units: list[Thing]  # by the name of their institution
    invitation_lists: list[Thing]  # `of` is who made it
    templates: list[Thing]
    drafts: list[Thing]  # templates that are being written
    rounds: list[Thing]
    programmes: list[Thing]
    guests: list[Thing]
    interests: list[Thing]
    offers: list[Thing]
    assessments: list[Thing]
    submitted_assessments: list[Thing]
    materials: list[Thing]
    material_files: list[Thing]
    questions: list[Thing]
    confirmations: list[Thing]
    completions: list[Thing]


def word(place: str, assignment: str, state: str) -> str:
    return canary("-".join([*place.split(), assignment, *state.split()]))
