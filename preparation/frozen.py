"""The frozen copy of a confirmation: all that was confirmed, as data that needs nothing else to be
read. Its fingerprint is the SHA-256 of the copy as JSON with sorted keys, no spaces, in UTF-8."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from preparation.texts import Statement

FORMAT = 2  # raised when the shape changes; older copies keep theirs


@dataclass(frozen=True, kw_only=True)
class Frozen:
    """What was confirmed, when and by whom, as what."""

    institution: str
    institution_en: str
    cohort: str
    round: str
    number: int  # 1 the first time, 2 by the next head
    confirmed_at: datetime
    confirmed_by: str
    function_sv: str
    function_en: str
    statements: tuple[Statement, ...]
    note: str
    is_by_link: bool = False  # from a mail, without logging in; no older copy is

    def as_content(self) -> dict[str, Any]:
        """Plain data for the database: the time as an ISO text in UTC."""
        return asdict(self) | {
            "format": FORMAT,
            "confirmed_at": self.confirmed_at.isoformat(),
            "statements": [asdict(one) for one in self.statements],
        }

    @classmethod
    def from_content(cls, content: dict[str, Any]) -> "Frozen":
        told = {name: value for name, value in content.items() if name != "format"}
        return cls(
            **told
            | {
                "confirmed_at": datetime.fromisoformat(content["confirmed_at"]),
                "statements": tuple(Statement(**one) for one in content["statements"]),
            }
        )


def fingerprint(content: dict[str, Any]) -> str:
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
