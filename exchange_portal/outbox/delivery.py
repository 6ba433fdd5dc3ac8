"""What the worker does: write due notices, send waiting mails, do waiting jobs.

Everything here can run twice and at the same time. `clock` gives the time; the edge owns it.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import translation

from exchange_portal.outbox import claims, kinds, queue
from exchange_portal.outbox.attempt import Attempt
from exchange_portal.outbox.claims import ClaimLost
from exchange_portal.outbox.mail import on_the_wire
from exchange_portal.outbox.models import ERROR_LENGTH, Message, Notice
from exchange_portal.outbox.post import Later, Lost, Never, NotReached, Post, Unclear, open_post
from exchange_portal.year import read_at

logger = logging.getLogger(__name__)

BATCH = 50  # mails on one connection
PATIENCE = timedelta(seconds=50)

type Clock = Callable[[], datetime]


def work_off(clock: Clock, *, patience: timedelta = PATIENCE) -> bool:
    """Do what is due until nothing is, or until patience ends. Whether all was done."""
    ends_at = clock() + patience
    claims.sweep(clock())
    while clock() < ends_at:
        wrote = write_notices(clock, limit=BATCH)
        sent = send_batch(clock)
        did = do_job(clock)
        if not (wrote or sent or did):
            return True
    return False


# --- Notices -----------------------------------------------------------------------------


def write_notices(clock: Clock, *, limit: int) -> int:
    """Turn due notices into messages; how many were dealt with."""
    for count in range(limit):
        if not _write_notice(clock()):
            return count
    return limit


def _write_notice(now: datetime) -> bool:
    due = Notice.objects.filter(
        state=Notice.State.WAITING, due_at__lte=now, kind__in=kinds.notice_kinds()
    )
    notice = None
    attempt = Attempt("Writing a notice")
    with attempt, transaction.atomic():
        oldest = due.order_by("due_at", "pk").select_related("recipient")
        notice = oldest.select_for_update(skip_locked=True, of=("self",)).first()
        if notice is not None:
            _write(notice, now)
    if notice is not None and attempt.failure is not None:
        _put_off(notice, attempt.words, now)
    elif attempt.failure is not None:
        raise attempt.failure
    return notice is not None


def _write(notice: Notice, now: datetime) -> None:
    kind, recipient = kinds.notice_kind(notice.kind), notice.recipient
    with translation.override(recipient.language), read_at(now):
        if not kind.still_wanted(notice, now):
            notice.state = Notice.State.DROPPED
            notice.save(update_fields=["state"])
            return
        mail = kind.write(notice)
    notice.message = queue.post(
        mail,
        kind=notice.kind,
        recipient=recipient,
        to_address=recipient.email,
        language=recipient.language,
        now=now,
    )
    notice.state = Notice.State.WRITTEN
    notice.save(update_fields=["message", "state"])


def _put_off(notice: Notice, error: str, now: datetime) -> None:
    """Never given up: when the fault is mended it is written, if it is still wanted."""
    tries = notice.tries + 1
    waiting = Notice.objects.filter(pk=notice.pk, state=Notice.State.WAITING)
    waiting.update(
        tries=tries, error=error[:ERROR_LENGTH], due_at=now + claims.pause(min(tries, 20))
    )


# --- Messages ----------------------------------------------------------------------------


def send_batch(clock: Clock) -> int:
    """Send up to fifty due mails over one connection; how many were taken on."""
    started_at = clock()
    batch = claims.take_messages(started_at, limit=BATCH)
    if batch:
        with open_post() as post:
            for message in batch:
                _send(message, post, clock, is_late=clock() > claims.half_lease(started_at))
    return len(batch)


def _send(message: Message, post: Post, clock: Clock, *, is_late: bool) -> None:
    try:
        if is_late:  # the server is slow: the rest is claimed anew
            claims.put_back(message, "", clock())
        else:
            _hand_over(message, post, clock)
    except ClaimLost:
        logger.warning("Message %s was taken over by another worker", message.pk)


def _hand_over(message: Message, post: Post, clock: Clock) -> None:
    try:
        post.send(on_the_wire(message), lambda: claims.mark_committing(message, clock()))
    except NotReached as error:
        logger.warning("Message %s waits, the mail server was not reached: %s", message.pk, error)
        claims.put_back(message, str(error), clock() + claims.pause(1))
    except (Later, Lost) as error:
        claims.put_off(message, str(error), clock())
    except Never as error:
        claims.give_up(message, str(error))
    except Unclear as error:
        claims.mark_unclear(message, str(error))
    else:
        claims.mark_sent(message, clock())


# --- Jobs --------------------------------------------------------------------------------


def do_job(clock: Clock) -> bool:
    """Do one due job, outside any transaction. Whether there was one."""
    job = claims.take_job(clock())
    if job is None:
        return False
    attempt = Attempt(f"Job {job.pk} ({job.kind})", no_alarm=kinds.TryLater)
    with attempt:
        kinds.job_work(job.kind)(job.data, clock())
    try:
        if attempt.failure is None:
            claims.mark_done(job, clock())
        elif isinstance(attempt.failure, kinds.TryLater):
            claims.wait_longer(job, str(attempt.failure), clock())
        else:
            claims.mark_failed(job, attempt.words, clock())
    except ClaimLost:
        logger.warning("Job %s took longer than its lease", job.pk)
    return True
