"""JSON, with the line that each value stands on: so that one can say where a mistake is.

Python's own reader keeps no places, and gives in to depth and to numbers without end.
"""

import re
from dataclasses import dataclass
from json.decoder import JSONDecodeError, py_scanstring  # type: ignore[attr-defined]
from typing import Any

from django.utils.translation import gettext as _

DEEPEST = 12
DIGITS = 9
SPACE = re.compile(r"[ \t\n\r]*")
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
CONSTANTS = {"true": True, "false": False, "null": None}


@dataclass(frozen=True)
class Found:
    """A value: text, number, yes or no, nothing, a list of these, or these by name."""

    value: Any
    line: int


class NoWhole(float):
    """A number that is not whole, or larger than any that is asked for."""


class Unreadable(Exception):
    """It is no JSON. The text says why; `line` is where."""

    def __init__(self, words: str, line: int) -> None:
        self.line = line
        super().__init__(words)


def parse(text: str) -> Found:
    reader = _Reader(text)
    found = reader.value(0)
    reader.skip()
    if reader.at < len(text):
        raise reader.refuse(_("Här borde filen vara slut."))
    return found


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self._counted, self._line = 0, 1

    @property
    def line(self) -> int:
        """Counted on from where it was asked last: a file is read once."""
        self._line += self.text.count("\n", self._counted, self.at)
        self._counted = self.at
        return self._line

    def refuse(self, words: str) -> Unreadable:
        return Unreadable(words, self.line)

    def skip(self) -> str:
        """Over what is empty; the next sign, or nothing at the end."""
        match = SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.text[self.at : self.at + 1]

    def value(self, depth: int) -> Found:
        sign, line = self.skip(), self.line
        if depth > DEEPEST:
            raise self.refuse(_("Här är för många nivåer i varandra."))
        if sign == "{":
            return Found(self._members(depth), line)
        if sign == "[":
            return Found(self._items(depth), line)
        if sign == '"':
            return Found(self._string(), line)
        return Found(self._word(), line)

    def _members(self, depth: int) -> dict[str, Found]:
        self.at += 1
        found: dict[str, Found] = {}
        if self.skip() == "}":
            self.at += 1
            return found
        while True:
            if self.skip() != '"':
                raise self.refuse(_("Här väntades ett namn inom citattecken."))
            name = self._string()
            if name in found:
                raise self.refuse(_("%(name)s står två gånger.") % {"name": _short(name)})
            if self.skip() != ":":
                raise self.refuse(_("Här saknas ett kolon efter namnet."))
            self.at += 1
            found[name] = self.value(depth + 1)
            if self._is_last("}"):
                return found

    def _items(self, depth: int) -> list[Found]:
        self.at += 1
        found: list[Found] = []
        if self.skip() == "]":
            self.at += 1
            return found
        while True:
            found.append(self.value(depth + 1))
            if self._is_last("]"):
                return found

    def _is_last(self, end: str) -> bool:
        sign = self.skip()
        if sign not in {",", end} or not sign:
            raise self.refuse(_("Här saknas ett kommatecken, eller så är något inte avslutat."))
        self.at += 1
        return sign == end

    def _string(self) -> str:
        try:
            text, self.at = py_scanstring(self.text, self.at + 1, True)
        except JSONDecodeError:
            words = _("Texten är inte avslutad, eller har tecken som inte får stå så.")
            raise self.refuse(words) from None
        if any("\ud800" <= sign <= "\udfff" for sign in text):
            raise self.refuse(_("Texten har tecken som inte går att visa."))
        return str(text)

    def _word(self) -> Any:
        for word, value in CONSTANTS.items():
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return value
        match = NUMBER.match(self.text, self.at)
        if match is None:
            raise self.refuse(_("Här väntades ett värde: text inom citattecken eller ett tal."))
        self.at = match.end()
        is_whole = match[1] is None and match[2] is None and len(match[0]) <= DIGITS
        return int(match[0]) if is_whole else NoWhole()


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
