"""Names of what is written in the trail, and of the notices and jobs of this room.

Nothing that happens in a draft stands here: the trail is the agency's, the draft is not.
"""

MEETING_PLANNED = "meetings.meeting_planned"
MEETING_CHANGED = "meetings.meeting_changed"
SESSION_ADDED = "meetings.session_added"
SESSION_CHANGED = "meetings.session_changed"
AGENDA_ITEM_ADDED = "meetings.agenda_item_added"
AGENDA_ITEM_CHANGED = "meetings.agenda_item_changed"
AGENDA_ITEM_REMOVED = "meetings.agenda_item_removed"
INVITATION_ANSWERED = "meetings.invitation_answered"
COLLEAGUES_ASKED = "meetings.colleagues_asked"
ASSIGNMENT_SET = "meetings.assignment_set"
ASSIGNMENT_CHANGED = "meetings.assignment_changed"
ASSIGNMENT_FILE_ADDED = "meetings.assignment_file_added"
ASSIGNMENT_FILE_WITHDRAWN = "meetings.assignment_file_withdrawn"
QUESTION_ADDED = "meetings.question_added"
QUESTION_CHANGED = "meetings.question_changed"
SUBMITTED = "meetings.submitted"
RETURNED = "meetings.returned"
COMMENTED = "meetings.commented"
COMMENT_WITHDRAWN = "meetings.comment_withdrawn"
PDF_MADE = "meetings.pdf_made"
SUMMARY_ASKED = "meetings.summary_asked"
SUMMARY_MADE = "meetings.summary_made"

# Notices
RECEIPT = "meetings.receipt"  # to those who handed in, and their coordinators
RECEIVED = "meetings.received"  # to the contact person
COMPLETION = "meetings.completion"  # returned: to the institution's coordinators
COMMENT = "meetings.comment"  # on what was handed in: to the institution's coordinators
MEETING_DATED = "meetings.meeting_dated"  # a meeting's date: to those who are called to it
REMINDER = "meetings.reminder"  # to coordinators of those who have not handed in
INVITATION_REMINDER = "meetings.invitation_reminder"  # to those who have not answered
INVITATION_ASKED = "meetings.invitation_asked"  # the same, because a coordinator asks them
ASSISTANT_DATED = "meetings.assistant_dated"  # a date: to the assistants of heads
ASSISTANT_REMINDER = "meetings.assistant_reminder"  # a head who has not answered: to theirs

PRESENTATIONS_ARRANGED = "meetings.presentations_arranged"  # in the trail

# Jobs
SUBMISSION_PDF = "meetings.submission_pdf"
SUBMISSION_PDF_ANEW = "meetings.submission_pdf_anew"  # job: it names somebody no longer
MEETING_SUMMARY_PDF = "meetings.meeting_summary_pdf"
