"""What somebody runs for the agency, in few ids."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet, Window

from exchange_portal.phrased import ask

if TYPE_CHECKING:
    from cohorts.models import Scope

NARROWED = 6  # lists of ids that a Charge is made of
EVERYTHING, NOTHING = Q(pk__isnull=False), Q(pk__in=[])


@dataclass(frozen=True)
class Charge:
    """The cohorts that scopes reach, or some of those, as ids: so that a question about the cohorts
    that somebody runs can be phrased once (`exchange_portal.phrased`)."""

    everything: bool
    programmes: tuple[int, ...] = ()
    rounds: tuple[int, ...] = ()
    cohorts: tuple[int, ...] = ()
    only_rounds: tuple[int, ...] | None = None
    only_cohorts: tuple[int, ...] | None = None
    under_way: tuple[int, ...] | None = None  # rounds: without those that are not

    @classmethod
    def of(cls, scopes: "Iterable[Scope]") -> "Charge":
        ids: dict[str, set[int]] = {"programme": set(), "round": set(), "cohort": set()}
        for scope in scopes:
            if scope.kind == "portal":
                return cls(everything=True)
            if scope.kind in ids:
                ids[scope.kind].add(getattr(scope, f"{scope.kind}_id"))
        return cls(False, *(tuple(sorted(some)) for some in ids.values()))

    def within(
        self,
        *,
        rounds: Iterable[int] | None = None,
        cohorts: Iterable[int] | None = None,
        under_way: Iterable[int] | None = None,
    ) -> "Charge":
        """Of these those alone that are named: by their rounds, by themselves, and by which rounds
        are under way (ids)."""
        return replace(
            self,
            only_rounds=self.only_rounds if rounds is None else tuple(rounds),
            only_cohorts=self.only_cohorts if cohorts is None else tuple(cohorts),
            under_way=self.under_way if under_way is None else tuple(under_way),
        )

    def covers(self, cohort: str = "", *, or_outside: bool = False) -> Q:
        """Rows of the cohorts. `cohort` leads to them: "cohort__" from a participation.
        `or_outside`: that belong to no round counts as under way."""
        round, pk = f"{cohort}round", f"{cohort}pk"
        rows = self.reaches(programme=f"{round}__programme", round=round, cohort=pk)
        if self.only_rounds is not None:
            rows &= Q(**{f"{round}__in": self.only_rounds})
        if self.only_cohorts is not None:
            rows &= Q(**{f"{pk}__in": self.only_cohorts})
        if self.under_way is not None:
            outside = Q(**{round: None}) if or_outside else NOTHING
            rows &= outside | Q(**{f"{round}__in": self.under_way})
        return rows

    def reaches(self, *, programme: str, round: str = "", cohort: str = "") -> Q:
        """Rows by their paths to what scopes point at; "" where they have none."""
        if self.everything:
            return EVERYTHING
        reached = NOTHING
        paths = {programme: self.programmes, round: self.rounds, cohort: self.cohorts}
        for path, ids in paths.items():
            if path and ids:
                reached |= Q(**{f"{path}__in": ids})
        return reached

    def ask[Row](
        self,
        build: Callable[..., QuerySet[Any, Row]],
        now: datetime,
        *more: Iterable[int],
        **options: Hashable,
    ) -> list[Row]:
        """The rows of `build(charge, *more, now=now, **options)`, phrased once; `more` are lists of
        ids as well."""
        ids = self.programmes, self.rounds, self.cohorts
        narrowed = [self.only_rounds, self.only_cohorts, self.under_way]
        return ask(
            _charged,
            *ids,
            *(some or () for some in narrowed),
            *more,
            now=now,
            what=build,
            everything=self.everything,
            narrowed=tuple(some is not None for some in narrowed),
            **options,
        )

    def pages(
        self, build: Callable[..., QuerySet[Any, Any]], now: datetime, **options: Hashable
    ) -> Callable[[int, int], tuple[Sequence[Any], int]]:
        """For `page_by`: the rows from a number up to another, and how many there are in all."""

        def fetch(first: int, beyond: int) -> tuple[Sequence[Any], int]:
            some = {"first": first, "beyond": beyond}
            rows = self.ask(_some, now, rows=build, **some, **options)
            return rows, rows[0].count_of_all if rows else 0

        return fetch


def _charged(
    *ids: list[int],
    now: datetime,
    what: Callable[..., QuerySet[Any, Any]],
    everything: bool,
    narrowed: tuple[bool, bool, bool],
    **options: Any,
) -> QuerySet[Any, Any]:
    *whole, rounds, cohorts, under_way = (tuple(some) for some in ids[:NARROWED])
    charge = Charge(everything, *whole).within(
        rounds=rounds if narrowed[0] else None,
        cohorts=cohorts if narrowed[1] else None,
        under_way=under_way if narrowed[2] else None,
    )
    return what(charge, *ids[NARROWED:], now=now, **options)


def _some(
    charge: Charge,
    *,
    rows: Callable[..., QuerySet[Any, Any]],
    first: int,
    beyond: int,
    **options: Any,
) -> QuerySet[Any, Any]:
    all_of_them: QuerySet[Any, Any] = rows(charge, **options).annotate(
        count_of_all=Window(Count("*"))
    )
    return all_of_them[first:beyond]
