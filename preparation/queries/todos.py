"""What the preparation asks of a person now."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.models import Function, Participation, User, places_of, rights_of
from exchange_portal.phrased import ask
from exchange_portal.ui.texts import marked
from exchange_portal.ui.todo import Due, Todo
from preparation.models import Completion, Confirmation

PLAN = "cohort__round__preparation"
MINUTES = 2  # that it takes to confirm
SOON = 7  # days before the last from which it is worth a warm colour


@dataclass(frozen=True)
class Row:
    """A participation of the reader's, as far as Min sida tells of its preparation."""

    participation: int
    key: UUID
    ends_on: date
    confirm_by: date
    name_sv: str  # of the course; "" for none
    name_en: str
    minutes: int
    course_due_on: date | None
    has_head: bool  # whether the round has a function that carries that role
    confirmer: int | None  # who confirmed last
    has_said: bool  # whether the reader has taken the course or knows it


@dataclass(frozen=True, kw_only=True)
class Reader:
    user: User
    now: datetime
    named: dict[int, str]
    heads: set[int]  # ids of participations where the reader has a seat with that role
    leads: set[int]
    coordinates: set[int]

    def confirms(self, row: Row) -> bool:
        return row.participation in (self.heads if row.has_head else self.leads)

    def about(self, row: Row, words: str) -> str:
        whose = self.named[row.participation] if len(self.named) > 1 else ""
        parts = [part for part in (_("Förberedelse"), whose, words) if part]
        return f"{'. '.join(parts)}."


def todo(user: User, now: datetime) -> list[Due]:
    """One query, whatever the rows. The course is asked of a person once in a round. Nothing is
    asked of those who stand in at one meeting, nor of mentors, who have done it before."""
    held = [one for one in rights_of(user, now).at_work if one.seat.participation.owes]
    places = places_of(held)
    if not places:
        return []
    roles = Function.Role
    reader = Reader(
        user=user,
        now=now,
        named={one.pk: one.institution.name for one in places},
        heads={one.pk for one in places_of(held, roles.HEAD)},
        leads={one.pk for one in places_of(held, roles.MANAGEMENT)},
        coordinates={one.pk for one in places_of(held, roles.COORDINATOR)},
    )
    rows = [Row(*told) for told in ask(_rows, reader.named, [user.pk])]
    open_rows = [row for row in rows if localdate(now) <= row.ends_on]
    dues = [_confirmation(row, reader) for row in open_rows]
    courses = {(row.ends_on, row.name_sv, row.minutes): row for row in open_rows if _is_asked(row)}
    dues += [_due(row.course_due_on, row.minutes, _take, row, reader) for row in courses.values()]
    return [due for due in dues if due is not None]


def _is_asked(row: Row) -> bool:
    return bool(row.name_sv) and not row.has_said


def _rows(places: list[int], user: list[int]) -> QuerySet[Participation, tuple[Any, ...]]:
    standing = Confirmation.objects.standing().filter(participation=OuterRef("pk"))
    latest = standing.order_by("-number")
    heads = Function.objects.filter(round=OuterRef("cohort__round"), role=Function.Role.HEAD)
    said = Completion.objects.filter(round=OuterRef("cohort__round"), user__in=user)
    return (
        Participation.objects.filter(pk__in=places, **{f"{PLAN}__isnull": False})
        .annotate(
            has_head=Exists(heads),
            confirmer=Subquery(latest.values("confirmed_by")[:1]),
            has_said=Exists(said),
        )
        .order_by("pk")
        .values_list(
            "pk",
            "key",
            "cohort__round__ends_on",
            f"{PLAN}__confirm_by",
            f"{PLAN}__course_name_sv",
            f"{PLAN}__course_name_en",
            f"{PLAN}__course_minutes",
            f"{PLAN}__course_due_on",
            "has_head",
            "confirmer",
            "has_said",
        )
    )


def _confirmation(row: Row, reader: Reader) -> Due | None:
    """For whoever leads: to confirm, also anew after somebody else. For coordinators: to see to."""
    if reader.confirms(row) and row.confirmer is None:
        return _due(row.confirm_by, MINUTES, _confirm, row, reader)
    if reader.confirms(row) and row.confirmer != reader.user.pk:
        return _due(None, 0, _renew, row, reader)
    if row.confirmer is None and row.participation in reader.coordinates:
        return _due(row.confirm_by, 0, _see, row, reader)
    return None


def _due(due_on: date | None, minutes: int, words: Any, row: Row, reader: Reader) -> Due:
    return Due(due_on=due_on, minutes=minutes, told=partial(words, row, reader))


def _confirm(row: Row, reader: Reader) -> Todo:
    tag, status = _time_left(row.confirm_by, reader.now)
    return Todo(
        title=_("Bekräfta att ledningen står bakom"),
        url=reverse("confirmation", args=[row.key]),
        action=_("Läs och bekräfta"),
        due_on=row.confirm_by,
        about=reader.about(row, _("Tar två minuter")),
        tag=tag,
        status=status,
    )


def _renew(row: Row, reader: Reader) -> Todo:
    return Todo(
        title=_("Bekräfta att ledningen står bakom"),
        url=reverse("confirmation", args=[row.key]),
        action=_("Läs"),
        about=reader.about(row, _("Någon annan har bekräftat. Du kan göra det på nytt")),
        is_quiet=True,
    )


def _see(row: Row, reader: Reader) -> Todo:
    tag, status = _time_left(row.confirm_by, reader.now)
    return Todo(
        title=_("Ledningens bekräftelse saknas"),
        url=reverse("confirmation", args=[row.key]),
        action=_("Se och påminn"),
        due_on=row.confirm_by,
        about=reader.about(row, _("Den högsta chefen bekräftar")),
        tag=tag,
        status=status,
        is_quiet=True,
    )


def _take(row: Row, reader: Reader) -> Todo:
    due_on = row.course_due_on or date.max
    tag, status = _time_left(due_on, reader.now)
    return Todo(
        title=marked(row, "name"),
        url=reverse("course", args=[row.key]),
        action=_("Öppna"),
        due_on=row.course_due_on,
        about=reader.about(row, _("Webbutbildning för dig som har en plats")),
        tag=tag,
        status=status,
    )


def _time_left(day: date, now: datetime) -> tuple[str, str]:
    left = (day - localdate(now)).days
    if left < 0:
        late = ngettext("Försenad %(days)s dag", "Försenad %(days)s dagar", -left)
        return late % {"days": -left}, "late"
    if left == 0:
        return _("Sista dagen i dag"), "now"
    label = ngettext("%(days)s dag kvar", "%(days)s dagar kvar", left) % {"days": left}
    return label, "now" if left <= SOON else "quiet"
