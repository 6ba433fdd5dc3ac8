"""What those who run rounds fill in."""

from programmes.forms.guests import GuestForm, VisitorForm
from programmes.forms.interest import DecisionForm, InterestForm
from programmes.forms.mentors import MentorAnswerForm, PlaceForm
from programmes.forms.missing import NudgeForm
from programmes.forms.networks import MeetingForm, MembersForm, NetworkForm
from programmes.forms.passing import PassForm
from programmes.forms.rounds import (
    FIRST_GROUPS,
    MOST_GROUPS,
    DateForm,
    Sheet,
    TokenForm,
    VersionForm,
)

__all__ = [
    "FIRST_GROUPS",
    "MOST_GROUPS",
    "DateForm",
    "DecisionForm",
    "GuestForm",
    "InterestForm",
    "MeetingForm",
    "MembersForm",
    "MentorAnswerForm",
    "NetworkForm",
    "NudgeForm",
    "PassForm",
    "PlaceForm",
    "Sheet",
    "TokenForm",
    "VersionForm",
    "VisitorForm",
]
