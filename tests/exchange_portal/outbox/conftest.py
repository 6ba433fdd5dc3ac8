"""Kinds that only these tests know, a clock that stands still, a bell that can be rung anew."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from exchange_portal.outbox import kinds, wake
from exchange_portal.outbox.kinds import Mail
from exchange_portal.outbox.models import Message, Notice
from tests import servers
from tests.exchange_portal.conftest import NOW

SAMPLE = "test.sample"
CHORE = "test.chore"


@dataclass
class Samples:
    """What the sample notice and the sample job do; a test changes it."""

    wanted: bool = True
    written: list[int] = field(default_factory=list)
    done: list[dict[str, Any]] = field(default_factory=list)
    fault: Exception | None = None

    def write(self, notice: Notice) -> Mail:
        if self.fault:
            raise self.fault
        self.written.append(notice.pk)
        return Mail(f"Nummer {notice.data['number']}", "En rad\n", "<p>En rad</p>")

    def still_wanted(self, notice: Notice, now: datetime) -> bool:
        return self.wanted

    def work(self, data: dict[str, Any], now: datetime) -> None:
        if self.fault:
            raise self.fault
        self.done.append(data)


@pytest.fixture
def samples(monkeypatch: pytest.MonkeyPatch) -> Samples:
    samples = Samples()
    monkeypatch.setattr(kinds, "_notices", {})
    monkeypatch.setattr(kinds, "_jobs", {})
    kinds.register_notice(SAMPLE, write=samples.write, still_wanted=samples.still_wanted)
    kinds.register_job(CHORE, samples.work)
    return samples


@dataclass
class Clock:
    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(autouse=True)
def _a_rested_bell() -> Iterator[None]:
    wake.bell.rests_until = 0.0
    yield
    wake.bell.rests_until = 0.0


@pytest.fixture
def through(settings: Any) -> Callable[[int], None]:
    """Send mail through a server on a port of this machine."""

    def use(port: int) -> None:
        settings.MAILERS = {
            "default": {
                "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
                "OPTIONS": {"host": "127.0.0.1", "port": port, "timeout": 5},
            }
        }

    return use


@pytest.fixture
def server(smtp: servers.Smtp, through: Callable[[int], None]) -> servers.Smtp:
    through(smtp.port)
    return smtp


@pytest.fixture
def make_message(db: None) -> Callable[..., Message]:
    def make(**values: Any) -> Message:
        given = {
            "kind": SAMPLE,
            "to_address": "ada@vr.example.se",
            "language": "sv",
            "subject": "Ämne",
            "text": "Text\n",
            "not_before": NOW,
            "created_at": NOW,
        }
        return Message.objects.create(**(given | values))

    return make


def states() -> list[str]:
    """The state of every mail, in the order they were made."""
    return list(Message.objects.order_by("pk").values_list("state", flat=True))
