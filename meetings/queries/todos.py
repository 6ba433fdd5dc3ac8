"""What meetings and assignments ask of a person now."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.models import Participation, User, rights_of
from cohorts.rules import is_under_way
from exchange_portal.ui.texts import marked
from exchange_portal.ui.todo import Due, Todo
from meetings.models import Assignment, DraftAnswer, Submission
from meetings.queries import invitations, words


@dataclass(frozen=True)
class Latest:
    """Of what was handed in last."""

    returned_at: datetime | None
    key: UUID
    submitted_at: datetime


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
    """All that is asked of a person, and the latest of what has been done about it."""

    todos: list[Due]
    receipts: list[Receipt]


@dataclass(frozen=True)
class Saved:
    """When something was last written in a draft, and by whom."""

    at: datetime
    user: int
    name: str


type Own = tuple[int, int]  # ids of an assignment and of the participation that answers it


def todo(user: User, now: datetime) -> list[Due]:
    return asked(user, now, receipts=0).todos


def asked(user: User, now: datetime, *, receipts: int) -> Asked:
    """Assignments to hand in, and the meetings of the coming month; of the same day, assignments
    first. Someone who takes part in several places is told whose each thing is. `receipts`: how
    many to tell of what has been handed in, the latest first."""
    participations = rights_of(user, now).participations()
    assignments = _assignments(participations, now)
    latest, saved = _work_done(assignments, participations)
    todos = _to_hand_in(user, assignments, participations, latest, saved, now)
    todos += invitations.to_meetings(user, participations, now)
    return Asked(
        todos=sorted(todos, key=lambda one: one.due_on or date.max),
        receipts=_receipts(assignments, participations, latest, now, most=receipts),
    )


def _assignments(participations: list[Participation], now: datetime) -> list[Assignment]:
    cohorts = [one.cohort for one in participations]
    return list(
        Assignment.objects.opened(now)
        .filter(cohort__in={one.pk for one in cohorts if is_under_way(one.round, now)})
        .select_related("meeting")
    )


def _to_hand_in(
    user: User,
    assignments: list[Assignment],
    participations: list[Participation],
    latest: dict[Own, Latest],
    saved: dict[Own, Saved],
    now: datetime,
) -> list[Due]:
    return [
        Due(
            due_on=assignment.due_on,
            minutes=assignment.minutes,
            told=partial(
                _assignment,
                user,
                assignment,
                latest.get(own),
                saved.get(own),
                now,
                whose=participation.institution.name if len(participations) > 1 else "",
            ),
        )
        for assignment in assignments
        for participation in participations
        if participation.cohort_id == assignment.cohort_id
        and _is_to_do(latest.get(own := (assignment.pk, participation.pk)))
    ]


def _receipts(
    assignments: list[Assignment],
    participations: list[Participation],
    latest: dict[Own, Latest],
    now: datetime,
    *,
    most: int,
) -> list[Receipt]:
    named = {one.pk: one.institution.name for one in participations}
    tasks = {one.pk: one for one in assignments}
    nearest = sorted(latest.items(), key=lambda pair: pair[1].submitted_at, reverse=True)
    return [
        Receipt(
            title=marked(tasks[task], "title"),
            url=reverse("submitted", args=[version.key]),
            about=named[own] if len(named) > 1 else "",
            standing=words.standing(tasks[task], version, now),
            submitted_at=version.submitted_at,
        )
        for (task, own), version in nearest[:most]
    ]


def _is_to_do(latest: Latest | None) -> bool:
    return latest is None or latest.returned_at is not None


def _assignment(
    user: User,
    assignment: Assignment,
    latest: Latest | None,
    saved: Saved | None,
    now: datetime,
    *,
    whose: str,
) -> Todo:
    how = words.standing(assignment, latest, now) if latest else words.time_left(assignment, now)
    about = ", ".join(part for part in (words.belonging(assignment), whose) if part)
    if saved is not None:
        writer = "" if saved.user == user.pk else saved.name
        about = f"{about}. {words.saved_by(writer, saved.at, now)}."
    return Todo(
        title=marked(assignment, "title"),
        url=reverse("assignment", args=[assignment.key]),
        action=_("Fortsätt") if saved or latest else _("Börja"),
        due_on=assignment.due_on,
        about=about,
        tag=how.label,
        status=how.status,
    )


def _work_done(
    assignments: list[Assignment], participations: list[Participation]
) -> tuple[dict[Own, Latest], dict[Own, Saved]]:
    """Of each of the institution's drafts: what was handed in last, and the latest save."""
    saves = DraftAnswer.objects.filter(submission=OuterRef("pk"), saved_at__isnull=False)
    newest = saves.order_by("-saved_at", "-pk")
    rows = (
        Submission.objects.filter(
            assignment__in=[one.pk for one in assignments],
            participation__in=[one.pk for one in participations],
        )
        .annotate(
            saved_at=Subquery(newest.values("saved_at")[:1]),
            saver=Subquery(newest.values("saved_by")[:1]),
            saver_name=Subquery(newest.values("saved_by__name")[:1]),
        )
        .order_by("versions__number")
        .values_list(
            "assignment",
            "participation",
            "versions__returned_at",
            "versions__key",
            "versions__submitted_at",
            "saved_at",
            "saver",
            "saver_name",
        )
    )
    latest: dict[Own, Latest] = {}
    saved: dict[Own, Saved] = {}
    for task, own, returned_at, key, submitted_at, *save in rows:
        if key is not None:
            latest[task, own] = Latest(returned_at, key, submitted_at)
        if save[0] is not None:
            saved[task, own] = Saved(*save)
    return latest, saved
