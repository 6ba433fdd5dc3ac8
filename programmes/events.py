"""Names of what is written in the trail when templates are written, rounds started and people
written to."""

ROUND_STARTED = "programmes.round_started"
NETWORK_STARTED = "programmes.network_started"
NUDGED = "programmes.nudged"
LET_THROUGH = "programmes.let_through"
TAKEN_BACK = "programmes.pass_taken_back"

NUDGE = "programmes.nudge"  # notice: from someone who runs the group, to those who are missing
GUEST_WELCOME = "programmes.guest_welcome"  # notice: to someone who visits meetings

TOLD_APART = "programmes.told_apart"  # about each of two people who are alike
PROPOSED_AGAIN = "programmes.proposed_again"

MENTORSHIP_OFFERED = "programmes.mentorship_offered"
MENTORSHIP_ANSWERED = "programmes.mentorship_answered"
MENTOR_PLACED = "programmes.mentor_placed"
MENTOR_QUESTION = "programmes.mentor_question"  # notice: to those who answer for an institution

INTEREST_EXPRESSED = "programmes.interest_expressed"
INTEREST_CONFIRMED = "programmes.interest_confirmed"
INTEREST_DECIDED = "programmes.interest_decided"
INTEREST_PLACED = "programmes.interest_placed"

INTEREST_CONFIRMATION = "programmes.interest_confirmation"  # mail: is the address yours?
INTEREST_RECEIPT = "programmes.interest_receipt"  # mail: it has come to the agency
INTEREST_DECISION = "programmes.interest_decision"  # mail: what was decided, and why

DRAFT_BEGUN = "programmes.draft_begun"
DRAFT_CHANGED = "programmes.draft_changed"
DRAFT_DISCARDED = "programmes.draft_discarded"
TEMPLATE_PUBLISHED = "programmes.template_published"
TEMPLATE_RETIRED = "programmes.template_retired"
TEMPLATE_OFFERED_AGAIN = "programmes.template_offered_again"
CHANGE_TAKEN = "programmes.change_taken"
CHANGE_DECLINED = "programmes.change_declined"
