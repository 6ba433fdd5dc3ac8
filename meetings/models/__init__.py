from meetings.models.assignments import Assignment, Question, Sharing
from meetings.models.drafts import DraftAnswer, DraftFile, Submission
from meetings.models.meetings import Meeting, Session
from meetings.models.submissions import SubmittedFile, SubmittedVersion

__all__ = [
    "Assignment",
    "DraftAnswer",
    "DraftFile",
    "Meeting",
    "Question",
    "Session",
    "Sharing",
    "Submission",
    "SubmittedFile",
    "SubmittedVersion",
]
