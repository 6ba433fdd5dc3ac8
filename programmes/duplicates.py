"""Who may be the same person twice, and what hangs on each of two."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts.addresses import mailbox
from cohorts.admin.shown import dates
from cohorts.models import Engagement, Holding, User, WorkAddress
from exchange_portal.collation import sort_key
from exchange_portal.ui.texts import local
from materials.models import Material
from meetings.models import SubmittedVersion
from programmes.models import Namesakes
from selfassessment.models import SubmittedAssessment

LATEST = 20
MOST_ALIKE = 6  # of one name: more than these are namesakes
REASONS: tuple[Any, ...] = (
    gettext_lazy("Nästan samma adress"),
    gettext_lazy("Samma namn på samma institution"),
    gettext_lazy("Samma namn på olika institutioner"),
)


@dataclass(frozen=True)
class Known:
    """A person and one of their addresses."""

    user: int
    key: UUID
    name: str
    is_protected: bool
    email: str
    institution: int
    place: str


@dataclass(frozen=True, kw_only=True)
class Pair:
    one: Known
    other: Known
    reason: int

    @property
    def why(self) -> str:
        return str(REASONS[self.reason])


def pairs() -> list[Pair]:
    """The likeliest first, without those of whom somebody has said that they are two."""
    addresses = WorkAddress.objects.filter(user__merged_into=None).order_by("user", "pk")
    told = addresses.values_list(
        "user", "user__key", "user__name", "user__is_protected", "email",
        "institution", "institution__name",
    )  # fmt: skip
    known = [Known(*row) for row in told]
    apart = set(Namesakes.objects.values_list("one", "other"))
    found: dict[tuple[int, int], Pair] = {}
    for group, by_address in _alike(known):
        for one, other in combinations(group, 2):
            key = (min(one.user, other.user), max(one.user, other.user))
            if one.user == other.user or key in apart:
                continue
            is_same_place = one.institution == other.institution
            reason = 0 if by_address else 1 if is_same_place else 2
            if key not in found or reason < found[key].reason:
                found[key] = Pair(one=one, other=other, reason=reason)
    return sorted(found.values(), key=lambda pair: (pair.reason, sort_key(pair.one.name)))


def told_apart() -> QuerySet[Namesakes]:
    """The latest of whom somebody has said that they are two."""
    rows = Namesakes.objects.select_related("one", "other", "said_by")
    return rows.order_by("-said_at", "-pk")[:LATEST]


def _alike(known: Iterable[Known]) -> Iterator[tuple[list[Known], bool]]:
    """Those with almost the same address, and those of one name. A protected person has none."""
    by_address, by_name = defaultdict(list), defaultdict(list)
    for one in known:
        name, _at, domain = mailbox(one.email).partition("@")
        by_address["".join(filter(str.isalnum, name)), domain].append(one)
        if not one.is_protected:
            by_name[tuple(sorted(sort_key(one.name)[0].replace("-", " ").split()))].append(one)
    for group in by_address.values():
        yield group[:MOST_ALIKE], True
    for group in by_name.values():
        if len(group) <= MOST_ALIKE:
            yield group, False


@dataclass(frozen=True)
class Beside:
    """One kind of thing that hangs on both, in words."""

    label: str
    kept: list[str]
    gone: list[str]


def beside(kept: User, gone: User, now: datetime) -> list[Beside]:
    """What hangs on each: nothing of drafts, nor of how anybody has answered."""
    asked: list[tuple[str, Callable[[User, datetime], list[str]]]] = [
        (_("Adresser"), _addresses),
        (_("Platser"), _seats),
        (_("Uppdrag"), _tasks),
        (_("Har lämnat in"), _handed_in),
        (_("Har delat material"), _shared),
    ]
    return [Beside(label, ask(kept, now), ask(gone, now)) for label, ask in asked]


def _addresses(person: User, now: datetime) -> list[str]:
    theirs = WorkAddress.objects.filter(user=person).select_related("institution")
    return [f"{one.email}, {one.institution}" for one in theirs.order_by("pk")]


def _seats(person: User, now: datetime) -> list[str]:
    held = Holding.objects.filter(user=person).with_place().order_by("-from_on", "pk")
    return [f"{local(one.seat, 'name')}, {one.seat.participation}, {dates(one)}" for one in held]


def _tasks(person: User, now: datetime) -> list[str]:
    engaged = Engagement.objects.filter(user=person).select_related(
        "scope__programme", "scope__round", "scope__cohort", "scope__institution"
    )
    return [f"{one.get_role_display()}, {one.scope}, {dates(one)}" for one in engaged]


def _handed_in(person: User, now: datetime) -> list[str]:
    versions = SubmittedVersion.objects.filter(submitted_by=person).count()
    return [str(versions + SubmittedAssessment.objects.filter(submitted_by=person).count())]


def _shared(person: User, now: datetime) -> list[str]:
    return [str(Material.objects.filter(sharer=person).count())]
