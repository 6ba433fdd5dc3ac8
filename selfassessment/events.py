"""Names of what is written in the trail, and of the notices and jobs of this room.

Nothing that happens before something is handed in stands here, but that it was asked for: the
trail is the agency's, the answers are not.
"""

OPENED = "selfassessment.opened"
SUBMITTED = "selfassessment.submitted"
PDF_MADE = "selfassessment.pdf_made"

# Notices
RECEIPT = "selfassessment.receipt"  # to those who handed in, and their coordinators
RECEIVED = "selfassessment.received"  # to the contact person
REMINDER = "selfassessment.reminder"  # to leaders who have not answered, and coordinators
ASKED = "selfassessment.asked"  # the same to leaders, because their coordinator asks them

# Jobs
SUMMARY_PDF = "selfassessment.summary_pdf"
