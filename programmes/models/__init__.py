from programmes.models.interest import ExpressionOfInterest
from programmes.models.mentors import MentorOffer
from programmes.models.nudges import Nudge
from programmes.models.origins import RoundOrigin
from programmes.models.passes import Pass
from programmes.models.plans import (
    AssignmentPlan,
    FunctionPlan,
    MeetingPlan,
    QuestionPlan,
    ReminderPlan,
    SessionPlan,
)
from programmes.models.templates import ProgrammeTemplate, TemplateVersion

__all__ = [
    "AssignmentPlan",
    "ExpressionOfInterest",
    "FunctionPlan",
    "MeetingPlan",
    "MentorOffer",
    "Nudge",
    "Pass",
    "ProgrammeTemplate",
    "QuestionPlan",
    "ReminderPlan",
    "RoundOrigin",
    "SessionPlan",
    "TemplateVersion",
]
