"""What staff can do, and when they cannot."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail as post

from exchange_portal.audit.models import TrailEntry
from exchange_portal.outbox import actions, delivery, events
from exchange_portal.outbox.models import Job, Message
from tests.exchange_portal.conftest import NOW
from tests.exchange_portal.outbox.conftest import CHORE, Clock, Samples

pytestmark = pytest.mark.django_db

LEASE = {"claim": uuid.uuid4(), "lease_until": NOW + timedelta(minutes=5)}
EVERY = {
    "waiting": {},
    "inflight": LEASE,
    "committing": LEASE,
    "sent": {"sent_at": NOW},
    "unclear": {"claim": uuid.uuid4()},
    "failed": {"tries": 24, "error": "550"},
    "discarded": {},
}


def trail() -> list[tuple[str, int | None, str]]:
    return list(TrailEntry.objects.values_list("event", "actor_id", "about_type"))


@pytest.mark.parametrize(
    ("act", "allowed", "becomes", "event"),
    [
        (
            actions.send_again,
            {"unclear", "failed", "discarded"},
            "waiting",
            events.MESSAGE_SENT_AGAIN,
        ),
        (actions.settle, {"unclear"}, "sent", events.MESSAGE_SETTLED),
        (actions.discard, {"waiting"}, "discarded", events.MESSAGE_DISCARDED),
    ],
)
@pytest.mark.parametrize("state", EVERY)
def test_each_state_knows_what_it_allows(
    make_message: Callable[..., Message],
    reader: Any,
    state: str,
    act: Callable[..., None],
    allowed: set[str],
    becomes: str,
    event: str,
) -> None:
    message = make_message(state=state, **EVERY[state])
    if state in allowed:
        act(message, by=reader, now=NOW)
        message.refresh_from_db()
        assert (message.state, message.claim) == (becomes, None)
        assert trail() == [(event, reader.pk, "outbox.message")]
    else:
        with pytest.raises(actions.NotPossible):
            act(message, by=reader, now=NOW)
        message.refresh_from_db()
        assert message.state == state
        assert trail() == []


def test_a_mail_sent_again_keeps_its_name(
    make_message: Callable[..., Message], reader: Any, clock: Clock
) -> None:
    message = make_message(state="unclear", claim=uuid.uuid4())
    actions.send_again(message, by=reader, now=NOW)
    delivery.send_batch(clock)

    assert [each.extra_headers["Message-ID"] for each in post.outbox] == [
        f"<{message.key}@example.se>"
    ]


@pytest.mark.parametrize("state", ["waiting", "running", "done", "failed"])
def test_only_a_failed_job_is_started_again(samples: Samples, reader: Any, state: str) -> None:
    more = LEASE if state == "running" else {"done_at": NOW} if state == "done" else {}
    job = Job.objects.create(
        kind=CHORE, once="x", state=state, tries=10, not_before=NOW, created_at=NOW, **more
    )
    if state == "failed":
        actions.restart(job, by=reader, now=NOW)
        assert trail() == [(events.JOB_RESTARTED, reader.pk, "outbox.job")]
    else:
        with pytest.raises(actions.NotPossible):
            actions.restart(job, by=reader, now=NOW)
        assert trail() == []
    job.refresh_from_db()

    assert (job.state, job.tries) == (("waiting", 0) if state == "failed" else (state, 10))
