"""Names of what is written in the trail when rounds are started and people are written to."""

ROUND_STARTED = "programmes.round_started"
NUDGED = "programmes.nudged"

NUDGE = "programmes.nudge"  # notice: from someone who runs the group, to those who are missing
