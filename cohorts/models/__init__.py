from cohorts.models.cohorts import Cohort, Engagement, Holding
from cohorts.models.institutions import Institution, Participation
from cohorts.models.lists import InvitationList
from cohorts.models.notes import ContactNote
from cohorts.models.people import User, WorkAddress
from cohorts.models.protected import ProtectedName
from cohorts.models.rights import Rights, rights_of
from cohorts.models.rounds import Programme, ReminderRule, Round
from cohorts.models.scopes import Scope
from cohorts.models.seats import Function, Seat
from cohorts.models.unreached import Unreached

__all__ = [
    "Cohort",
    "ContactNote",
    "Engagement",
    "Function",
    "Holding",
    "Institution",
    "InvitationList",
    "Participation",
    "Programme",
    "ProtectedName",
    "ReminderRule",
    "Rights",
    "Round",
    "Scope",
    "Seat",
    "Unreached",
    "User",
    "WorkAddress",
    "rights_of",
]
