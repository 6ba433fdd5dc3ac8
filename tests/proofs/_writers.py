"""Colleagues who all write in the same texts at once, as their browsers do it, on a bad line.

Each adds words of their own to the text as they last saw it. If someone else was faster they take
that text, add their word to it and try again; if no answer comes they send the same once more.
"""

import json
import random
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

from tests.proofs._browsing import Answer, Line, Unheard

REST = 0.2  # seconds after a portal that could not answer


@dataclass
class Text:
    """An answer of the draft as the writer last saw it."""

    address: str
    words: str = ""
    version: int = 0


@dataclass
class Writer:
    """`dropped_share` of the answers is never heard."""

    line: Line
    name: str
    texts: list[Text]
    saves: int
    dropped_share: float
    acknowledged: list[tuple[str, str]] = field(default_factory=list)  # address, word
    conflicts: int = 0
    retries: int = 0
    dropped: int = 0
    failure: BaseException | None = None

    def run(self) -> None:
        try:
            for number in range(self.saves):
                self._save(random.choice(self.texts), f"{self.name}{number}")
        except Exception as failure:  # noqa: BLE001  (told by the thread that waits)
            self.failure = failure

    def _save(self, text: Text, word: str) -> None:
        """Until the word stands in a text that the portal itself has told of."""
        while word not in text.words.split():
            begun = {"text": f"{text.words}{word} ", "version": text.version}
            answer = self._heard(text.address, begun)
            told = json.loads(answer.body)
            if answer.status == HTTPStatus.OK:
                text.words, text.version = str(begun["text"]), told["version"]
            else:
                self.conflicts += 1
                text.words, text.version = told["text"], told["version"]
        self.acknowledged.append((text.address, word))

    def _heard(self, address: str, fields: dict[str, str | int]) -> Answer:
        """Send the same again until an answer is heard."""
        while True:
            answer = self._sent(address, fields)
            if answer is not None and answer.status in {HTTPStatus.OK, HTTPStatus.CONFLICT}:
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
