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
from cohorts.actions.notes import InTheFuture, NotedBefore, note_contact
from cohorts.actions.people import AddressTaken, choose_language, invite
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
    change_function,
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
    "DatesInDisorder",
    "InTheFuture",
    "NotInvited",
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
    "change_function",
    "choose_language",
    "correct_address",
    "end_engagement",
    "end_holding",
    "engage",
    "fill_seat",
    "invite",
    "invite_administrator",
    "invite_again",
    "invite_to_seat",
    "note_contact",
    "note_unreached",
    "portal_scope",
    "rename_institution",
    "reseal_second_factors",
    "scope_of",
    "set_reminder_days",
]
