"""Who is ready for the exchange: what the preparation asks, institution by institution. It is read
off the same steps as the board, so that the two never differ; of drafts neither knows anything."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.models import Function, Participation
from cohorts.staffed import vacancies_in
from exchange_portal.collation import sort_key
from exchange_portal.ui.steps import Cell, Step
from exchange_portal.ui.texts import marked
from preparation.queries.course import Person, missing, people
from preparation.queries.steps import CONFIRMATION, COURSE
from preparation.rules import confirming_role
from programmes import queries
from programmes.board import vacancies_in_words
from programmes.models import Pass
from programmes.steps import Choice, Group, Head, Row, head_of, names_of, seats_cell

FEWEST = 3  # institutions in a group, below which a number would tell of one


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Whether an institution is through the gate: everything is there, or it has been let through
    by hand."""

    missing: int  # requirements that are not there
    ahead: int = 0  # those of them that have not opened yet
    given: Pass | None = None

    @property
    def is_through(self) -> bool:
        return not self.missing or self.given is not None

    @property
    def label(self) -> str:
        if not self.missing:
            return _("Redo")
        if self.given:
            return _("Släppt igenom")
        if not self.open:
            return _("Klart så långt")
        words = ngettext("%(count)s sak saknas", "%(count)s saker saknas", self.open)
        return words % {"count": self.open}

    @property
    def status(self) -> str:
        return "done" if not self.missing else "now" if self.open else "quiet"

    @property
    def open(self) -> int:
        """What they can do something about."""
        return self.missing - self.ahead


@dataclass(frozen=True, kw_only=True)
class Table:
    """A group: its institutions, each with its verdict, and the requirements as columns."""

    group: Group
    heads: list[Head]
    rows: list[tuple[Row, Any, Verdict]]  # with the participation


def in_preparation(steps: Iterable[Step]) -> list[Step]:
    return [step for step in steps if not step.place.is_after_preparation]


def verdict(place: int, steps: Iterable[Step], vacancies: int, given: Pass | None) -> Verdict:
    """`steps` are those of the preparation. What an institution is not asked is not in its way."""
    cells = [cell for step in steps if (cell := step.cells.get(place)) and cell.is_in_the_way]
    ahead = sum(cell.is_ahead for cell in cells)
    return Verdict(missing=len(cells) + bool(vacancies), ahead=ahead, given=given)


def passes(places: Iterable[int]) -> dict[int, Pass]:
    """Those that stand, by the id of the participation."""
    standing = Pass.objects.standing().filter(participation__in=list(places))
    return {one.participation_id: one for one in standing.select_related("given_by")}


def tables(places: Iterable[Any], choice: Choice, now: datetime) -> list[Table]:
    """`places` are some of those that `queries.places_in` gives for the choice, in its order."""
    shown = list(places)
    ids = [place.pk for place in shown]
    steps, given = queries.steps(ids, now), passes(ids)
    vacancies = Counter(one.participation for one in vacancies_in(ids, now))
    groups = {one.pk: one for one in choice.shown}
    found = []
    for pk in dict.fromkeys(place.cohort_id for place in shown):
        those = [place for place in shown if place.cohort_id == pk]
        asked = in_preparation(steps.get(pk, []))
        found.append(_table(groups[pk], those, asked, vacancies, given, localdate(now)))
    return found


def _table(
    group: Group,
    places: list[Any],
    steps: list[Step],
    vacancies: Mapping[int, int],
    given: Mapping[int, Pass],
    today: date,
) -> Table:
    names = names_of(steps)
    is_under_way = group.is_under_way(today)
    rows = []
    for place in places:
        lacking = vacancies.get(place.pk, 0)
        cells = [step.cells.get(place.pk, Cell(_("Inte öppnad"))) for step in steps]
        row = Row(
            institution=place.institution_name,
            part="" if place.is_plain else str(Participation.Role(place.role).label),
            seats=seats_cell(place.pk, lacking, is_under_way=is_under_way),
            contact=conditional_escape(""),
            cells=list(zip(names, cells, strict=True)),
        )
        rows.append((row, place, verdict(place.pk, steps, lacking, given.get(place.pk))))
    asked = places if is_under_way else []
    heads = [head_of(step, name, asked) for step, name in zip(steps, names, strict=True)]
    return Table(group=group, heads=heads, rows=rows)


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """One thing, to the institution itself or to those who run its group."""

    name: str
    cell: Cell
    whose: str
    due_on: date | None
    who: list[str]  # names of those whose it is, or who are missing
    url: str

    @property
    def is_met(self) -> bool:
        return not self.cell.is_in_the_way


@dataclass(frozen=True, kw_only=True)
class Readiness:
    """An institution's page. `in_group`: «3 av 4 …», without names, so that nobody is hung out; ""
    where the group is so small that it would point at one."""

    requirements: list[Requirement]
    verdict: Verdict
    in_group: str

    @property
    def left(self) -> list[Requirement]:
        return [one for one in self.requirements if not one.is_met and not one.cell.is_ahead]

    @property
    def ahead(self) -> list[Requirement]:
        return [one for one in self.requirements if one.cell.is_ahead]

    @property
    def met(self) -> list[Requirement]:
        return [one for one in self.requirements if one.is_met]


def readiness(participation: Participation, now: datetime, *, is_own: bool) -> Readiness:
    """`is_own`: for the institution's own people, with the addresses of their pages."""
    group = list(Participation.objects.filter(cohort=participation.cohort_id))
    ids = [place.pk for place in group]
    steps = in_preparation(queries.steps(ids, now).get(participation.cohort_id, []))
    vacant = vacancies_in(ids, now)
    lacking = Counter(one.participation for one in vacant)
    given = passes(ids)
    verdicts = {pk: verdict(pk, steps, lacking[pk], given.get(pk)) for pk in ids}
    own_vacant = [
        marked(one, "function") for one in vacant if one.participation == participation.pk
    ]
    asked = [_seats(participation, own_vacant, is_own=is_own)]
    asked += _requirements(participation, steps, now, is_own=is_own)
    return Readiness(
        requirements=asked,
        verdict=verdicts[participation.pk],
        in_group=_in_group(list(verdicts.values())),
    )


def _in_group(verdicts: list[Verdict]) -> str:
    if len(verdicts) < FEWEST:
        return ""
    words = {"count": sum(one.is_through for one in verdicts), "all": len(verdicts)}
    return _("%(count)s av %(all)s institutioner i gruppen är redo.") % words


def _seats(participation: Participation, vacant: list[str], *, is_own: bool) -> Requirement:
    url = reverse("own_seats", args=[participation.key])
    if not is_own:
        url = reverse("admin:cohorts_participation_change", args=[participation.pk])
    cell = Cell(_("Alla besatta"), "done")
    if vacant:
        cell = Cell(vacancies_in_words(len(vacant)), "now", is_missing=True)
    return Requirement(
        name=_("Platserna"),
        cell=cell,
        whose=_("Samordnaren bjuder in"),
        due_on=participation.cohort.round.preparation_ends_on
        if participation.cohort.round
        else None,
        who=vacant,
        url=url,
    )


def _requirements(
    participation: Participation, steps: list[Step], now: datetime, *, is_own: bool
) -> list[Requirement]:
    """What the institution is asked, in the order of the round; each with whom it waits for."""
    waits = _Waiting(participation, now)
    found = []
    for step, name in zip(steps, names_of(steps), strict=True):
        cell = step.cells.get(participation.pk)
        if cell is not None and cell.is_owed:
            found.append(
                Requirement(
                    name=name,
                    cell=cell,
                    whose=step.whose,
                    due_on=step.due_on,
                    who=waits.for_step(step) if cell.is_in_the_way else [],
                    url=cell.own_url if is_own else cell.url,
                )
            )
    return found


class _Waiting:
    """The names of those that a requirement waits for. Each question is asked once, if at all."""

    def __init__(self, participation: Participation, now: datetime) -> None:
        self.participation, self.now = participation, now

    def for_step(self, step: Step) -> list[str]:
        if step.kind == COURSE:
            return [one.name for one in missing(self.people)]
        if step.kind == CONFIRMATION:
            return self._with(confirming_role(self.participation.cohort.round))
        return self._with(Function.Role.COORDINATOR)

    @cached_property
    def people(self) -> list[Person]:
        return people(self.participation, self.now)

    def _with(self, role: str) -> list[str]:
        names = dict.fromkeys(one.user.name for one in self.people if one.role == role)
        return sorted(names, key=sort_key)
