"""Who works on what: a claim is taken, committed, and asked for again at every step.

A worker that dies leaves its claim behind; the sweep takes it back when the lease has run out.
A worker that was only slow finds that its claim is gone, and stops.
"""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from exchange_portal.outbox import kinds
from exchange_portal.outbox.models import ERROR_LENGTH, Job, Message

JOB_TRIES = 10
MAIL_TRIES = 24  # with the pauses below: two days and a half
LONGEST_PAUSE = timedelta(hours=4)


class ClaimLost(Exception):
    """The lease ran out and someone else may have taken over."""


def pause(tries: int) -> timedelta:
    """How long to wait after so many failures: half a minute, doubled each time."""
    doubled: int = 2 ** min(tries - 1, 12)
    return min(timedelta(seconds=30) * doubled, LONGEST_PAUSE)


def lease(now: datetime) -> datetime:
    return now + timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)


def half_lease(now: datetime) -> datetime:
    return now + timedelta(seconds=settings.OUTBOX_LEASE_SECONDS / 2)


# --- Messages ----------------------------------------------------------------------------


def take_messages(now: datetime, *, limit: int) -> list[Message]:
    """Claim mails that are due, oldest first. Nobody else gets them while the lease runs."""
    claim = uuid.uuid4()
    due = Message.objects.filter(state=Message.State.WAITING, not_before__lte=now)
    with transaction.atomic(durable=True):
        oldest = due.order_by("not_before", "pk").select_for_update(skip_locked=True)
        taken = list(oldest.values_list("pk", flat=True)[:limit])
        Message.objects.filter(pk__in=taken).update(
            state=Message.State.INFLIGHT, claim=claim, lease_until=lease(now)
        )
    return list(Message.objects.filter(claim=claim).order_by("not_before", "pk"))


def mark_committing(message: Message, now: datetime) -> None:
    """From now on the mail server may have the mail. To be committed before it can."""
    _change(
        _held(message, Message.State.INFLIGHT),
        state=Message.State.COMMITTING,
        lease_until=lease(now),
    )


def mark_sent(message: Message, now: datetime) -> None:
    """Also when a sweep has called it unclear meanwhile: this is the answer."""
    _change(
        _held(message, Message.State.COMMITTING, Message.State.UNCLEAR),
        state=Message.State.SENT,
        sent_at=now,
        claim=None,
        lease_until=None,
        error="",
    )


def mark_unclear(message: Message, error: str) -> None:
    """The claim is kept, for an answer that comes late."""
    _change(
        _held(message, Message.State.COMMITTING),
        state=Message.State.UNCLEAR,
        lease_until=None,
        error=error[:ERROR_LENGTH],
    )


def put_back(message: Message, error: str, not_before: datetime) -> None:
    """The mail server was not reached: the mail itself has not been tried."""
    _finish(message, Message.State.WAITING, error, not_before=not_before)


def put_off(message: Message, error: str, now: datetime) -> None:
    """The mail server said «later», or went away. When that has happened often enough: given up."""
    tries = message.tries + 1
    state = Message.State.WAITING if tries < MAIL_TRIES else Message.State.FAILED
    _finish(message, state, error, tries=tries, not_before=now + pause(tries))


def give_up(message: Message, error: str) -> None:
    """The mail server said «never»."""
    _finish(message, Message.State.FAILED, error)


def _finish(message: Message, state: str, error: str, **values: Any) -> None:
    held = _held(message, Message.State.INFLIGHT, Message.State.COMMITTING, Message.State.UNCLEAR)
    _change(held, state=state, error=error[:ERROR_LENGTH], claim=None, lease_until=None, **values)


def _held(thing: Message | Job, *states: str) -> QuerySet[Any]:
    return type(thing).objects.filter(pk=thing.pk, claim=thing.claim, state__in=states)


def _change(held: QuerySet[Any], **values: Any) -> None:
    with transaction.atomic(durable=True):
        if not held.update(**values):
            raise ClaimLost


# --- Jobs --------------------------------------------------------------------------------


def take_job(now: datetime) -> Job | None:
    """Claim the oldest job that is due, of a kind this worker knows."""
    due = Job.objects.filter(
        state=Job.State.WAITING, not_before__lte=now, kind__in=kinds.job_kinds()
    )
    with transaction.atomic(durable=True):
        job = due.order_by("not_before", "pk").select_for_update(skip_locked=True).first()
        if job is not None:
            job.state = Job.State.RUNNING
            job.claim = uuid.uuid4()
            job.lease_until = lease(now)
            job.tries += 1
            job.save(update_fields=["state", "claim", "lease_until", "tries"])
    return job


def mark_done(job: Job, now: datetime) -> None:
    _close(job, state=Job.State.DONE, done_at=now, error="")


def wait_longer(job: Job, error: str, now: datetime) -> None:
    """Not the job's fault: this try does not count."""
    _close(
        job,
        state=Job.State.WAITING,
        tries=job.tries - 1,
        not_before=now + timedelta(minutes=1),
        error=error[:ERROR_LENGTH],
    )


def mark_failed(job: Job, error: str, now: datetime) -> None:
    """To be tried again after a pause, or given up."""
    _close(
        job,
        state=Job.State.WAITING if job.tries < JOB_TRIES else Job.State.FAILED,
        not_before=now + pause(job.tries),
        error=error[:ERROR_LENGTH],
    )


def _close(job: Job, **values: Any) -> None:
    _change(_held(job, Job.State.RUNNING), claim=None, lease_until=None, **values)


# --- What dead workers left --------------------------------------------------------------


def sweep(now: datetime) -> None:
    """Take back what nobody has worked on since its lease ran out."""
    left = Q(lease_until__lt=now)
    messages, jobs = Message.objects.filter(left), Job.objects.filter(left)
    messages.filter(state=Message.State.COMMITTING).update(
        state=Message.State.UNCLEAR, lease_until=None
    )
    messages.filter(state=Message.State.INFLIGHT).update(
        state=Message.State.WAITING, claim=None, lease_until=None
    )
    running = jobs.filter(state=Job.State.RUNNING)
    running.filter(tries__gte=JOB_TRIES).update(
        state=Job.State.FAILED, claim=None, lease_until=None
    )
    running.update(state=Job.State.WAITING, claim=None, lease_until=None)
