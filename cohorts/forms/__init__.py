"""What people fill in about who is who."""

from cohorts.forms.colleagues import ColleagueForm, LastDayForm
from cohorts.forms.invitations import AddressForm, UnreachedForm
from cohorts.forms.lists import ListForm, PeopleFileForm
from cohorts.forms.notes import NoteForm
from cohorts.forms.staff import (
    ActionForm,
    EndForm,
    EngagementForm,
    FillForm,
    InvitationForm,
    RemindersForm,
    place_of,
    places,
    reminder_days,
)

__all__ = [
    "ActionForm",
    "AddressForm",
    "ColleagueForm",
    "EndForm",
    "EngagementForm",
    "FillForm",
    "InvitationForm",
    "LastDayForm",
    "ListForm",
    "NoteForm",
    "PeopleFileForm",
    "RemindersForm",
    "UnreachedForm",
    "place_of",
    "places",
    "reminder_days",
]
