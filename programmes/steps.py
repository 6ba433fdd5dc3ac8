"""The board of those who run groups: where each institution is with each step of the round. Of
drafts it knows nothing; see `steps` in the queries of meetings and of self-assessments."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cohorts.models import Charge, Participation
from exchange_portal.ui.options import options
from exchange_portal.ui.steps import Cell, Step, address_of, in_html
from exchange_portal.ui.texts import short_day
from programmes import contacts, queries
from programmes.board import vacancies_in_words

PLACES = 30  # institutions on a page
NEAR = 5  # steps of a group that are shown at first, those about today
COMING = 2  # of them, whose last day has not passed
CELLS = 300  # on a page, so that it weighs little
FEWEST = 5  # institutions on a page, however many the steps
OUTSIDE = "utan"  # for groups that belong to no round

type Named = tuple[Step, SafeString]  # a step, and its name in the group


@dataclass(frozen=True)
class Group:
    """A cohort to choose."""

    pk: int
    key: UUID
    name: str
    tasks: int
    round_pk: int | None
    round_key: UUID | None
    round_name: str | None
    starts_on: date | None
    ends_on: date | None

    @property
    def round(self) -> str:
        """As the address and the form name it."""
        return str(self.round_key) if self.round_key else OUTSIDE

    def is_under_way(self, today: date) -> bool:
        if self.starts_on is None or self.ends_on is None:
            return True
        return self.starts_on <= today <= self.ends_on


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One round, and all its groups that the reader runs or one of them."""

    rounds: dict[str, str]  # name by value, to choose among
    round: str
    groups: list[Group]  # of the round, to choose among
    group: Group | None
    flagged: bool  # only those who need support
    every_step: bool  # not only those about today

    @property
    def shown(self) -> list[Group]:
        return [self.group] if self.group else self.groups

    @property
    def group_options(self) -> SafeString:
        chosen = str(self.group.key) if self.group else ""
        return options(((str(one.key), one.name) for one in self.groups), chosen)

    @property
    def ids(self) -> list[int]:
        return [one.pk for one in self.shown]

    def part_of(self, charge: Charge) -> Charge:
        """Of what the reader runs what is shown, in few ids: of a round, the round's."""
        if self.group is None and self.round != OUTSIDE:
            return charge.within(rounds={one.round_pk for one in self.groups if one.round_pk})
        return charge.within(cohorts=self.ids)

    def under_way(self, today: date) -> list[int]:
        """The round's id, in a list that is empty before and after it."""
        rounds = {one.round_pk for one in self.groups if one.is_under_way(today)}
        return [pk for pk in rounds if pk is not None]

    @property
    def name(self) -> str:
        return self.rounds.get(self.round, "")

    @property
    def per_page(self) -> int:
        if not self.every_step:
            return PLACES
        steps = max((one.tasks for one in self.shown), default=0) or 1
        return max(CELLS // steps, FEWEST)


@dataclass(frozen=True)
class Head:
    """Of a column: the step, and where all of it is."""

    name: str
    about: str
    due: str
    url: str
    missing_url: str  # "" when nobody is missing


@dataclass(frozen=True)
class Row:
    """An institution, its part in the group and its seats, and each step by name."""

    institution: str
    part: str
    seats: Cell
    contact: SafeString
    cells: list[tuple[SafeString, Cell]]

    @property
    def shown(self) -> str:
        return in_html(self.cells)


@dataclass(frozen=True, kw_only=True)
class Table:
    group: Group
    heads: list[Head]
    rows: list[Row]


def choose(asked: Mapping[str, str], groups: list[Group], now: datetime) -> Choice:
    """What `?omgang=`, `?grupp=`, `?stod=` and `?steg=` ask for. What is not among `groups` counts
    as not asked for, and so does a group of another round; without a round it is the latest of
    those under way."""
    group = next((one for one in groups if str(one.key) == asked.get("grupp")), None)
    rounds = {one.round: one.round_name or _("Utanför omgångarna") for one in groups}
    wanted = asked.get("omgang", "")
    if wanted not in rounds:
        wanted = group.round if group else _first(groups, localdate(now))
    return Choice(
        rounds=rounds,
        round=wanted,
        groups=[one for one in groups if one.round == wanted],
        group=group if group and group.round == wanted else None,
        flagged=asked.get("stod") == "1",
        every_step=asked.get("steg") == "alla",
    )


def _first(groups: list[Group], today: date) -> str:
    under_way = (one for one in groups if one.round_key and one.is_under_way(today))
    first = next(under_way, None) or next(iter(groups), None)
    return first.round if first else ""


def tables(
    places: Iterable[Any], choice: Choice, vacancies: Mapping[int, int], now: datetime
) -> Iterator[Table]:
    """`places` are some of those that `queries.places_in` gives for the choice, in its order;
    `vacancies` as in `Needs`."""
    shown = list(places)
    steps = queries.steps([place.pk for place in shown], now)
    groups = {one.pk: one for one in choice.shown}
    for pk, those in groupby(shown, key=lambda place: place.cohort_id):
        named = list(zip(steps.get(pk, []), names_of(steps.get(pk, [])), strict=True))
        near = named if choice.every_step else about(localdate(now), named)
        yield _table(groups[pk], list(those), near, vacancies, localdate(now))


def about(today: date, named: list[Named]) -> list[Named]:
    """The steps about today, in their order: what was due last, and what is due next."""
    due = (step.due_on or date.max for step, _name in named)
    coming = next((place for place, day in enumerate(due) if day >= today), len(named))
    first = max(min(coming + COMING, len(named)) - NEAR, 0)
    return named[first : first + NEAR]


def _table(
    group: Group,
    places: list[Any],
    named: list[Named],
    vacancies: Mapping[int, int],
    today: date,
) -> Table:
    steps, names = [step for step, _name in named], [name for _step, name in named]
    is_under_way = group.is_under_way(today)
    asked = places if is_under_way else []
    contact, notes = conditional_escape(_("Senast hörd av")), address_of("contact_notes")
    return Table(
        group=group,
        heads=[head_of(step, name, asked) for step, name in named],
        rows=[
            Row(
                institution=place.institution_name,
                part="" if place.is_plain else str(Participation.Role(place.role).label),
                seats=seats_cell(place.pk, vacancies.get(place.pk, 0), is_under_way=is_under_way),
                contact=contacts.in_html(place, contact, notes),
                cells=list(zip(names, _cells(place.pk, steps), strict=True)),
            )
            for place in places
        ],
    )


def names_of(steps: list[Step]) -> list[SafeString]:
    """Those that would be alike are numbered."""
    count = Counter(step.name for step in steps)
    seen = Counter[str]()
    names = []
    for step in steps:
        seen[step.name] += 1
        which = f" ({seen[step.name]})" if count[step.name] > 1 else ""
        names.append(format_html("{}{}", step.name, which))
    return names


def head_of(step: Step, name: str, places: Iterable[Any]) -> Head:
    due = _("Sista dag %(day)s") % {"day": short_day(step.due_on)} if step.due_on else ""
    cells = (step.cells.get(place.pk) for place in places)
    is_missing = any(cell and cell.is_missing for cell in cells)
    return Head(name, step.about, due, step.url, step.missing_url if is_missing else "")


def _cells(place: int, steps: list[Step]) -> Iterator[Cell]:
    not_asked = Cell(_("Inte öppnad"))
    return (step.cells.get(place, not_asked) for step in steps)


def seats_cell(place: int, vacancies: int, *, is_under_way: bool) -> Cell:
    """Whether somebody has each required seat; before and after the round nobody is wanted."""
    if vacancies:
        url = reverse("admin:cohorts_participation_change", args=[place])
        return Cell(vacancies_in_words(vacancies), "now", url)
    return Cell(_("Alla besatta"), "done") if is_under_way else Cell("–")
