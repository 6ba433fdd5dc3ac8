"""From a due notice to a mail."""

from typing import Any

import pytest
from django.core import mail as post
from django.utils import translation

from exchange_portal.outbox import delivery, kinds, queue
from exchange_portal.outbox.kinds import Mail
from exchange_portal.outbox.models import Message, Notice
from tests.exchange_portal.conftest import NOW
from tests.exchange_portal.outbox.conftest import SAMPLE, Clock, Samples

pytestmark = pytest.mark.django_db


def tell(reader: Any, number: int, kind: str = SAMPLE) -> None:
    queue.notify(kind, recipient=reader, once=f"{kind} {number}", data={"number": number}, now=NOW)


def states() -> list[str]:
    return list(Notice.objects.order_by("pk").values_list("state", flat=True))


def test_becomes_a_message_to_its_recipient(samples: Samples, reader: Any, clock: Clock) -> None:
    tell(reader, 1)
    delivery.write_notices(clock, limit=10)
    message = Message.objects.get()

    assert Notice.objects.get().message == message
    assert states() == ["written"]
    assert (message.kind, message.recipient, message.to_address) == (SAMPLE, reader, reader.email)
    assert (message.state, message.not_before) == ("waiting", NOW)


def test_no_longer_wanted_is_dropped_for_good(samples: Samples, reader: Any, clock: Clock) -> None:
    tell(reader, 1)
    samples.wanted = False
    delivery.work_off(clock)
    samples.wanted = True
    delivery.work_off(clock)

    assert states() == ["dropped"]
    assert post.outbox == []


def test_one_that_cannot_be_written_stands_in_nobodys_way(
    samples: Samples, reader: Any, clock: Clock
) -> None:
    def fail(notice: Notice) -> Mail:
        raise ValueError("no such thing")

    kinds.register_notice("test.broken", write=fail, still_wanted=samples.still_wanted)
    tell(reader, 1, kind="test.broken")
    tell(reader, 2)
    delivery.work_off(clock)
    broken = Notice.objects.get(kind="test.broken")

    assert [each.subject for each in post.outbox] == ["Nummer 2"]
    assert (broken.state, broken.tries, broken.error) == ("waiting", 1, "ValueError: no such thing")
    assert broken.due_at > NOW


def test_written_when_the_fault_is_mended(samples: Samples, reader: Any, clock: Clock) -> None:
    samples.fault = ValueError("no such thing")
    tell(reader, 1)
    delivery.work_off(clock)
    samples.fault = None
    clock.pass_by(minutes=1)
    delivery.work_off(clock)

    assert [each.subject for each in post.outbox] == ["Nummer 1"]


def test_a_kind_this_worker_does_not_know_waits_for_one_that_does(
    samples: Samples, reader: Any, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(reader, 1)
    monkeypatch.setattr(kinds, "_notices", {})
    delivery.work_off(clock)

    assert list(Notice.objects.values_list("state", "tries", "due_at")) == [("waiting", 0, NOW)]


def test_is_written_in_its_readers_language(samples: Samples, reader: Any, clock: Clock) -> None:
    languages = []

    def write(notice: Notice) -> Mail:
        languages.append(translation.get_language())
        return Mail("x", "y")

    kinds.register_notice(SAMPLE, write=write, still_wanted=samples.still_wanted)
    reader.language = "en"
    reader.save(update_fields=["language"])
    tell(reader, 1)
    delivery.write_notices(clock, limit=1)

    assert languages == [Message.objects.get().language] == ["en"]
