"""Names of what is written in the trail when rounds are started and people are written to."""

ROUND_STARTED = "programmes.round_started"
NETWORK_STARTED = "programmes.network_started"
NUDGED = "programmes.nudged"
LET_THROUGH = "programmes.let_through"
TAKEN_BACK = "programmes.pass_taken_back"

NUDGE = "programmes.nudge"  # notice: from someone who runs the group, to those who are missing
GUEST_WELCOME = "programmes.guest_welcome"  # notice: to someone who visits meetings

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
