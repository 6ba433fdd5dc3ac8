"""The management group's instrument, open for Vetenskapsrådet, Forte and Kriminalvården, and the
preconditions for Vetenskapsrådet; and how their people act."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.utils.timezone import get_default_timezone

from cohorts import actions as cohorts
from cohorts.models import User
from selfassessment import actions
from selfassessment.models import Assessment, InstrumentVersion, Statement, SubmittedAssessment
from selfassessment.queries.agreed import Draft, draft
from selfassessment.queries.asked import asked
from tests.personas import World, canary, login

MANAGEMENT, PRECONDITIONS = "ledningens-forandring-och-ambition", "forutsattningar"


def ship() -> None:
    """The instruments again, where a test has emptied every table."""
    import_module("selfassessment.migrations.0003_first_instruments").add_instruments(apps, None)


def version_of(key: str) -> InstrumentVersion:
    return InstrumentVersion.objects.select_related("instrument").get(instrument__key=key)


@dataclass
class Stage:
    """The world with its assessments, and short ways to act in it."""

    world: World
    management: dict[str, Assessment] = field(default_factory=dict)  # by place
    preconditions: dict[str, Assessment] = field(default_factory=dict)

    @property
    def now(self) -> datetime:
        return self.world.now

    @property
    def vr(self) -> Assessment:
        return Assessment.objects.with_origin().get(pk=self.management["VR"].pk)

    @property
    def own(self) -> Assessment:
        return self.preconditions["VR"]

    def noon(self, days: int) -> datetime:
        """So many days from today."""
        day = self.world.days(days)
        return datetime(day.year, day.month, day.day, 12, tzinfo=get_default_timezone())

    def statements(self, assessment: Assessment) -> tuple[Statement, ...]:
        return asked(assessment.instrument_version).statements

    def rate(
        self,
        who: User,
        position: int,
        *,
        number: int = 1,
        level: str = "present",
        version: int = 0,
        at: Assessment | None = None,
        now: datetime | None = None,
    ) -> Any:
        assessment = at or self.management["VR"]
        return actions.rate(
            assessment,
            statement=self.statements(assessment)[number - 1],
            level=level,
            position=position,
            version=version,
            by=who,
            now=now or self.now,
        )

    def choose_all(self, who: User, present: int = 2, wanted: int = 4) -> None:
        """Every choice, and not the press that ends it."""
        for number in range(1, 10):
            self.rate(who, present, number=number)
            self.rate(who, wanted, number=number, level="wanted", version=1)

    def finish(self, who: User) -> None:
        actions.finish(self.management["VR"], by=who, now=self.now)

    def answer_all(self, who: User, present: int = 2, wanted: int = 4) -> None:
        self.choose_all(who, present, wanted)
        self.finish(who)

    def close(self) -> None:
        actions.close_answering(self.management["VR"], by=self.world.ada, now=self.now)

    def choice(self, assessment: Assessment, number: int = 1, **changes: Any) -> actions.Choice:
        facts: dict[str, Any] = {
            "present": 2,
            "wanted": 3 if assessment.is_of_management else None,
            "comment": "",
            "version": 0,
        }
        statement = self.statements(assessment)[number - 1]
        return actions.Choice(statement=statement, **facts | changes)

    def agree(self, assessment: Assessment, number: int = 1, **changes: Any) -> Any:
        by = changes.pop("by", self.world.ada)
        choice = self.choice(assessment, number, **changes)
        return actions.agree(assessment, choice=choice, by=by, now=self.now)

    def fill(self, assessment: Assessment) -> Draft:
        """Every statement answered; the comments hold the institution's canary."""
        word = canary(assessment.participation.institution)
        for one in self.statements(assessment):
            self.agree(assessment, one.number, comment=f"Svar {one.number}: {word}")
        return draft(assessment)

    def hand_in(self, assessment: Assessment | None = None) -> SubmittedAssessment:
        assessment = assessment or self.own
        stamp = self.fill(assessment).stamp
        return actions.submit(assessment, stamp=stamp, by=self.world.ada, now=self.now)


@pytest.fixture
def stage(world: World, own_storage: Path) -> Stage:
    return build_stage(world)


def build_stage(world: World) -> Stage:
    """Ben, Hedda and Maja are Vetenskapsrådet's management group."""
    ship()
    by: Any = {"by": None, "now": world.now}
    world.people["maja"] = cohorts.invite(
        world.institutions["VR"], email="maja@vr.example", name="Maja Wall", **by
    )
    seat = world.seat("VR", "core_activity")
    cohorts.fill_seat(seat, user=world.people["maja"], from_on=world.days(-100), **by)
    stage = Stage(world)
    for place in ("VR", "Forte", "KV"):
        stage.management[place] = open_for(world, place, MANAGEMENT)
    stage.preconditions["VR"] = open_for(world, "VR", PRECONDITIONS)
    return stage


def open_for(world: World, place: str, key: str, **changes: Any) -> Assessment:
    facts: dict[str, Any] = {"opens_on": world.days(-5), "due_on": world.days(9)}
    return actions.open_assessment(
        world.participations[place],
        version=version_of(key),
        **facts | changes,
        by=world.gun,
        now=world.now,
    )


@pytest.fixture
def own_storage(settings: Any, tmp_path: Path) -> Path:
    """An empty private storage."""
    folder = tmp_path / "files"
    changed = deepcopy(settings.STORAGES)
    changed["default"]["OPTIONS"]["location"] = folder
    settings.STORAGES = changed
    return folder


@pytest.fixture
def visitor(world: World) -> Callable[[str], Client]:
    """A browser of someone's own: `visitor("ada")`."""

    def of(name: str) -> Client:
        return login(Client(), world.people[name])

    return of
