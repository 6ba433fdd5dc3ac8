"""What people fill in about who is who."""

from cohorts.forms.colleagues import ColleagueForm, LastDayForm
from cohorts.forms.staff import (
    ActionForm,
    EndForm,
    EngagementForm,
    FillForm,
    InvitationForm,
    place_of,
    places,
)

__all__ = [
    "ActionForm",
    "ColleagueForm",
    "EndForm",
    "EngagementForm",
    "FillForm",
    "InvitationForm",
    "LastDayForm",
    "place_of",
    "places",
]
