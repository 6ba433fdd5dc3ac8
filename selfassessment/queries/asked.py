"""What an assessment asks, and what one leader has answered alone."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from cohorts.models import Holding, User
from cohorts.reminders import reminded_today
from exchange_portal.collation import sort_key
from selfassessment import events
from selfassessment.models import (
    Area,
    Assessment,
    Finish,
    InstrumentVersion,
    Rating,
    ScaleStep,
    Statement,
    SubmittedAssessment,
)
from selfassessment.rules import CALLED

type Parts = tuple[tuple[ScaleStep, ...], tuple[Statement, ...]]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The statements of a version in order, each with its area, and the steps of its scale."""

    version: InstrumentVersion
    steps: tuple[ScaleStep, ...]
    statements: tuple[Statement, ...]

    def statement(self, number: int) -> Statement | None:
        return next((one for one in self.statements if one.number == number), None)

    def step(self, position: int) -> ScaleStep | None:
        return next((one for one in self.steps if one.position == position), None)


@dataclass(frozen=True, kw_only=True)
class Own:
    """A leader's own answers, by statement, and how far it is."""

    asked: Asked
    ratings: Mapping[int, Rating]  # by the statement's primary key

    def rating(self, statement: Statement) -> Rating | None:
        return self.ratings.get(statement.pk)

    def is_answered(self, statement: Statement) -> bool:
        return is_whole(self.rating(statement), self.asked.version)

    @property
    def remaining(self) -> list[Statement]:
        return [one for one in self.asked.statements if not self.is_answered(one)]

    @property
    def answered(self) -> int:
        return len(self.asked.statements) - len(self.remaining)


@dataclass(frozen=True, kw_only=True)
class Respondent:
    """Someone in the management group: name and function, and whether they have said that they are
    done."""

    user: int
    name: str
    function_sv: str
    function_en: str
    is_done: bool


def asked(version: InstrumentVersion) -> Asked:
    """Of a published version, which never changes, the database is asked once in a process."""
    parts = _published(version.pk) if version.published_at else _parts(version.pk)
    return Asked(version=version, steps=parts[0], statements=parts[1])


def _parts(version: int) -> Parts:
    scale = InstrumentVersion.objects.filter(pk=version).values("scale")
    steps = ScaleStep.objects.filter(scale__in=scale)
    statements = Statement.objects.filter(version=version).select_related("area")
    return (
        tuple(steps.order_by("position")),
        tuple(statements.order_by("number")),
    )


_published = lru_cache(maxsize=64)(_parts)


def areas_of(version: int) -> dict[Area, int]:
    """The areas of a published version (its id) in order, each with how many statements it has."""
    return Counter(one.area for one in _published(version)[1])


def own(assessment: Assessment, user: User) -> Own:
    ratings = Rating.objects.filter(assessment=assessment, respondent=user)
    return Own(
        asked=asked(assessment.instrument_version),
        ratings={one.statement_id: one for one in ratings.select_related("present", "wanted")},
    )


def is_whole(rating: Rating | None, version: InstrumentVersion) -> bool:
    if rating is None or rating.present_id is None:
        return False
    return rating.wanted_id is not None or not version.asks_wanted


def respondents(assessment: Assessment, now: datetime) -> list[Respondent]:
    """Those called today, by name; each once. What they have answered is not asked for."""
    held = (
        Holding.objects.regular()
        .current(now)
        .filter(
            seat__participation=assessment.participation_id, seat__function__role__in=list(CALLED)
        )
        .select_related("user", "seat__function", "seat__sub_unit")
        .order_by("seat__function__position", "pk")
    )
    done = finished([assessment])
    people: dict[int, Respondent] = {}
    for one in held:
        people.setdefault(
            one.user_id,
            Respondent(
                user=one.user_id,
                name=one.user.name,
                function_sv=one.seat.name_sv,
                function_en=one.seat.name_en,
                is_done=(assessment.pk, one.user_id) in done,
            ),
        )
    return sorted(people.values(), key=lambda person: sort_key(person.name))


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """Someone in the management group who has not answered everything, and whether they have had a
    reminder of it today."""

    user: int
    name: str
    is_reminded: bool


def waiting_for(
    assessment: Assessment, called: Iterable[Respondent], now: datetime
) -> list[Waiting]:
    """Of those that `respondents` gives. For the coordinator alone."""
    people = [one for one in called if not one.is_done]
    kinds, ids = [events.REMINDER, events.ASKED], [one.user for one in people]
    reminded = reminded_today(kinds, ids, now, assessment=assessment.pk)
    return [
        Waiting(user=one.user, name=one.name, is_reminded=one.user in reminded) for one in people
    ]


def finished(assessments: Iterable[Assessment]) -> set[tuple[int, int]]:
    """Ids of assessments, each with a person who has said that they are done with it. What they
    have answered is not asked for."""
    rows = Finish.objects.filter(assessment__in=[one.pk for one in assessments])
    return set(rows.values_list("assessment", "respondent"))


def has_finished(assessment: Assessment, user: User) -> bool:
    return Finish.objects.filter(assessment=assessment, respondent=user).exists()


def has_ratings(assessment: Assessment) -> bool:
    return Rating.objects.filter(assessment=assessment).exists()


def latest_of(assessment: Assessment) -> SubmittedAssessment | None:
    """What the institution has handed in, if it has."""
    found = SubmittedAssessment.objects.filter(assessment=assessment)
    return found.order_by("-number").defer("content").first()
