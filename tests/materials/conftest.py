"""The small world with a meeting in each group, and short ways to share in it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cohorts.models import Cohort, Institution, User
from exchange_portal.files.models import StoredFile
from materials import actions
from materials.actions import Words
from materials.models import Material, MaterialVersion
from materials.occasions import Occasion, occasions_of
from meetings import actions as meetings
from meetings.models import Meeting
from tests.meetings.conftest import PDF_BYTES, own_storage  # noqa: F401  (a fixture)
from tests.personas import World, login

CLEAN, REFUSED = StoredFile.State.CLEAN, StoredFile.State.REFUSED


@dataclass
class Shelf:
    """The world, and short ways to share in it."""

    world: World
    meetings: dict[str, Meeting] = field(default_factory=dict)  # by cohort

    @property
    def now(self) -> datetime:
        return self.world.now

    def occasion(self, cohort: Cohort | None = None) -> Occasion:
        return occasions_of(cohort or self.world.group2)[0]

    def share(
        self,
        target: Any,
        title: str = "Dagordning",
        *,
        institution: Institution | None = None,
        name: str = "dagordning.pdf",
        content: bytes = PDF_BYTES,
        form_key: UUID | None = None,
        by: User | None = None,
        now: datetime | None = None,
        **words: str,
    ) -> Material:
        return actions.share_material(
            target,
            institution=institution,
            words=Words(title_sv=title, **words),
            upload=SimpleUploadedFile(name, content),
            form_key=form_key or uuid4(),
            by=by or self.world.cleo,
            now=now or self.now,
        )

    def from_vr(self, target: Any = None, title: str = "Vår mall", **more: Any) -> Material:
        """What Ada shares; without a target it is her institution's own."""
        vr = self.world.institutions["VR"]
        options = {"institution": vr, "by": self.world.ada, **more}
        return self.share(target or vr, title, **options)

    def renew(
        self,
        material: Material,
        *,
        note: str = "",
        name: str = "dagordning 2.pdf",
        content: bytes = PDF_BYTES,
        form_key: UUID | None = None,
        by: User | None = None,
        now: datetime | None = None,
    ) -> MaterialVersion:
        return actions.add_version(
            material,
            upload=SimpleUploadedFile(name, content),
            note=note,
            form_key=form_key or uuid4(),
            by=by or material.sharer,
            now=now or self.now,
        )


def mark(material: Material, state: str, number: int = 1) -> None:
    """As if the virus scan had judged the file."""
    versions = material.versions.filter(number=number)
    StoredFile.objects.filter(pk__in=versions.values("file")).update(state=state)


def plan(world: World, cohort: Cohort, number: int = 1, kind: str = Meeting.Kind.THEMED) -> Meeting:
    return meetings.plan_meeting(
        cohort, kind=kind, number=number, theme_sv="Inriktning", by=None, now=world.now
    )


@pytest.fixture
def shelf(world: World, own_storage: Path) -> Shelf:  # noqa: F811
    shelf = Shelf(world)
    for cohort in (world.group1, world.group2):
        shelf.meetings[cohort.name] = plan(world, cohort)
    return shelf


@pytest.fixture
def visitor(world: World) -> Callable[[str], Client]:
    """A browser of someone's own: `visitor("ada")`."""

    def of(name: str) -> Client:
        return login(Client(), world.people[name])

    return of
