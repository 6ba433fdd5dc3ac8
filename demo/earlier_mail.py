"""The mails of the months before the demo was set up: they have long been read."""

from datetime import datetime

from exchange_portal.outbox.models import Notice

DAYS_KEPT = 7  # what was to be told since then is mailed when the demo starts


def leave_unsent(*, before: datetime) -> None:
    """As the outbox itself leaves what nobody wants any more. The rows stay, so that nothing is
    told a second time."""
    old = Notice.objects.filter(state=Notice.State.WAITING, due_at__lt=before)
    old.update(state=Notice.State.DROPPED)
