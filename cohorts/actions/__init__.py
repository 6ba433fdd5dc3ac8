"""Everything that changes who is who. Each action locks, checks, changes, records and enqueues."""

from cohorts.actions.engagements import (
    AlreadyEngaged,
    ScopeTooNarrow,
    end_engagement,
    engage,
    invite_administrator,
    portal_scope,
    scope_of,
)
from cohorts.actions.invitations import NothingSent, correct_address, note_unreached
from cohorts.actions.lists import (
    Changed,
    NobodyToInvite,
    NotLookedAt,
    invite_listed,
    keep_list,
    throw_list,
    throw_old_lists,
)
from cohorts.actions.notes import InTheFuture, NotedBefore, note_contact
from cohorts.actions.people import AddressTaken, choose_language, invite
from cohorts.actions.protecting import IsMet, protect, unprotect
from cohorts.actions.refusals import Refused
from cohorts.actions.rounds import (
    add_cohort,
    add_function,
    add_institution,
    add_programme,
    add_reminder_rule,
    add_round,
    add_seat,
    admit,
    rename_institution,
    set_reminder_days,
)
from cohorts.actions.seats import (
    AlreadyHere,
    DatesInDisorder,
    NotInvited,
    NotYet,
    SeatTaken,
    end_holding,
    fill_seat,
    invite_again,
    invite_to_seat,
)
from cohorts.actions.second_factor import reseal_second_factors

__all__ = [
    "AddressTaken",
    "AlreadyEngaged",
    "AlreadyHere",
    "Changed",
    "DatesInDisorder",
    "InTheFuture",
    "IsMet",
    "NobodyToInvite",
    "NotInvited",
    "NotLookedAt",
    "NotYet",
    "NotedBefore",
    "NothingSent",
    "Refused",
    "ScopeTooNarrow",
    "SeatTaken",
    "add_cohort",
    "add_function",
    "add_institution",
    "add_programme",
    "add_reminder_rule",
    "add_round",
    "add_seat",
    "admit",
    "choose_language",
    "correct_address",
    "end_engagement",
    "end_holding",
    "engage",
    "fill_seat",
    "invite",
    "invite_administrator",
    "invite_again",
    "invite_listed",
    "invite_to_seat",
    "keep_list",
    "note_contact",
    "note_unreached",
    "portal_scope",
    "protect",
    "rename_institution",
    "reseal_second_factors",
    "scope_of",
    "set_reminder_days",
    "throw_list",
    "throw_old_lists",
    "unprotect",
]
