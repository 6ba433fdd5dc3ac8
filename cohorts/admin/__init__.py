"""How staff see and change who is who. They run the cohorts that are shown here: what they see
elsewhere as participants is not theirs to change."""

from cohorts.admin.people import UserAdmin
from cohorts.admin.rounds import CohortAdmin, InstitutionAdmin, ParticipationAdmin, RoundAdmin
from cohorts.admin.seats import EngagementAdmin, HoldingAdmin

__all__ = [
    "CohortAdmin",
    "EngagementAdmin",
    "HoldingAdmin",
    "InstitutionAdmin",
    "ParticipationAdmin",
    "RoundAdmin",
    "UserAdmin",
]
