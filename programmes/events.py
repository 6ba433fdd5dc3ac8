"""Names of what is written in the trail when rounds are started and people are written to."""

ROUND_STARTED = "programmes.round_started"
NUDGED = "programmes.nudged"
LET_THROUGH = "programmes.let_through"
TAKEN_BACK = "programmes.pass_taken_back"

NUDGE = "programmes.nudge"  # notice: from someone who runs the group, to those who are missing
