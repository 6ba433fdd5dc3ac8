from cohorts.models.assistants import Assistant
from cohorts.models.charge import Charge
from cohorts.models.cohorts import Cohort, Engagement, Holding
from cohorts.models.dated import DAYS_AFTER_MEETING, ends_after
from cohorts.models.guests import Guest
from cohorts.models.institutions import Institution, Participation
from cohorts.models.links import PersonalLink
from cohorts.models.lists import InvitationList
from cohorts.models.notes import ContactNote
from cohorts.models.people import User, WorkAddress
from cohorts.models.protected import ProtectedName
from cohorts.models.questions import ContactQuestion
from cohorts.models.rights import Rights, places_of, rights_of
from cohorts.models.rounds import Programme, ReminderRule, Round
from cohorts.models.scopes import Scope
from cohorts.models.seats import Function, Seat
from cohorts.models.sub_units import SubUnit, with_unit
from cohorts.models.unreached import Unreached

__all__ = [
    "DAYS_AFTER_MEETING",
    "Assistant",
    "Charge",
    "Cohort",
    "ContactNote",
    "ContactQuestion",
    "Engagement",
    "Function",
    "Guest",
    "Holding",
    "Institution",
    "InvitationList",
    "Participation",
    "PersonalLink",
    "Programme",
    "ProtectedName",
    "ReminderRule",
    "Rights",
    "Round",
    "Scope",
    "Seat",
    "SubUnit",
    "Unreached",
    "User",
    "WorkAddress",
    "ends_after",
    "places_of",
    "rights_of",
    "with_unit",
]
