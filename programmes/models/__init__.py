from programmes.models.drafts import Retirement, TemplateDraft
from programmes.models.interest import ExpressionOfInterest
from programmes.models.mentors import MentorOffer
from programmes.models.namesakes import Namesakes
from programmes.models.nudges import Nudge
from programmes.models.origins import AssignmentOrigin, ChangeDecision, RoundOrigin
from programmes.models.passes import Pass
from programmes.models.plans import (
    AssessmentPlan,
    AssignmentPlan,
    FunctionPlan,
    MeetingPlan,
    QuestionPlan,
    ReminderPlan,
    SessionPlan,
)
from programmes.models.templates import ProgrammeTemplate, TemplateVersion

__all__ = [
    "AssessmentPlan",
    "AssignmentOrigin",
    "AssignmentPlan",
    "ChangeDecision",
    "ExpressionOfInterest",
    "FunctionPlan",
    "MeetingPlan",
    "MentorOffer",
    "Namesakes",
    "Nudge",
    "Pass",
    "ProgrammeTemplate",
    "QuestionPlan",
    "ReminderPlan",
    "Retirement",
    "RoundOrigin",
    "SessionPlan",
    "TemplateDraft",
    "TemplateVersion",
]
