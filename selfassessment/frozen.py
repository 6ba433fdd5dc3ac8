"""The frozen copy: everything that was handed in, as data that needs nothing else to be read.

Its fingerprint is the SHA-256 of the copy as JSON with sorted keys, no spaces, in UTF-8. Anyone
who has the copy can compute it again.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

FORMAT = 1  # raised when the shape changes; older copies keep theirs


@dataclass(frozen=True, kw_only=True)
class FrozenStep:
    position: int
    word_sv: str
    word_en: str


@dataclass(frozen=True, kw_only=True)
class FrozenAnswer:
    number: int
    text_sv: str
    text_en: str
    present: int  # the step's position
    wanted: int | None  # None where it is not asked
    comment: str


@dataclass(frozen=True, kw_only=True)
class FrozenArea:
    title_sv: str
    title_en: str
    answers: tuple[FrozenAnswer, ...]


@dataclass(frozen=True, kw_only=True)
class Frozen:
    """What an institution handed in, when, by whom and to which version of which instrument."""

    institution: str
    institution_en: str
    cohort: str
    round: str
    instrument: str  # its key
    instrument_version: int
    bearer: str
    title_sv: str
    title_en: str
    asks_wanted: bool
    due_on: date | None
    number: int
    submitted_at: datetime
    submitted_by: str
    function_sv: str
    function_en: str
    steps: tuple[FrozenStep, ...]
    areas: tuple[FrozenArea, ...]

    def step(self, position: int | None) -> FrozenStep | None:
        return next((one for one in self.steps if one.position == position), None)

    def as_content(self) -> dict[str, Any]:
        """Plain data for the database: dates as ISO texts, the time in UTC."""
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self), default=_iso))
        return plain | {"format": FORMAT}

    @classmethod
    def from_content(cls, content: dict[str, Any]) -> "Frozen":
        told = {name: value for name, value in content.items() if name != "format"}
        due_on = content["due_on"]
        return cls(
            **told
            | {
                "due_on": date.fromisoformat(due_on) if due_on else None,
                "submitted_at": datetime.fromisoformat(content["submitted_at"]),
                "steps": tuple(FrozenStep(**step) for step in content["steps"]),
                "areas": tuple(_area(area) for area in content["areas"]),
            }
        )


def fingerprint(content: dict[str, Any]) -> str:
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _area(content: dict[str, Any]) -> FrozenArea:
    answers = tuple(FrozenAnswer(**answer) for answer in content["answers"])
    return FrozenArea(**content | {"answers": answers})


def _iso(value: date | datetime) -> str:
    return value.isoformat()
