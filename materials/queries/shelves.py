"""What is shared with a cohort, place for place, the newest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils.translation import gettext as _

from cohorts.models import Cohort, Scope, User
from exchange_portal.files import names
from exchange_portal.ui.texts import clock, filesize, full_day, marked
from materials.models import Material, MaterialVersion
from materials.occasions import Occasion
from materials.queries.places import label_of

NEW = timedelta(days=14)  # how long a version is called new
FIRST, AFTER_MEETINGS = 0, 10_000

# What is told of a version.
COLUMNS = (
    "key",
    "number",
    "note",
    "uploaded_at",
    "uploaded_by__name",
    "file__original_name",
    "file__size",
    "file__state",
    "material__key",
    "material__title_sv",
    "material__title_en",
    "material__scope",
    "material__scope__kind",
    "material__institution__name",
)
type Told = dict[str, Any]  # by COLUMNS


@dataclass(frozen=True, kw_only=True)
class Row:
    """A version as pages tell of it."""

    key: UUID
    material: UUID
    title: str  # with its language, when it is in another than the page
    file_name: str
    size: int  # bytes
    state: str
    number: int
    note: str
    uploaded_at: datetime
    source: str  # «Ada Lind, Vetenskapsrådet»
    is_new: bool

    @property
    def facts(self) -> str:
        """«PDF, 2,1 MB. Ada Lind, Vetenskapsrådet, 1 december 2026. Version 2: rättade siffror»."""
        kind = names.suffix(self.file_name).upper()
        said = f"{kind}, {filesize(self.size)}. {self.source}, {full_day(self.uploaded_at)}."
        if self.number == 1:
            return said
        version = _("Version %(number)s") % {"number": self.number}
        return f"{said} {version}: {self.note}" if self.note else f"{said} {version}."

    @property
    def version_facts(self) -> str:
        """«Version 2. Ada Lind, Vetenskapsrådet, 1 december 2026 10.42. Rättade siffror»."""
        version = _("Version %(number)s") % {"number": self.number}
        at = f"{full_day(self.uploaded_at)} {clock(self.uploaded_at)}"
        said = f"{version}. {self.source}, {at}."
        return f"{said} {self.note}" if self.note else said


@dataclass(frozen=True, kw_only=True)
class Section:
    """What stands under one heading; `theme` when it is a meeting's."""

    label: str
    theme: str
    theme_lang: str
    rows: list[Row]


def shelf(
    cohort: Cohort, user: User, now: datetime, occasions: Sequence[Occasion]
) -> QuerySet[MaterialVersion, Told]:
    """The leading version of each material that the user sees on the cohort's page."""
    seen = MaterialVersion.objects.visible_to(user, now).leading(user).about(cohort)
    in_order = seen.annotate(place=_place(occasions)).order_by("place", "-uploaded_at", "-pk")
    rows: QuerySet[MaterialVersion, Told] = in_order.values(*COLUMNS)
    return rows


def sections(
    versions: Iterable[Told], occasions: Sequence[Occasion], now: datetime
) -> list[Section]:
    """`versions` are some of those that `shelf` gives, in its order."""
    return [
        _section(list(group), occasions, now)
        for _, group in groupby(versions, key=itemgetter("material__scope"))
    ]


def versions_of(material: Material, user: User, now: datetime) -> QuerySet[MaterialVersion, Told]:
    """All that the user may read, the newest first."""
    seen = MaterialVersion.objects.visible_to(user, now).filter(material=material)
    rows: QuerySet[MaterialVersion, Told] = seen.order_by("-number").values(*COLUMNS)
    return rows


def row(version: Told, now: datetime) -> Row:
    title = Title(version["material__title_sv"], version["material__title_en"])
    return Row(
        key=version["key"],
        material=version["material__key"],
        title=marked(title, "title"),
        file_name=version["file__original_name"],
        size=version["file__size"],
        state=version["file__state"],
        number=version["number"],
        note=version["note"],
        uploaded_at=version["uploaded_at"],
        source=source(version["uploaded_by__name"], version["material__institution__name"]),
        is_new=version["number"] > 1 and version["uploaded_at"] > now - NEW,
    )


@dataclass(frozen=True)
class Title:
    title_sv: str
    title_en: str


def source(person: str, institution: str | None) -> str:
    """«Ada Lind, Vetenskapsrådet»; without an institution it is the agency's."""
    return f"{person}, {institution or settings.AGENCY}"


def _section(versions: list[Told], occasions: Sequence[Occasion], now: datetime) -> Section:
    first = versions[0]
    occasion = next((one for one in occasions if one.scope == first["material__scope"]), None)
    wider = label_of(first["material__scope__kind"], first["material__institution__name"])
    return Section(
        label=occasion.name if occasion else wider,
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
