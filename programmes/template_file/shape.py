"""What a template is made of. The names and bounds are those of the plans that become rows."""

from typing import Any

from cohorts.models import Function
from meetings.models import Assignment, Meeting, Sharing
from programmes.models import AssessmentPlan
from programmes.template_file.kinds import Choice, Clock, Code, Flag, Many, Record, Text, Whole

SCHEMA_VERSION = 1
TWO_YEARS = 730  # days
DAYS = Whole(-TWO_YEARS, TWO_YEARS)
DAYS_OR_NONE = Whole(-TWO_YEARS, TWO_YEARS, may_be_empty=True)
WITHOUT_MEETING, AROUND_MEETING = ("preparation",), tuple(Assignment.Phase.values)


def in_both(
    name: str, most: int, *, is_needed: bool = True, is_long: bool = False
) -> dict[str, Text]:
    """A text in Swedish and in English. The English may wait until the template is published."""
    return {
        f"{name}_sv": Text(most, is_needed=is_needed, is_long=is_long),
        f"{name}_en": Text(most, is_needed=False, is_long=is_long),
    }


FUNCTION = Record(
    {
        "code": Code(),
        "role": Choice(tuple(Function.Role.values)),
        **in_both("name", 160),
        "is_required": Flag(),
        "seat_count": Whole(1, 20),
    },
    defaults={"name_en": "", "is_required": True, "seat_count": 1},
)
SESSION = Record({"starts_at": Clock(), "ends_at": Clock(), "audience": Many(Code(), 40)})
QUESTION = Record(
    {**in_both("prompt", 300), **in_both("hint", 500, is_needed=False), "is_required": Flag()},
    defaults={"prompt_en": "", "hint_sv": "", "hint_en": "", "is_required": True},
)


def assignment(phases: tuple[str, ...]) -> Record:
    return Record(
        {
            "code": Code(),
            "phase": Choice(phases),
            **in_both("title", 160),
            **in_both("instructions", 10_000, is_long=True),
            "opens_days_before": DAYS_OR_NONE,
            "due_days_before": DAYS,
            "minutes": Whole(1, 6000),
            "sharing": Choice(tuple(Sharing.values)),
            "questions": Many(QUESTION, 30),
        },
        defaults={
            "title_en": "",
            "instructions_en": "",
            "opens_days_before": None,
            "minutes": 60,
            "sharing": "cohort",
            "questions": [],
        },
    )


MEETING = Record(
    {
        "kind": Choice(tuple(Meeting.Kind.values)),
        "number": Whole(1, 50),
        **in_both("theme", 160),
        "sessions": Many(SESSION, 10),
        "assignments": Many(assignment(AROUND_MEETING), 20),
    },
    defaults={"theme_en": "", "sessions": [], "assignments": []},
)
ASSESSMENT = Record(
    {
        "instrument": Code(60),
        "counts_from": Choice(tuple(AssessmentPlan.CountsFrom.values)),
        "opens_days_before": DAYS_OR_NONE,
        "due_days_before": DAYS,
    },
    defaults={"opens_days_before": None},
)
TEMPLATE = Record(
    {
        "format": Choice((SCHEMA_VERSION,)),
        "programme": Code(),
        "label": Text(40),
        "preparation_months": Whole(0, 60),
        "exchange_months": Whole(0, 120),
        "needs_top_management": Flag(),
        "reminder_days": Many(Whole(0, 90), 10),
        "functions": Many(FUNCTION, 40),
        "preparation": Many(assignment(WITHOUT_MEETING), 20),
        "meetings": Many(MEETING, 60),
        "assessments": Many(ASSESSMENT, 10),
    },
    defaults={
        "needs_top_management": False,
        "reminder_days": [],
        "functions": [],
        "preparation": [],
        "meetings": [],
        "assessments": [],
    },
)


def schema() -> dict[str, Any]:
    """JSON Schema of a template's file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Programmall",
        "description": (
            f"En programmall som fil, version {SCHEMA_VERSION} av formatet. Dagar räknas bakåt "
            "från träffen, eller utan träff från förberedelsens sista dag; under 0 är de dagar "
            "efter."
        ),
        **TEMPLATE.schema(),
    }
