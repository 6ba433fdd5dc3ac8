"""What the institutions of a group have shared at a meeting, put together question by question."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from exchange_portal.collation import swedish
from meetings.frozen import Frozen
from meetings.models import Meeting, Sharing, SubmittedVersion


@dataclass(frozen=True, kw_only=True)
class Voice:
    """What one institution wrote. `version` is the key of the copy it stands in."""

    institution: str
    text: str
    version: UUID


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question, and everybody's answer to it."""

    number: int
    prompt_sv: str
    prompt_en: str
    voices: list[Voice] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Part:
    """An assignment with what was handed in to it, as it was called then."""

    title_sv: str
    title_en: str
    institutions: list[str] = field(default_factory=list)
    questions: dict[tuple[int, str], Asked] = field(default_factory=dict)

    @property
    def in_order(self) -> list[Asked]:
        return [self.questions[what] for what in sorted(self.questions)]


def shared_at(meeting: Meeting) -> list[SubmittedVersion]:
    """For whoever sees the meeting: of what each institution has handed in to its assignments the
    newest, if the group reads it. Assignment by assignment, the institutions by name."""
    return list(
        SubmittedVersion.objects.newest()
        .filter(sharing=Sharing.COHORT, submission__assignment__meeting=meeting)
        .select_related("submission")
        .order_by(
            "submission__assignment__due_on",
            "submission__assignment",
            swedish("submission__participation__institution__name"),
        )
    )


def together(versions: Iterable[SubmittedVersion]) -> list[Part]:
    """In the order of `versions`. A question that was changed in between stands there twice."""
    parts: dict[int, Part] = {}
    for version in versions:
        copy = Frozen.from_content(version.content)
        assignment = version.submission.assignment_id
        if assignment not in parts:
            parts[assignment] = Part(title_sv=copy.title_sv, title_en=copy.title_en)
        _add(parts[assignment], copy, version.key)
    return list(parts.values())


def _add(part: Part, copy: Frozen, version: UUID) -> None:
    part.institutions.append(copy.institution)
    for answer in copy.answers:
        asked = part.questions.setdefault(
            (answer.number, answer.prompt_sv),
            Asked(number=answer.number, prompt_sv=answer.prompt_sv, prompt_en=answer.prompt_en),
        )
        asked.voices.append(Voice(institution=copy.institution, text=answer.text, version=version))


def fingerprint_of(versions: Iterable[SubmittedVersion]) -> str:
    """The SHA-256 of the copies' fingerprints, in order: who has the copies can compute it."""
    joined = "\n".join(version.fingerprint for version in versions)
    return hashlib.sha256(joined.encode()).hexdigest()
