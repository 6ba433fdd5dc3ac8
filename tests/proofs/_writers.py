"""People who all save at once, as their browsers do it, on a bad line.

If no answer comes, what was sent is sent once more, until one is heard.
"""

import random
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

from tests.proofs._browsing import Answer, Line, Unheard

REST = 0.2  # seconds after a portal that could not answer


@dataclass
class Writer(ABC):
    """`dropped_share` of the answers is never heard."""

    line: Line
    name: str
    saves: int
    dropped_share: float
    acknowledged: int = field(default=0, init=False)
    conflicts: int = field(default=0, init=False)
    retries: int = field(default=0, init=False)
    dropped: int = field(default=0, init=False)
    failure: BaseException | None = field(default=None, init=False)

    @abstractmethod
    def save(self, number: int) -> None:
        """Save once more, the `number`th time, until the portal has acknowledged it."""

    def run(self) -> None:
        try:
            for number in range(self.saves):
                self.save(number)
                self.acknowledged += 1
        except Exception as failure:  # noqa: BLE001  (told by the thread that waits)
            self.failure = failure

    def heard(self, address: str, fields: dict[str, str | int]) -> Answer:
        """Send the same again until an answer is heard."""
        while True:
            answer = self._sent(address, fields)
            if answer is not None and answer.status in {HTTPStatus.OK, HTTPStatus.CONFLICT}:
                self.conflicts += answer.status == HTTPStatus.CONFLICT
                return answer
            if answer is not None:
                assert answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR, answer
                time.sleep(REST)
            self.retries += 1

    def _sent(self, address: str, fields: dict[str, str | int]) -> Answer | None:
        if random.random() < self.dropped_share:
            self.dropped += 1
            self.line.post_unheard(address, fields)
            return None
        try:
            return self.line.post(address, fields)
        except Unheard:
            time.sleep(REST)
            return None


def at_work(writers: Sequence[Writer]) -> list[threading.Thread]:
    """All of them, started."""
    threads = [threading.Thread(target=writer.run, daemon=True) for writer in writers]
    for thread in threads:
        thread.start()
    return threads
