"""What a shipped template is made of. The names are those of the plans that become rows."""

from dataclasses import dataclass, field
from datetime import time


@dataclass(frozen=True, kw_only=True)
class FunctionFact:
    code: str
    role: str
    name_sv: str
    name_en: str
    is_required: bool = True
    seat_count: int = 1


@dataclass(frozen=True, kw_only=True)
class SessionFact:
    starts_at: time
    ends_at: time
    audience: tuple[str, ...]  # codes


@dataclass(frozen=True, kw_only=True)
class QuestionFact:
    prompt_sv: str
    prompt_en: str
    hint_sv: str = ""
    hint_en: str = ""
    is_required: bool = True


@dataclass(frozen=True, kw_only=True)
class AssignmentFact:
    """See `AssignmentPlan` for what the days count from. Without a code it gets one."""

    code: str = ""
    phase: str
    title_sv: str
    title_en: str
    instructions_sv: str
    instructions_en: str
    due_days_before: int
    opens_days_before: int | None = None
    minutes: int = 60
    sharing: str = "cohort"
    questions: tuple[QuestionFact, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MeetingFact:
    kind: str
    number: int
    theme_sv: str
    theme_en: str
    sessions: tuple[SessionFact, ...]
    assignments: tuple[AssignmentFact, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TemplateFact:
    label: str
    functions: tuple[FunctionFact, ...]
    meetings: tuple[MeetingFact, ...]
    preparation: tuple[AssignmentFact, ...]  # what hangs on no meeting
    preparation_months: int = 3
    exchange_months: int = 15
    needs_top_management: bool = False
    reminder_days: tuple[int, ...] = (14, 7, 1)


@dataclass(frozen=True, kw_only=True)
class ProgrammeFact:
    slug: str
    name_sv: str
    name_en: str
    templates: tuple[TemplateFact, ...] = field(default=())
