"""Names of what is written in the trail, and of the notices of the preparation."""

PLANNED = "preparation.planned"
CONFIRMED = "preparation.confirmed"
DISOWNED = "preparation.disowned"
HEAD_ASKED = "preparation.head_asked"
COURSE_SAID = "preparation.course_said"
COURSE_TAKEN_BACK = "preparation.course_taken_back"
COURSES_IMPORTED = "preparation.courses_imported"

RECEIPT = "preparation.receipt"  # notice: to whoever confirmed, and the coordinators
ASKED = "preparation.asked"  # notice: a coordinator asks the head to confirm
REMINDER = "preparation.reminder"  # notice: to the head, of the confirmation
# notice: to those who have not said anything of the course
COURSE_REMINDER = "preparation.course_reminder"
DISOWNED_TOLD = "preparation.disowned_told"  # notice: to the coordinators
