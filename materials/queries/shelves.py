"""What is shared with a cohort, place for place, the newest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db.models import Case, IntegerField, QuerySet, Value, When

from cohorts.models import Cohort, Institution, Scope, User
from exchange_portal.files import names
from materials.models import Material, MaterialVersion
from materials.occasions import Occasion
from materials.queries.places import label_of

NEW = timedelta(days=14)  # how long a version is called new
FIRST, AFTER_MEETINGS = 0, 10_000


@dataclass(frozen=True, kw_only=True)
class Row:
    """A version as pages tell of it."""

    version: MaterialVersion
    kind: str  # «PDF»
    source: str  # «Ada Lind, Vetenskapsrådet»
    is_new: bool

    @property
    def material(self) -> Material:
        return self.version.material

    @property
    def state(self) -> str:
        return self.version.file.state


@dataclass(frozen=True, kw_only=True)
class Section:
    """What stands under one heading; `theme` when it is a meeting's."""

    label: str
    theme: str
    theme_lang: str
    rows: list[Row]


def shelf(
    cohort: Cohort, user: User, now: datetime, occasions: Sequence[Occasion]
) -> QuerySet[MaterialVersion]:
    """The leading version of each material that the user sees on the cohort's page."""
    return (
        MaterialVersion.objects.visible_to(user, now)
        .leading(user)
        .about(cohort)
        .annotate(place=_place(occasions))
        .order_by("place", "-uploaded_at", "-pk")
    )


def sections(
    versions: Iterable[Any], occasions: Sequence[Occasion], now: datetime
) -> list[Section]:
    """`versions` are some of those that `shelf` gives, in its order."""
    return [
        _section(list(group), occasions, now)
        for _, group in groupby(versions, key=lambda one: one.material.scope_id)
    ]


def versions_of(material: Material, user: User, now: datetime) -> QuerySet[MaterialVersion]:
    """All that the user may read, the newest first."""
    seen = MaterialVersion.objects.visible_to(user, now).filter(material=material)
    return seen.order_by("-number")


def row(version: MaterialVersion, now: datetime) -> Row:
    return Row(
        version=version,
        kind=names.suffix(version.file.original_name).upper(),
        source=source(version.uploaded_by, version.material.institution),
        is_new=version.number > 1 and version.uploaded_at > now - NEW,
    )


def source(person: User, institution: Institution | None) -> str:
    """«Ada Lind, Vetenskapsrådet»; without an institution it is the agency's."""
    return f"{person.name}, {institution or settings.AGENCY}"


def _section(versions: list[Any], occasions: Sequence[Occasion], now: datetime) -> Section:
    material = versions[0].material
    occasion = next((one for one in occasions if one.scope == material.scope_id), None)
    label = occasion.name if occasion else label_of(material.scope, material.institution)
    return Section(
        label=label,
        theme=occasion.theme if occasion else "",
        theme_lang=occasion.theme_lang if occasion else "",
        rows=[row(one, now) for one in versions],
    )


def _place(occasions: Sequence[Occasion]) -> Case:
    """The group's first, then meeting by meeting, then what is wider, one's own last."""
    kinds = Scope.Kind
    after = (kinds.MEETING, kinds.ROUND, kinds.PROGRAMME, kinds.PORTAL, kinds.INSTITUTION)
    return Case(
        When(material__scope__kind=kinds.COHORT, then=Value(FIRST)),
        *(
            When(material__scope=one.scope, then=Value(number))
            for number, one in enumerate(occasions, start=FIRST + 1)
        ),
        *(
            When(material__scope__kind=kind, then=Value(number))
            for number, kind in enumerate(after, start=AFTER_MEETINGS)
        ),
        default=Value(AFTER_MEETINGS * 2),
        output_field=IntegerField(),
    )
