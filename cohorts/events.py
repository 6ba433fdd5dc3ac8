"""Names of what is written in the trail, and of the notices that cohorts sends."""

INSTITUTION_ADDED = "cohorts.institution_added"
INSTITUTION_RENAMED = "cohorts.institution_renamed"
PROGRAMME_ADDED = "cohorts.programme_added"
ROUND_ADDED = "cohorts.round_added"
FUNCTION_ADDED = "cohorts.function_added"
REMINDER_RULE_ADDED = "cohorts.reminder_rule_added"
REMINDER_DAYS_SET = "cohorts.reminder_days_set"
COHORT_ADDED = "cohorts.cohort_added"
ADMITTED = "cohorts.admitted"
SEAT_ADDED = "cohorts.seat_added"
INVITED = "cohorts.invited"
INVITED_AGAIN = "cohorts.invited_again"
ADDRESS_CORRECTED = "cohorts.address_corrected"
UNREACHED_NOTED = "cohorts.unreached_noted"
ADDRESS_ADDED = "cohorts.address_added"
SEAT_FILLED = "cohorts.seat_filled"
HOLDING_ENDED = "cohorts.holding_ended"
ENGAGED = "cohorts.engaged"
ENGAGEMENT_ENDED = "cohorts.engagement_ended"
CONTACT_NOTED = "cohorts.contact_noted"
QUESTION_ASKED = "cohorts.question_asked"
QUESTION_ANSWERED = "cohorts.question_answered"
LANGUAGE_CHOSEN = "cohorts.language_chosen"

WELCOME = "cohorts.welcome"  # notice: to a person who gets a first seat or engagement
QUESTION = "cohorts.question"  # notice: to the contact person
QUESTION_RECEIPT = "cohorts.question_receipt"  # notice: to whoever asked
QUESTION_ANSWER = "cohorts.question_answer"  # notice: to whoever asked
