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
class FrozenAnswer:
    number: int
    prompt_sv: str
    prompt_en: str
    text: str


@dataclass(frozen=True, kw_only=True)
class FrozenFile:
    name: str
    size: int  # bytes
    sha256: str
    content_type: str


@dataclass(frozen=True, kw_only=True)
class Frozen:
    """What an institution handed in, when, by whom and to what."""

    institution: str
    institution_en: str
    cohort: str
    round: str
    meeting_number: int | None
    theme_sv: str
    theme_en: str
    title_sv: str
    title_en: str
    due_on: date | None
    sharing: str
    number: int  # 1 the first time, 2 after completion
    submitted_at: datetime
    submitted_by: str
    function_sv: str
    function_en: str
    answers: tuple[FrozenAnswer, ...]
    files: tuple[FrozenFile, ...]

    def as_content(self) -> dict[str, Any]:
        """Plain data for the database: dates as ISO texts, the time in UTC."""
        return asdict(self) | {
            "format": FORMAT,
            "due_on": self.due_on.isoformat() if self.due_on else None,
            "submitted_at": self.submitted_at.isoformat(),
            "answers": [asdict(answer) for answer in self.answers],
            "files": [asdict(file) for file in self.files],
        }

    @classmethod
    def from_content(cls, content: dict[str, Any]) -> "Frozen":
        told = {name: value for name, value in content.items() if name != "format"}
        due_on = content["due_on"]
        return cls(
            **told
            | {
                "due_on": date.fromisoformat(due_on) if due_on else None,
                "submitted_at": datetime.fromisoformat(content["submitted_at"]),
                "answers": tuple(FrozenAnswer(**answer) for answer in content["answers"]),
                "files": tuple(FrozenFile(**file) for file in content["files"]),
            }
        )


def fingerprint(content: dict[str, Any]) -> str:
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
