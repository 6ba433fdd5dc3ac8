"""The answers that an institution agrees on, and what its leaders answered, without names."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from cohorts.models import User
from exchange_portal.ui.charts import Bar, bar
from exchange_portal.ui.texts import local
from selfassessment.models import AgreedAnswer, Area, Assessment, Rating, ScaleStep, Statement
from selfassessment.queries.asked import Asked, asked
from selfassessment.queries.parts import parts_of

FEWEST = 3  # answers, before any distribution is shown


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A statement and what stands there. `version` 0: nobody has answered anything."""

    statement: Statement
    present: ScaleStep | None = None
    wanted: ScaleStep | None = None
    comment: str = ""
    version: int = 0
    saved_at: datetime | None = None
    saved_by: User | None = None

    def is_missing(self, asks_wanted: bool) -> bool:
        return self.present is None or (asks_wanted and self.wanted is None)


@dataclass(frozen=True, kw_only=True)
class AreaSoFar:
    """An area on the page, and how far its answers are."""

    area: Area
    first: int  # the number of its first statement
    count: int
    answered: int


@dataclass(frozen=True, kw_only=True)
class Draft:
    """The institution's own space for one assessment."""

    assessment: Assessment
    asked: Asked
    answers: tuple[Answer, ...]
    parts: tuple[Any, ...] = ()  # of `draft_for`: as `parts_of` gives them

    @property
    def asks_wanted(self) -> bool:
        return self.asked.version.asks_wanted

    @property
    def is_partial(self) -> bool:
        """Whether there is more than the reader is to see."""
        return len(self.answers) < len(self.asked.statements)

    @property
    def missing(self) -> list[Statement]:
        return [one.statement for one in self.answers if one.is_missing(self.asks_wanted)]

    @property
    def areas(self) -> list[AreaSoFar]:
        """Area by area, in their order."""
        by_area: dict[Area, list[Answer]] = {}
        for answer in self.answers:
            by_area.setdefault(answer.statement.area, []).append(answer)
        return [
            AreaSoFar(
                area=area,
                first=answers[0].statement.number,
                count=len(answers),
                answered=sum(not one.is_missing(self.asks_wanted) for one in answers),
            )
            for area, answers in by_area.items()
        ]

    @property
    def last_saved(self) -> Answer | None:
        saved = [(answer.saved_at, answer) for answer in self.answers if answer.saved_at]
        return max(saved, key=lambda pair: pair[0])[1] if saved else None

    @property
    def stamp(self) -> str:
        """Another one as soon as anything differs of what is about to be handed in."""
        facts = [(answer.statement.pk, answer.version) for answer in self.answers]
        return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:32]


@dataclass(frozen=True, kw_only=True)
class Spread:
    """How many leaders stand at each step, of one statement. None: fewer than `FEWEST`."""

    present: Bar | None
    wanted: Bar | None

    @property
    def is_hidden(self) -> bool:
        return self.present is None and self.wanted is None


def draft(assessment: Assessment) -> Draft:
    """Also when nobody has begun: then every answer is empty."""
    whole = asked(assessment.instrument_version)
    rows = AgreedAnswer.objects.filter(assessment=assessment).select_related("saved_by")
    found = {one.statement_id: one for one in rows}
    return Draft(
        assessment=assessment,
        asked=whole,
        answers=tuple(answer_of(whole, one, found.get(one.pk)) for one in whole.statements),
    )


def draft_for(assessment: Assessment, user: User, now: datetime) -> Draft:
    """Without the parts of others that are not shown yet: neither question nor answer."""
    whole, parts = draft(assessment), parts_of(assessment, user, now)
    closed = {one.area_id for one in parts if not one.is_open}
    answers = tuple(one for one in whole.answers if one.statement.area_id not in closed)
    return replace(whole, answers=answers, parts=tuple(parts))


def answer_of(whole: Asked, statement: Statement, row: AgreedAnswer | None) -> Answer:
    if row is None:
        return Answer(statement=statement)
    steps = {step.pk: step for step in whole.steps}
    return Answer(
        statement=statement,
        present=steps.get(row.present_id or 0),
        wanted=steps.get(row.wanted_id or 0),
        comment=row.comment,
        version=row.version,
        saved_at=row.saved_at,
        saved_by=row.saved_by,
    )


def spreads(assessment: Assessment, whole: Asked) -> Mapping[int, Spread]:
    """By the statement's primary key; empty until the answering is closed,
    and when the agency asks no longer. A distribution of fewer
    than `FEWEST` answers is never computed, since it would tell who answered what."""
    if assessment.closed_at is None or assessment.withdrawn_at is not None:
        return {}
    rows = Rating.objects.filter(assessment=assessment)
    present: Counter[tuple[int, int]] = Counter()
    wanted: Counter[tuple[int, int]] = Counter()
    for statement, now, then in rows.values_list("statement", "present", "wanted"):
        present[statement, now or 0] += 1
        wanted[statement, then or 0] += 1
    return {
        one.pk: Spread(
            present=_bar(_("Nu"), one, whole, present),
            wanted=_bar(_("Dit vi vill nå"), one, whole, wanted),
        )
        for one in whole.statements
    }


def is_shown(assessment: Assessment) -> bool:
    """Whether any distribution can be seen."""
    found = spreads(assessment, asked(assessment.instrument_version))
    return any(not one.is_hidden for one in found.values())


def _bar(
    label: str, statement: Statement, whole: Asked, counts: Counter[tuple[int, int]]
) -> Bar | None:
    steps = [(local(step, "word"), counts[statement.pk, step.pk]) for step in whole.steps]
    if sum(count for _word, count in steps) < FEWEST:
        return None
    return bar(label, steps)
