"""Colleagues who write in the same texts: of a draft, or of the answers they agree on.

Each adds words of their own to the text as they last saw it. If someone else was faster they take
that text, add their word to it and try again.
"""

import json
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

from tests.proofs._writers import Writer


@dataclass
class Text:
    """An answer as the writer last saw it."""

    address: str
    words: str
    version: int = 0


@dataclass
class Author(Writer):
    texts: list[Text]
    saved: list[tuple[str, str]] = field(default_factory=list, init=False)  # address, word

    def save(self, number: int) -> None:
        """Until the word stands in a text that the portal itself has told of."""
        text, word = random.choice(self.texts), f"{self.name}{number}"
        while word not in text.words.split():
            begun = f"{text.words}{word} "
            answer = self.heard(text.address, {"text": begun, "version": text.version})
            told = json.loads(answer.body)
            text.words = begun if answer.status == HTTPStatus.OK else told["text"]
            text.version = told["version"]
        self.saved.append((text.address, word))


def lost(authors: Sequence[Author], stored: Mapping[str, str]) -> int:
    """Words that were acknowledged and do not stand in their text."""
    words = {address: set(text.split()) for address, text in stored.items()}
    return sum(word not in words[address] for address, word in _saved(authors))


def twice(authors: Sequence[Author], stored: Mapping[str, str]) -> int:
    """Words that stand there more than once."""
    counted = Counter(word for text in stored.values() for word in text.split())
    return sum(counted[word] > 1 for _, word in _saved(authors))


def _saved(authors: Sequence[Author]) -> list[tuple[str, str]]:
    return [one for author in authors for one in author.saved]
