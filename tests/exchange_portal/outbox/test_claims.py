"""Who works on what, and what becomes of it when a worker dies or is slow."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from exchange_portal.outbox import claims, delivery
from exchange_portal.outbox.models import Message
from exchange_portal.outbox.post import SmtpPost
from tests import servers
from tests.exchange_portal.conftest import NOW
from tests.exchange_portal.outbox.conftest import Clock, states

pytestmark = pytest.mark.django_db

type Make = Callable[..., Message]


def test_two_workers_share_what_is_due(make_message: Make) -> None:
    first, second, third = make_message(), make_message(), make_message()
    one = claims.take_messages(NOW, limit=2)
    other = claims.take_messages(NOW, limit=2)

    assert [each.pk for each in one] == [first.pk, second.pk]
    assert [each.pk for each in other] == [third.pk]


def test_a_dead_workers_mails(make_message: Make, clock: Clock) -> None:
    claim = {"claim": uuid.uuid4(), "lease_until": NOW + timedelta(seconds=300)}
    make_message(state="inflight", **claim)
    make_message(state="committing", **claim)
    claims.sweep(NOW + timedelta(seconds=300))
    before = states()
    claims.sweep(NOW + timedelta(seconds=301))

    assert before == ["inflight", "committing"]
    assert states() == ["waiting", "unclear"]


def test_a_worker_that_lost_its_claim_stops_before_the_dot(
    server: servers.Smtp, make_message: Make, clock: Clock
) -> None:
    lost, other = make_message(), make_message(to_address="ben@vr.example.se")
    held = claims.take_messages(NOW, limit=2)
    Message.objects.filter(pk=lost.pk).update(state="waiting", claim=None, lease_until=None)
    with delivery.open_post() as connection:
        assert isinstance(connection, SmtpPost)
        delivery._send(held[0], connection, clock, is_late=False)
        hung_up = connection.backend.connection is None
        delivery._send(held[1], connection, clock, is_late=False)

    assert hung_up
    assert states() == ["waiting", "sent"]
    assert [(mail.recipients, mail.text.strip()) for mail in server.mails] == [
        ([other.to_address], "Text")
    ]


def test_an_answer_that_comes_late_still_counts(make_message: Make) -> None:
    make_message()
    [held] = claims.take_messages(NOW, limit=1)
    claims.mark_committing(held, NOW)
    claims.sweep(NOW + timedelta(hours=1))
    between = states()
    claims.mark_sent(held, NOW + timedelta(hours=1))

    assert (between, states()) == (["unclear"], ["sent"])


def test_a_slow_server_leaves_the_rest_to_a_new_claim(
    server: servers.Smtp, make_message: Make, clock: Clock
) -> None:
    def slow(stage: str, envelope: Any) -> None:
        clock.pass_by(seconds=100)

    server.hook = slow
    for _ in range(3):
        make_message()
    delivery.send_batch(clock)

    assert states() == ["sent", "waiting", "waiting"]
