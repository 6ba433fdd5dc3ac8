"""Waking the worker: once, after the commit, and never at the expense of who asks."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
from celery import Celery, current_app
from django.db import transaction
from redis import Redis

from exchange_portal import celery as portal
from exchange_portal.outbox import queue, wake
from exchange_portal.outbox.models import Notice
from tests import servers
from tests.exchange_portal.conftest import NOW, undone
from tests.exchange_portal.outbox.conftest import SAMPLE, Samples


@contextmanager
def speaking_to(url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The portal's Celery, as it is set up when this is its broker."""
    app = Celery("other", broker=url, set_as_current=False)
    app.conf.update(task_publish_retry=False, broker_transport_options=portal._broker_options(url))
    monkeypatch.setattr(wake, "current_app", app)
    yield
    app.close()


def waiting_in(server: servers.Redis) -> int:
    with Redis(port=server.port) as connection:
        return int(connection.llen("celery"))  # type: ignore[arg-type]


def tell(reader: Any, number: int) -> None:
    queue.notify(SAMPLE, recipient=reader, once=f"{number}", data={"number": number}, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_once_for_a_transaction_after_its_commit(
    samples: Samples, reader: Any, redis: servers.Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    with speaking_to(redis.url, monkeypatch):
        with transaction.atomic():
            for number in range(5):
                tell(reader, number)
            before = waiting_in(redis)

        assert (before, waiting_in(redis)) == (0, 1)


@pytest.mark.django_db(transaction=True)
def test_not_at_all_when_the_transaction_fails(
    samples: Samples, reader: Any, redis: servers.Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    with speaking_to(redis.url, monkeypatch):
        undone(lambda: tell(reader, 1))

        assert waiting_in(redis) == 0


@pytest.fixture
def gone() -> int:
    """A port where nobody listens."""
    return servers.free_port()


@pytest.fixture
def mute() -> Iterator[int]:
    """A port where somebody takes calls and says nothing."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        yield listener.getsockname()[1]


@pytest.fixture
def deaf() -> Iterator[int]:
    """A port where nobody takes calls any more: what is sent there vanishes."""
    with closing(socket.create_server(("127.0.0.1", 0), backlog=0)) as listener:
        port = listener.getsockname()[1]
        callers = [socket.socket() for _ in range(4)]
        for caller in callers:
            caller.setblocking(False)
            caller.connect_ex(("127.0.0.1", port))
        yield port
        for caller in callers:
            caller.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("broker", ["gone", "mute", "deaf"])
def test_without_redis_nothing_is_lost_and_nobody_waits(
    samples: Samples,
    reader: Any,
    broker: str,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    port = request.getfixturevalue(broker)
    started = time.monotonic()
    with speaking_to(f"redis://127.0.0.1:{port}/0", monkeypatch):
        for number in range(20):
            with transaction.atomic():
                tell(reader, number)
    taken = time.monotonic() - started

    assert Notice.objects.count() == 20
    assert taken < 2
    assert [record.name for record in caplog.records] == ["exchange_portal.outbox.wake"]


def test_every_thread_speaks_to_the_portals_broker() -> None:
    seen: list[str] = []
    thread = threading.Thread(target=lambda: seen.append(current_app.main))
    thread.start()
    thread.join()

    assert seen == ["exchange_portal"]
