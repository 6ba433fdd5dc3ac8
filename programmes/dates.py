"""The meetings of a round, group beside group; and what a new date for one of them does."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.models import Cohort, Round, User
from exchange_portal.collation import sort_key
from exchange_portal.holidays import off_day
from exchange_portal.ui.texts import exact_day, full_day
from meetings.models import Meeting
from meetings.queries import dates
from meetings.queries.dates import Move
from meetings.queries.words import meeting_name
from programmes.wording import in_words


@dataclass(frozen=True, kw_only=True)
class Row:
    """A meeting as each group has it; None where a group has none."""

    name: str
    meetings: list[tuple[Cohort, Meeting | None]]


@dataclass(frozen=True, kw_only=True)
class Change:
    """An assignment, and its dates before and after."""

    assignment: Any
    opens: str
    due: str
    handed_in: str
    is_moved: bool
    is_after_round: bool


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What setting the date does."""

    held_on: date
    heading: str
    off_day: str  # «Det är en lördag.»
    changes: list[Change]
    told: list[User]
    told_words: str


def side_by_side(cohorts: Iterable[Cohort]) -> list[Row]:
    """The meetings in the order of their numbers, a coordinators' meeting before its meeting."""
    groups = list(cohorts)
    found = {
        (one.kind == Meeting.Kind.COORDINATORS, one.number, one.cohort_id): one
        for one in Meeting.objects.filter(cohort__in=groups)
    }
    kinds = {(number, not is_coordinators) for is_coordinators, number, _cohort in found}
    return [
        _row(groups, [found.get((not is_late, number, one.pk)) for one in groups])
        for number, is_late in sorted(kinds)
    ]


def _row(groups: list[Cohort], meetings: list[Meeting | None]) -> Row:
    some = next(one for one in meetings if one is not None)
    return Row(name=meeting_name(some), meetings=list(zip(groups, meetings, strict=True)))


def groups_of(round: Round, user: User, now: datetime) -> list[Cohort]:
    """Those that the user runs, by name."""
    run = Cohort.objects.run_by(user, now).filter(round=round)
    return sorted(run, key=lambda one: sort_key(one.name))


def preview_of(meeting: Meeting, held_on: date, now: datetime) -> Preview:
    moves = dates.moves(dates.of_meeting(meeting), held_on)
    told = dates.told(meeting, was_on=meeting.held_on, held_on=held_on, now=now)
    return Preview(
        held_on=held_on,
        heading=_heading(meeting, held_on),
        off_day=off_day(held_on),
        changes=[_change(one, meeting) for one in moves],
        told=told,
        told_words=_told(len(told), has_passed=held_on < localdate(now)),
    )


def _heading(meeting: Meeting, held_on: date) -> str:
    words = {"meeting": meeting_name(meeting), "day": exact_day(held_on)}
    if meeting.held_on is None:
        return _("%(meeting)s får datumet %(day)s") % words
    words["was"] = full_day(meeting.held_on)
    return _("%(meeting)s flyttas från %(was)s till %(day)s") % words


def _change(move: Move, meeting: Meeting) -> Change:
    one, round = move.assignment, meeting.cohort.round
    count = one.handed_in
    handed_in = ngettext("En institution", "%(count)s institutioner", count)
    return Change(
        assignment=one,
        opens=_from_to(one.opens_on, move.opens_on),
        due=_from_to(one.due_on, move.due_on),
        handed_in=handed_in % {"count": in_words(count).capitalize()} if count else _("Ingen"),
        is_moved=bool(move.changed),
        is_after_round=bool(round and move.due_on and move.due_on > round.ends_on),
    )


def _from_to(was: date | None, becomes: date | None) -> str:
    """«1 mars 2027 blir 8 mars 2027», or only the day that it is or becomes."""
    if becomes is None:
        return _("inget datum")
    if was is None or was == becomes:
        return full_day(becomes)
    return _("%(was)s blir %(becomes)s") % {"was": full_day(was), "becomes": full_day(becomes)}


def _told(count: int, *, has_passed: bool) -> str:
    if count == 0 and has_passed:
        return _("Ingen får mejl: dagen har passerat.")
    if count == 0:
        return _("Ingen får mejl: ingen som är kallad till träffen har en plats än.")
    words = ngettext(
        "En person får ett mejl om datumet.", "%(count)s personer får ett mejl om datumet.", count
    )
    return words % {"count": in_words(count).capitalize()}
