"""Everything that changes the preparation of a round."""

from preparation.actions.asking import NobodyToAsk, ask_head
from preparation.actions.confirming import ConfirmedBefore, ConfirmedMeanwhile, confirm
from preparation.actions.courses import (
    Imported,
    NoCourse,
    NotYet,
    import_completions,
    merge_completions,
    say_course,
    take_back,
)
from preparation.actions.disowning import disown
from preparation.actions.planning import Plan, plan_preparation
from preparation.actions.refusals import NotAsked, Refused, RoundOver

__all__ = [
    "ConfirmedBefore",
    "ConfirmedMeanwhile",
    "Imported",
    "NoCourse",
    "NobodyToAsk",
    "NotAsked",
    "NotYet",
    "Plan",
    "Refused",
    "RoundOver",
    "ask_head",
    "confirm",
    "disown",
    "import_completions",
    "merge_completions",
    "plan_preparation",
    "say_course",
    "take_back",
]
