"""Where several rooms change at once: a round is started, a meeting gets its date."""

from programmes.actions.dates import check_date, set_date
from programmes.actions.merging import MeetInSeats, MergedBefore, NotOneself, merge
from programmes.actions.nudging import NobodyLeft, SentBefore, nudge
from programmes.actions.protecting import protect, unprotect
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
    "MeetInSeats",
    "MeetingsInDisorder",
    "MergedBefore",
    "NameTaken",
    "NoContact",
    "NoGroups",
    "NoInstitution",
    "NobodyLeft",
    "NotOneself",
    "NotPublished",
    "OutsideRound",
    "Refused",
    "SameGroupName",
    "SentBefore",
    "Start",
    "TwiceInGroup",
    "check",
    "check_date",
    "merge",
    "nudge",
    "protect",
    "set_date",
    "start_round",
    "unprotect",
]
