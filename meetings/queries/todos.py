"""What meetings and assignments ask of a person now."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Case, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Value, When
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cohorts.models import Participation, User, places_of, rights_of
from cohorts.rules import is_under_way
from exchange_portal.phrased import ask
from exchange_portal.ui.texts import marked
from exchange_portal.ui.todo import Due, Todo
from meetings.models import Assignment, DraftAnswer, Meeting
from meetings.queries import invitations, words


@dataclass(frozen=True)
class Task:
    """An assignment as far as Min sida tells of it."""

    pk: int
    key: UUID
    cohort: int
    title_sv: str
    title_en: str
    phase: str
    due_on: date | None
    minutes: int
    meeting_kind: str | None
    meeting_number: int | None

    def days_left(self, now: datetime) -> int | None:
        return None if self.due_on is None else (self.due_on - localdate(now)).days


TASK = (
    "pk",
    "key",
    "cohort",
    "title_sv",
    "title_en",
    "phase",
    "due_on",
    "minutes",
    "meeting__kind",
    "meeting__number",
)


@dataclass(frozen=True)
class Latest:
    """Of what was handed in last."""

    key: UUID
    submitted_at: datetime
    returned_at: datetime | None


@dataclass(frozen=True)
class Saved:
    """When something was last written in a draft, and by whom; without a name by the reader."""

    at: datetime
    name: str


@dataclass(frozen=True)
class Own:
    """An assignment and one of the reader's participations that answers it."""

    task: Task
    participation: Participation
    latest: Latest | None = None
    saved: Saved | None = None

    @property
    def is_to_do(self) -> bool:
        return self.latest is None or self.latest.returned_at is not None


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What an institution has handed in, for the page of someone who works there."""

    title: str  # with its language, when it is in another than the page
    url: str
    about: str  # whose it is, when the reader works in several places
    standing: words.Standing
    submitted_at: datetime


@dataclass(frozen=True, kw_only=True)
class Asked:
    """All that is asked of a person, the latest of what has been done about it, and the meetings
    of their cohorts, those with a date first."""

    todos: list[Due]
    receipts: list[Receipt]
    meetings: list[Meeting]


def todo(user: User, now: datetime) -> list[Due]:
    return asked(user, now, receipts=0).todos


def asked(user: User, now: datetime, *, receipts: int) -> Asked:
    """Assignments to hand in, and the meetings of the coming month; of the same day, assignments
    first. Someone who takes part in several places is told whose each thing is. `receipts`: how
    many to tell of what has been handed in, the latest first."""
    rights = rights_of(user, now)
    participations = places_of(rights.at_work)
    is_one = len(participations) <= 1
    all_of_it = _own(user, participations, now)
    todos = [
        Due(
            due_on=own.task.due_on,
            minutes=own.task.minutes,
            told=partial(_told, own, now, is_one=is_one),
        )
        for own in all_of_it
        if own.is_to_do
    ]
    calendar = invitations.calendar_of(user, now)
    todos += invitations.to_meetings(calendar.called, rights.participations(), now)
    return Asked(
        todos=sorted(todos, key=lambda one: one.due_on or date.max),
        receipts=_receipts(all_of_it, now, most=receipts, is_one=is_one),
        meetings=calendar.meetings,
    )


def _own(user: User, participations: list[Participation], now: datetime) -> list[Own]:
    """Every opened assignment for each of the participations that shall answer it, or that has
    begun to though it need not."""
    tasks: dict[int, Task] = {}
    done: dict[tuple[int, int], tuple[Latest | None, Saved | None]] = {}
    places = [one.pk for one in participations]
    cohorts = {one.cohort_id for one in participations if is_under_way(one.cohort.round, now)}
    for row in ask(_rows, cohorts, places, [user.pk], now=now):
        task = Task(*row[: len(TASK)])
        place, key, submitted_at, returned_at, saved_at, saver = row[len(TASK) :]
        tasks[task.pk] = task
        done[task.pk, place] = (
            Latest(key, submitted_at, returned_at) if key else None,
            Saved(saved_at, saver) if saved_at else None,
        )
    return [
        Own(task, place, *done.get((task.pk, place.pk), ()))
        for task in tasks.values()
        for place in participations
        if place.cohort_id == task.cohort and (place.owes or (task.pk, place.pk) in done)
    ]


def left_at(place: Participation, user: User, now: datetime) -> list[Todo]:
    """What an institution has left to hand in, for someone at work there."""
    return [_told(own, now, is_one=True) for own in _own(user, [place], now) if own.is_to_do]


def _rows(
    cohorts: list[int], places: list[int], reader: list[int], *, now: datetime
) -> QuerySet[Assignment, tuple[Any, ...]]:
    """One for each assignment and version that was handed in to it, in the order of these; with
    the latest save of the draft."""
    by_reader = When(saved_by__in=reader, then=Value(""))
    saves = (
        DraftAnswer.objects.filter(submission=OuterRef("own__pk"), saved_at__isnull=False)
        .annotate(saver=Case(by_reader, default=F("saved_by__name")))
        .order_by("-saved_at", "-pk")
    )
    return (
        Assignment.objects.opened(now)
        .filter(cohort__in=cohorts)
        .annotate(
            own=FilteredRelation("submissions", condition=Q(submissions__participation__in=places)),
            saved_at=Subquery(saves.values("saved_at")[:1]),
            saver=Subquery(saves.values("saver")[:1]),
        )
        .order_by("pk", "own__versions__number")
        .values_list(
            *TASK,
            "own__participation",
            "own__versions__key",
            "own__versions__submitted_at",
            "own__versions__returned_at",
            "saved_at",
            "saver",
        )
    )


def _receipts(all_of_it: list[Own], now: datetime, *, most: int, is_one: bool) -> list[Receipt]:
    handed_in = [(own, own.latest) for own in all_of_it if own.latest]
    nearest = sorted(handed_in, key=lambda pair: pair[1].submitted_at, reverse=True)
    return [
        Receipt(
            title=marked(own.task, "title"),
            url=reverse("submitted", args=[latest.key]),
            about="" if is_one else own.participation.institution.name,
            standing=words.standing(own.task, latest, now),
            submitted_at=latest.submitted_at,
        )
        for own, latest in nearest[:most]
    ]


def _told(own: Own, now: datetime, *, is_one: bool) -> Todo:
    task, latest, saved = own.task, own.latest, own.saved
    how = words.standing(task, latest, now) if latest else words.time_left(task, now)
    whose = "" if is_one else own.participation.institution.name
    belonging = words.belonging_to(task.phase, task.meeting_kind, task.meeting_number)
    about = ", ".join(part for part in (belonging, whose) if part)
    if saved is not None:
        about = f"{about}. {words.saved_by(saved.name, saved.at, now)}."
    return Todo(
        title=marked(task, "title"),
        url=reverse("assignment", args=[task.key]),
        action=_("Fortsätt") if saved or latest else _("Börja"),
        due_on=task.due_on,
        about=about,
        tag=how.label,
        status=how.status,
    )
