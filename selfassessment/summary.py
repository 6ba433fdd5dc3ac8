"""The summary of what was handed in: how many statements stand at each step, area by area. No
score, no share, no ranking."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from exchange_portal.ui.charts import StepChart, bar
from exchange_portal.ui.texts import local
from selfassessment.frozen import Frozen, FrozenAnswer, FrozenArea, FrozenStep


@dataclass(frozen=True, kw_only=True)
class Line:
    """An answer with its steps."""

    answer: FrozenAnswer
    present: FrozenStep | None
    wanted: FrozenStep | None


@dataclass(frozen=True, kw_only=True)
class Summary:
    charts: tuple[StepChart, ...]
    areas: tuple[tuple[FrozenArea, tuple[Line, ...]], ...]


def summary_of(copy: Frozen) -> Summary:
    return Summary(
        charts=tuple(_charts(copy)),
        areas=tuple((area, tuple(_line(copy, one) for one in area.answers)) for area in copy.areas),
    )


def _charts(copy: Frozen) -> Iterator[StepChart]:
    if not copy.asks_wanted:
        yield _chart(copy, "present", _("Antal påståenden på varje steg"))
        return
    now, then = _("Läget nu"), _("Dit ni vill nå")
    yield _chart(copy, "present", _("Läget nu: antal påståenden på varje steg"), title=now)
    yield _chart(copy, "wanted", _("Dit ni vill nå: antal påståenden på varje steg"), title=then)


def _chart(copy: Frozen, level: str, caption: str, *, title: str = "") -> StepChart:
    bars = (
        bar(
            local(area, "title"),
            [
                (
                    local(step, "word"),
                    sum(getattr(one, level) == step.position for one in area.answers),
                )
                for step in copy.steps
            ],
        )
        for area in copy.areas
    )
    return StepChart(caption, _("Område"), tuple(bars), title)


def _line(copy: Frozen, answer: FrozenAnswer) -> Line:
    return Line(answer=answer, present=copy.step(answer.present), wanted=copy.step(answer.wanted))
