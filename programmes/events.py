"""Names of what is written in the trail when templates are written, rounds started and people
written to."""

ROUND_STARTED = "programmes.round_started"
NUDGED = "programmes.nudged"

NUDGE = "programmes.nudge"  # notice: from someone who runs the group, to those who are missing

DRAFT_BEGUN = "programmes.draft_begun"
DRAFT_CHANGED = "programmes.draft_changed"
DRAFT_DISCARDED = "programmes.draft_discarded"
TEMPLATE_PUBLISHED = "programmes.template_published"
TEMPLATE_RETIRED = "programmes.template_retired"
TEMPLATE_OFFERED_AGAIN = "programmes.template_offered_again"
CHANGE_TAKEN = "programmes.change_taken"
CHANGE_DECLINED = "programmes.change_declined"
