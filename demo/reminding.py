"""The reminders that the beat would have sent by now."""

from datetime import datetime, timedelta

from django.utils.timezone import localtime

from meetings import reminders as meetings
from selfassessment import reminders as selfassessment


def remind(*, now: datetime) -> None:
    """As at noon yesterday: a demo that is built at night has its reminders too."""
    noon = localtime(now - timedelta(days=1)).replace(hour=12)
    meetings.remind(now=noon)
    selfassessment.remind(now=noon)
