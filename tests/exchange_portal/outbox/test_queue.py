"""Writing to the outbox."""

import threading
from typing import Any

import pytest
from django.core import mail as post
from django.db import connection, transaction

from exchange_portal.outbox import delivery, kinds, queue
from exchange_portal.outbox.models import Job, Message, Notice
from tests.exchange_portal.conftest import NOW, undone
from tests.exchange_portal.outbox.conftest import CHORE, SAMPLE, Clock, Samples

pytestmark = pytest.mark.django_db


def tell(reader: Any, once: str = "sample 1", number: int = 1, **more: Any) -> None:
    queue.notify(SAMPLE, recipient=reader, once=once, data={"number": number}, now=NOW, **more)


def test_said_twice_is_sent_once(samples: Samples, reader: Any, clock: Clock) -> None:
    tell(reader)
    tell(reader, number=2)
    delivery.work_off(clock)

    assert [each.subject for each in post.outbox] == ["Nummer 1"]
    assert Message.objects.count() == Notice.objects.count() == 1


def test_said_again_after_it_was_sent(samples: Samples, reader: Any, clock: Clock) -> None:
    tell(reader)
    delivery.work_off(clock)
    tell(reader)
    delivery.work_off(clock)

    assert len(post.outbox) == 1


def test_two_occurrences_are_two_mails(samples: Samples, reader: Any, clock: Clock) -> None:
    tell(reader, once="sample 1", number=1)
    tell(reader, once="sample 2", number=2)
    delivery.work_off(clock)

    assert [each.subject for each in post.outbox] == ["Nummer 1", "Nummer 2"]


def test_goes_back_with_its_cause(samples: Samples, reader: Any) -> None:
    undone(lambda: tell(reader), lambda: queue.enqueue(CHORE, once="1", data={}, now=NOW))

    assert Notice.objects.count() == Job.objects.count() == 0


def test_waits_until_it_is_due(samples: Samples, reader: Any, clock: Clock) -> None:
    tell(reader, due_at=NOW.replace(hour=12))
    delivery.work_off(clock)
    early = len(post.outbox)
    clock.pass_by(hours=3)
    delivery.work_off(clock)

    assert (early, len(post.outbox)) == (0, 1)


def test_a_job_asked_for_twice_is_done_once(samples: Samples, clock: Clock) -> None:
    queue.enqueue(CHORE, once="chore 1", data={"file": 1}, now=NOW)
    queue.enqueue(CHORE, once="chore 1", data={"file": 2}, now=NOW)
    delivery.work_off(clock)

    assert samples.done == [{"file": 1}]


def test_an_unknown_kind_is_refused_at_once(samples: Samples, reader: Any) -> None:
    with pytest.raises(kinds.UnknownKind):
        queue.notify("test.sampel", recipient=reader, once="x", data={}, now=NOW)
    with pytest.raises(kinds.UnknownKind):
        queue.enqueue("test.choer", once="x", data={}, now=NOW)

    assert Notice.objects.count() == Job.objects.count() == 0


@pytest.mark.skipif(connection.vendor == "sqlite", reason="tests there have one connection")
@pytest.mark.django_db(transaction=True)
def test_said_at_the_same_time_from_two_places(samples: Samples, reader: Any) -> None:
    together = threading.Barrier(4)

    def say() -> None:
        together.wait()
        try:
            with transaction.atomic():
                tell(reader)
        finally:
            connection.close()

    threads = [threading.Thread(target=say) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Notice.objects.count() == 1
