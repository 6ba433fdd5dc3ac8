from programmes.models.drafts import Retirement, TemplateDraft
from programmes.models.nudges import Nudge
from programmes.models.origins import AssignmentOrigin, ChangeDecision, RoundOrigin
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
    "FunctionPlan",
    "MeetingPlan",
    "Nudge",
    "ProgrammeTemplate",
    "QuestionPlan",
    "ReminderPlan",
    "Retirement",
    "RoundOrigin",
    "SessionPlan",
    "TemplateDraft",
    "TemplateVersion",
]
