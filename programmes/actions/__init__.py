"""Where several rooms change at once: a round is started, a meeting gets its date."""

from programmes.actions.dates import check_date, set_date
from programmes.actions.nudging import NobodyLeft, SentBefore, nudge
from programmes.actions.passing import LetThroughBefore, let_through, take_back_pass
from programmes.actions.refusals import (
    ChangedMeanwhile,
    DatesInDisorder,
    InTwoGroups,
    MeetingsInDisorder,
    NameTaken,
    NoContact,
    NoGroups,
    NoInstitution,
    NotPublished,
    OutsideRound,
    Refused,
    SameGroupName,
    TwiceInGroup,
)
from programmes.actions.starting import Group, Start, check, start_round

__all__ = [
    "ChangedMeanwhile",
    "DatesInDisorder",
    "Group",
    "InTwoGroups",
    "LetThroughBefore",
    "MeetingsInDisorder",
    "NameTaken",
    "NoContact",
    "NoGroups",
    "NoInstitution",
    "NobodyLeft",
    "NotPublished",
    "OutsideRound",
    "Refused",
    "SameGroupName",
    "SentBefore",
    "Start",
    "TwiceInGroup",
    "check",
    "check_date",
    "let_through",
    "nudge",
    "set_date",
    "start_round",
    "take_back_pass",
]
