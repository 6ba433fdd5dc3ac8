"""What those who run rounds fill in."""

from programmes.forms.missing import NudgeForm
from programmes.forms.passing import PassForm
from programmes.forms.rounds import (
    FIRST_GROUPS,
    MOST_GROUPS,
    DateForm,
    Sheet,
    TokenForm,
    VersionForm,
)

__all__ = [
    "FIRST_GROUPS",
    "MOST_GROUPS",
    "DateForm",
    "NudgeForm",
    "PassForm",
    "Sheet",
    "TokenForm",
    "VersionForm",
]
