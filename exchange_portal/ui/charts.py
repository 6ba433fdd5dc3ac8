"""Charts, drawn on the server: the same for page and PDF. They count, and they never rank."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

WIDTH = 300  # of a bar, in its own units
DEPTHS = 4  # of the one hue, from the lowest step to the highest
# On a page tokens.css has the colours; in a PDF no style sheet reaches inside a drawing.
FILLS, INKS = ("#d9c9df", "#a678b8", "#5b2a6e", "#3c1a4b"), ("#1f1a24", "#1f1a24", "#fff", "#fff")


@dataclass(frozen=True)
class Part:
    """One step of a bar: how many stand there, and its place in the drawing."""

    word: str
    count: int
    depth: int
    x: int
    width: int

    @property
    def fill(self) -> str:
        return FILLS[self.depth - 1]

    @property
    def ink(self) -> str:
        return INKS[self.depth - 1]

    @property
    def middle(self) -> int:
        return self.x + self.width // 2


@dataclass(frozen=True)
class Bar:
    label: str
    parts: tuple[Part, ...]

    @property
    def shown(self) -> list[Part]:
        return [part for part in self.parts if part.count]

    @property
    def sentence(self) -> str:
        """«Saknas 4, På gång 5, Uppnått 2»: all that the drawing says."""
        return ", ".join(f"{part.word} {part.count}" for part in self.parts)


@dataclass(frozen=True)
class StepChart:
    """Several bars of the same steps, and all of them together in words."""

    caption: str
    first_column: str
    bars: tuple[Bar, ...]
    title: str = ""  # for charts that stand side by side

    @property
    def words(self) -> list[str]:
        return [part.word for part in self.bars[0].parts] if self.bars else []

    @property
    def sentence(self) -> str:
        """«Av 11 påståenden står 4 på Saknas, 5 på På gång och 2 på Uppnått.»"""
        totals = [
            sum(bar.parts[place].count for bar in self.bars) for place in range(len(self.words))
        ]
        pairs = zip(totals, self.words, strict=True)
        steps = [_("%(count)s på %(step)s") % {"count": n, "step": word} for n, word in pairs]
        words = {"all": sum(totals), "steps": get_text_list(steps, _("och"))}
        return _("Av %(all)s påståenden står %(steps)s.") % words


def bar(label: str, counts: Iterable[tuple[str, int]]) -> Bar:
    """`counts`: each step's word and how many stand there, from the lowest step to the highest."""
    counts = list(counts)
    whole = sum(count for _word, count in counts) or 1
    parts, before = [], 0
    for place, (word, count) in enumerate(counts):
        x, end = (WIDTH * number // whole for number in (before, before + count))
        parts.append(Part(word, count, _depth(place, len(counts)), x, end - x))
        before += count
    return Bar(label, tuple(parts))


def _depth(place: int, steps: int) -> int:
    return place + 1 if steps <= DEPTHS else 1 + place * (DEPTHS - 1) // (steps - 1)
