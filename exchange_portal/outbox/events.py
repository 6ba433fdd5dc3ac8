"""Names of what staff do in the outbox, as the trail keeps them."""

MESSAGE_SENT_AGAIN = "outbox.message_sent_again"
MESSAGE_SETTLED = "outbox.message_settled"
MESSAGE_DISCARDED = "outbox.message_discarded"
JOB_RESTARTED = "outbox.job_restarted"
