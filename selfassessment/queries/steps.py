"""The self-assessments of groups as steps of the round, for the agency's people. Only what was
handed in is asked for, never ratings or agreed answers."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from exchange_portal.phrased import ask
from exchange_portal.ui.steps import Cell, Place, Step, address_of
from exchange_portal.ui.texts import marked, short_day
from selfassessment.models import Assessment, Instrument, SubmittedAssessment
from selfassessment.queries.words import standing, withdrawn

INSTRUMENT = "instrument_version__instrument"
COHORT = "participation__cohort"


class Row(NamedTuple):
    """An assessment, as far as the board tells of it."""

    participation: int
    cohort: int
    cohort_key: UUID
    preparation_ends_on: date | None
    instrument: int
    instrument_key: str
    title_sv: str
    title_en: str
    opens_on: date
    due_on: date | None
    key: UUID
    withdrawn_at: datetime | None
    submitted: UUID | None

    def days_left(self, now: datetime) -> int | None:
        return None if self.due_on is None else (self.due_on - localdate(now)).days

    def is_asked(self, now: datetime) -> bool:
        return self.withdrawn_at is None and self.opens_on <= localdate(now)


def steps(participations: Iterable[int], now: datetime) -> list[tuple[int, Step]]:
    """With the id of its cohort each instrument that the participations (ids, such as the reader
    runs) have been asked, and where each of them is with it. Asked again, it is another step; the
    newest that somebody is missing in leads to where all of them are written to."""
    times = Counter[tuple[int, int]]()
    asked: dict[tuple[int, int, int], list[Row]] = {}
    latest: dict[tuple[int, int], Row] = {}
    for row in (Row(*told) for told in ask(_rows, participations)):
        times[row.participation, row.instrument] += 1
        time = times[row.participation, row.instrument]
        asked.setdefault((row.cohort, row.instrument, time), []).append(row)
        if row.is_asked(now):
            latest[row.participation, row.instrument] = row
    missing = {row.key for row in latest.values() if row.submitted is None}
    newest: dict[tuple[int, int], int] = {}
    words = Words(now)
    for (cohort, instrument, time), rows in asked.items():
        if any(row.key in missing for row in rows):
            newest[cohort, instrument] = max(time, newest.get((cohort, instrument), 0))
    return [
        (what[0], _step(rows, what[2], words, missing, leads=newest.get(what[:2]) == what[2]))
        for what, rows in asked.items()
    ]


def _rows(participations: list[int]) -> QuerySet[Assessment, tuple[Any, ...]]:
    copy = SubmittedAssessment.objects.filter(assessment=OuterRef("pk")).order_by("-number")
    return (
        Assessment.objects.filter(participation__in=participations)
        .annotate(submitted=Subquery(copy.values("key")[:1]))
        .order_by("opens_on", "pk")
        .values_list(
            "participation",
            COHORT,
            f"{COHORT}__key",
            f"{COHORT}__round__preparation_ends_on",
            INSTRUMENT,
            f"{INSTRUMENT}__key",
            f"{INSTRUMENT}__title_sv",
            f"{INSTRUMENT}__title_en",
            "opens_on",
            "due_on",
            "key",
            "withdrawn_at",
            "submitted",
        )
    )


def _step(rows: list[Row], time: int, words: "Words", missing: set[UUID], *, leads: bool) -> Step:
    """`rows` are those of one instrument and cohort, the first to open first; `leads` to where
    those of them that are `missing` (keys) are written to."""
    first = rows[0]
    days = {row.due_on for row in rows}
    place = [first.cohort_key, first.instrument_key]
    url = f"{words.all_of_it}?grupp={first.cohort_key}"
    return Step(
        place=_place(first),
        name=words.name(first, time),
        about=_("Självskattning"),
        due_on=first.due_on if len(days) == 1 else None,
        url=url,
        missing_url=reverse("missing_assessment", args=place) if leads else "",
        whose=_("Samordnaren lämnar in"),
        cells={
            row.participation: words.cell(row, url, is_missing=row.key in missing) for row in rows
        },
    )


def _place(row: Row) -> Place:
    end = row.preparation_ends_on
    if end is not None and row.opens_on > end:
        return Place(True, row.opens_on, pk=row.instrument)
    return Place(False, row.due_on or date.max, pk=row.instrument)


class Words:
    """What is said of steps and in cells, each put into words once: a round asks all its groups the
    same, and on the same days."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.names: dict[tuple[str, str], str] = {}
        self.cells: dict[tuple[Any, ...], Cell] = {}
        self.all_of_it = reverse("staff_assessments")
        self.own, self.submitted = address_of("assessment"), address_of("submitted_assessment")
        self.asked = address_of("asked_assessment")

    def name(self, row: Row, time: int) -> str:
        titles = row.title_sv, row.title_en
        if titles not in self.names:
            instrument = Instrument(title_sv=row.title_sv, title_en=row.title_en)
            self.names[titles] = marked(instrument, "title")
        title = self.names[titles]
        return title if time == 1 else format_html("{} ({})", title, time)

    def cell(self, row: Row, url: str, *, is_missing: bool) -> Cell:
        ends = row.submitted is None, row.withdrawn_at is None
        how = (*ends, row.opens_on, row.due_on, is_missing)
        if how not in self.cells:
            self.cells[how] = _worded(row, self.now, is_missing=is_missing)
        cell = self.cells[how]
        if not cell.status:
            return cell
        if row.submitted:
            url = self.submitted(row.submitted)
        elif row.withdrawn_at:
            url = self.asked(row.key)
        return cell.leading_to(url, self.own(row.key))


def _worded(row: Row, now: datetime, *, is_missing: bool) -> Cell:
    """Without addresses, which each has its own of."""
    if not row.submitted and row.withdrawn_at:
        how = withdrawn()
        return Cell(how.label, how.status)
    if not row.submitted and row.opens_on > localdate(now):
        return Cell(_("Öppnar %(day)s") % {"day": short_day(row.opens_on)})
    how = standing(row, is_submitted=bool(row.submitted), now=now)
    return Cell(how.label, how.status, is_missing=is_missing)
