"""What people fill in about who is who."""

from cohorts.forms.colleagues import (
    AssistantForm,
    ColleagueForm,
    HandOverForm,
    LastDayForm,
    StandInForm,
    WhoForm,
)
from cohorts.forms.invitations import AddressForm, UnreachedForm
from cohorts.forms.lists import ListForm, PeopleFileForm
from cohorts.forms.notes import NoteForm
from cohorts.forms.questions import QuestionAnswerForm, QuestionForm
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
    "AssistantForm",
    "ColleagueForm",
    "EndForm",
    "EngagementForm",
    "FillForm",
    "HandOverForm",
    "InvitationForm",
    "LastDayForm",
    "ListForm",
    "NoteForm",
    "PeopleFileForm",
    "QuestionAnswerForm",
    "QuestionForm",
    "RemindersForm",
    "StandInForm",
    "UnreachedForm",
    "WhoForm",
    "place_of",
    "places",
    "reminder_days",
]
