"""What is shared with a cohort, place for place, the newest first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from cohorts.models import Cohort, Scope, User
from cohorts.models.rights import NOTHING
from exchange_portal.files import names
from exchange_portal.phrased import ask
from exchange_portal.ui.paging import Fetch
from exchange_portal.ui.texts import clock, filesize, full_day, marked
from materials.models import Material, MaterialVersion, reaching
from materials.occasions import Occasion
from materials.queries.places import label_of

NEW = timedelta(days=14)  # how long a version is called new

# Where a scope stands on the page: the group's first, then meeting by meeting, then what is wider,
# one's own last.
FIRST, AFTER_MEETINGS = 0, 10_000
WIDER = (Scope.Kind.ROUND, Scope.Kind.PROGRAMME, Scope.Kind.PORTAL, Scope.Kind.INSTITUTION)

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


def shelf(cohort: Cohort, user: User, now: datetime, occasions: Sequence[Occasion]) -> Fetch:
    """The leading version of each material that the user sees on the cohort's page: for
    `page_by`. What the user sees there is asked first, then what lies there."""
    seen = Scope.objects.filter(_about(cohort), reaching(user, now)).values_list("pk", "kind")
    after = {one.scope: number for number, one in enumerate(occasions, start=FIRST + 1)}
    scopes = [pk for pk, _ in sorted(seen, key=lambda one: (_place(one[0], one[1], after), one[0]))]

    def fetch(first: int, beyond: int) -> tuple[Sequence[Told], int]:
        rows = ask(_leading, scopes, [user.pk], range(first + 1, beyond + 1))
        return rows, rows[0]["count_of_all"] if rows else 0

    return fetch


def at_scope(scope: int, user: User, now: datetime) -> list[Row]:
    """What is shared with exactly that scope (its id), the newest first, for someone who sees
    it."""
    versions = MaterialVersion.objects.readable_by([user.pk]).leading([user.pk])
    there = versions.filter(material__scope=scope, material__withdrawn_at=None)
    return [row(one, now) for one in there.order_by("-uploaded_at", "-pk").values(*COLUMNS)]


def _about(cohort: Cohort) -> Q:
    """The scopes of what belongs on a cohort's page: the cohort, its meetings, its round and
    programme, the whole portal, and the institutions in it."""
    round = cohort.round
    of_round = Q(round=round.pk) | Q(programme=round.programme_id) if round else NOTHING
    institutions = cohort.participations.values("institution")
    is_here = Q(cohort=cohort.pk) | Q(institution__in=institutions)
    return is_here | of_round | Q(kind=Scope.Kind.PORTAL)


def _leading(
    scopes: list[int], reader: list[int], at: list[int]
) -> QuerySet[MaterialVersion, Told]:
    """In the order of the scopes, the newest first in each; with `count_of_all`. Of these, the
    rows at some places, counted from one: each page is then the same question."""
    places = (When(material__scope=pk, then=Value(at)) for at, pk in enumerate(scopes))
    order = ["place", "-uploaded_at", "-pk"]
    rows: QuerySet[MaterialVersion, Told] = (
        MaterialVersion.objects.readable_by(reader)
        .leading(reader)
        .filter(material__scope__in=scopes, material__withdrawn_at=None)
        .annotate(place=Case(*places, output_field=IntegerField()))
        .annotate(count_of_all=Window(Count("*")))
        .annotate(at=Window(RowNumber(), order_by=order))
        .filter(at__in=at)
        .order_by("at")
        .values("count_of_all", *COLUMNS)
    )
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


def _place(scope: int, kind: str, occasions: Mapping[int, int]) -> int:
    if kind == Scope.Kind.COHORT:
        return FIRST
    if kind == Scope.Kind.MEETING:
        return occasions.get(scope, AFTER_MEETINGS)
    return AFTER_MEETINGS + 1 + WIDER.index(Scope.Kind(kind))
