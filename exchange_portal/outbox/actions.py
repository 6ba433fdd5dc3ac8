"""What staff can do with a mail or a job that did not go through by itself."""

from datetime import datetime
from typing import Any

from django.db import transaction

from exchange_portal.audit import trail
from exchange_portal.outbox import events, queue, wake
from exchange_portal.outbox.models import Job, Message


class NotPossible(Exception):
    """The mail or job is in a state that does not allow it, perhaps since a moment ago."""


@transaction.atomic
def send_again(message: Message, *, by: Any, now: datetime) -> None:
    """Send a mail that failed, was stopped, or of which nobody knows whether it arrived. It keeps
    its Message-ID: a mailbox that has it already can tell."""
    message = _locked(message, "unclear", "failed", "discarded")
    message.state = Message.State.WAITING
    message.claim = None
    message.tries = 0
    message.not_before = now
    message.save(update_fields=["state", "claim", "tries", "not_before"])
    trail.record(events.MESSAGE_SENT_AGAIN, about=message, by=by, now=now)
    wake.after_commit()


@transaction.atomic
def settle(message: Message, *, by: Any, now: datetime) -> None:
    """Somebody has found out that the mail arrived."""
    message = _locked(message, "unclear")
    message.state = Message.State.SENT
    message.claim = None
    message.sent_at = now
    message.save(update_fields=["state", "claim", "sent_at"])
    trail.record(events.MESSAGE_SETTLED, about=message, by=by, now=now)


@transaction.atomic
def discard(message: Message, *, by: Any, now: datetime) -> None:
    """Stop a mail that has not gone out."""
    message = _locked(message, "waiting")
    message.state = Message.State.DISCARDED
    message.save(update_fields=["state"])
    trail.record(events.MESSAGE_DISCARDED, about=message, by=by, now=now)


@transaction.atomic
def restart(job: Job, *, by: Any, now: datetime) -> None:
    """Give a job that was given up all its tries again."""
    job = Job.objects.select_for_update().get(pk=job.pk)
    if job.state != Job.State.FAILED:
        raise NotPossible(job.get_state_display())
    job.state = Job.State.WAITING
    job.tries = 0
    job.not_before = now
    job.error = ""
    job.save(update_fields=["state", "tries", "not_before", "error"])
    trail.record(events.JOB_RESTARTED, about=job, by=by, now=now)
    wake.after_commit()


@transaction.atomic
def have_done(kind: str, *, once: str, data: dict[str, Any], by: Any, now: datetime) -> None:
    """As `queue.enqueue`, also of a job that was given up: it gets all its tries again. One that
    waits, is at work or is done stays as it is, however often this is said."""
    queue.enqueue(kind, once=once, data=data, now=now)
    job = Job.objects.select_for_update().get(once=once)
    if job.state == Job.State.FAILED:
        restart(job, by=by, now=now)


def _locked(message: Message, *states: str) -> Message:
    message = Message.objects.select_for_update().get(pk=message.pk)
    if message.state not in states:
        raise NotPossible(message.get_state_display())
    return message
