"""Names of what is written in the trail, and of the notices and jobs of this room.

Nothing that an institution does before something is handed in stands here, but what the agency
does: that it asked, moved the last day or withdrew. The trail is the agency's, the answers are not.
"""

OPENED = "selfassessment.opened"
SUBMITTED = "selfassessment.submitted"
CHANGED = "selfassessment.changed"
WITHDRAWN = "selfassessment.withdrawn"
RESTORED = "selfassessment.restored"
PDF_MADE = "selfassessment.pdf_made"

# Notices
RECEIPT = "selfassessment.receipt"  # to those who handed in, and their coordinators
RECEIVED = "selfassessment.received"  # to the contact person
NEW_LAST_DAY = "selfassessment.new_last_day"  # to coordinators, as the next two
WITHDRAWAL = "selfassessment.withdrawal"
RESTORATION = "selfassessment.restoration"
REMINDER = "selfassessment.reminder"  # to leaders who have not answered, and coordinators
ASKED = "selfassessment.asked"  # the same to leaders, because their coordinator asks them
PART_ASKED = "selfassessment.part_asked"  # the same to those who answer a part

# Jobs
SUMMARY_PDF = "selfassessment.summary_pdf"
SUMMARY_PDF_ANEW = "selfassessment.summary_pdf_anew"  # job: it names somebody no longer
