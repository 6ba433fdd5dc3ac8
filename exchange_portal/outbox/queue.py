"""Writing to the outbox: called by actions, inside the transaction of the cause.

`once` says what, to whom and which occurrence. Saying it twice, or at the same time from two
places, gives one row.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from exchange_portal.outbox import kinds, wake
from exchange_portal.outbox.kinds import Mail
from exchange_portal.outbox.mail import compose, short_subject
from exchange_portal.outbox.models import Job, Message, Notice


def notify(
    kind: str,
    *,
    recipient: Any,
    once: str,
    data: dict[str, Any],
    now: datetime,
    due_at: datetime | None = None,
) -> None:
    """Tell a User something by mail, once, when it is due. `data` holds ids only."""
    told = Telling(recipient=recipient, once=once, data=data, due_at=due_at or now)
    notify_each(kind, [told], now=now)


@dataclass(frozen=True, kw_only=True)
class Telling:
    """Whom, what and when, of a notice."""

    recipient: Any
    once: str
    data: dict[str, Any]
    due_at: datetime


def notify_each(kind: str, tellings: Iterable[Telling], *, now: datetime) -> None:
    """As `notify`, of many at once."""
    kinds.notice_kind(kind)  # a slip of the pen fails here, not in the worker
    notices = [Notice(kind=kind, created_at=now, **vars(one)) for one in tellings]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    wake.after_commit()


def enqueue(
    kind: str,
    *,
    once: str,
    data: dict[str, Any],
    now: datetime,
    not_before: datetime | None = None,
) -> None:
    """Have a registered job done, once. `data` holds ids only."""
    kinds.job_work(kind)
    job = Job(kind=kind, once=once, data=data, not_before=not_before or now, created_at=now)
    Job.objects.bulk_create([job], ignore_conflicts=True)
    wake.after_commit()


def write_mail(
    kind: str,
    *,
    to_address: str,
    language: str,
    template: str,
    context: dict[str, Any],
    now: datetime,
) -> None:
    """A mail to an address that belongs to no User. Each call is a mail of its own."""
    mail = compose(template, context, language=language)
    post(mail, kind=kind, to_address=to_address, language=language, now=now)
    wake.after_commit()


def post(
    mail: Mail,
    *,
    kind: str,
    to_address: str,
    language: str,
    now: datetime,
    recipient: Any | None = None,
) -> Message:
    """Put a mail in the outbox, ready to be sent."""
    return Message.objects.create(
        kind=kind,
        recipient=recipient,
        to_address=to_address,
        language=language,
        subject=short_subject(mail.subject),
        text=mail.text,
        html=mail.html,
        not_before=now,
        created_at=now,
    )
