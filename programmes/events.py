"""Names of what is written in the trail when rounds are started."""

ROUND_STARTED = "programmes.round_started"
