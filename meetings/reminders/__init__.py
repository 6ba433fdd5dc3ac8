"""Who is to be reminded of what, now. The beat asks; asking again gives no more notices."""

from datetime import datetime

from cohorts import reminders
from meetings.reminders import assignments, invitations


def remind(*, now: datetime) -> None:
    """Of what has not been handed in, and of invitations that have not been answered."""
    reminders.remind(assignments.due(now), now=now)
    reminders.remind(invitations.due(now), now=now)


__all__ = ["assignments", "invitations", "remind"]
