from meetings.models.assignment_files import AssignmentFile
from meetings.models.assignments import Assignment, Question, Sharing
from meetings.models.attendance import Attendance
from meetings.models.drafts import DraftAnswer, DraftFile, Submission
from meetings.models.feedback import Comment, FeedbackFile
from meetings.models.meetings import AgendaItem, Meeting, Session
from meetings.models.presentations import Presentation
from meetings.models.submissions import SubmittedFile, SubmittedVersion
from meetings.models.summaries import MeetingSummary

__all__ = [
    "AgendaItem",
    "Assignment",
    "AssignmentFile",
    "Attendance",
    "Comment",
    "DraftAnswer",
    "DraftFile",
    "FeedbackFile",
    "Meeting",
    "MeetingSummary",
    "Presentation",
    "Question",
    "Session",
    "Sharing",
    "Submission",
    "SubmittedFile",
    "SubmittedVersion",
]
