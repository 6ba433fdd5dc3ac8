"""What assessments ask of a person now."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import (
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cohorts.models import Function, User, rights_of
from cohorts.rules import is_under_way
from exchange_portal.phrased import ask
from exchange_portal.ui.texts import marked
from exchange_portal.ui.todo import Due, Todo
from selfassessment.models import Assessment, Finish, Instrument, Rating, Statement
from selfassessment.queries import words
from selfassessment.rules import led_by

KEPT = timedelta(days=60)  # how long what was handed in is shown among the latest
TOLD = timedelta(days=14)  # how long it is told that something was withdrawn


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What an institution has handed in, for the page of someone who works there."""

    title: str  # with its language, when it is in another than the page
    url: str
    about: str  # whose it is, when the reader works in several places
    standing: words.Standing
    submitted_at: datetime


@dataclass(frozen=True)
class Row:
    """An assessment of one of the reader's institutions, as far as Min sida tells of it."""

    key: UUID
    participation: int
    title_sv: str
    title_en: str
    bearer: str
    minutes: int
    minutes_to_agree: int
    due_on: date | None
    closed_at: datetime | None
    withdrawn_at: datetime | None
    submitted: UUID | None
    submitted_at: datetime | None
    statements: int = 0  # of these three nobody is told who does not lead
    answered: int = 0  # by the reader
    is_done: bool = False  # the reader has said so

    @property
    def is_answering(self) -> bool:
        is_of_management = self.bearer == Instrument.Bearer.MANAGEMENT_GROUP
        return is_of_management and self.closed_at is None

    def is_of_interest(self, now: datetime) -> bool:
        if self.withdrawn_at is not None:
            return self.withdrawn_at >= now - TOLD
        return self.submitted_at is None or self.submitted_at >= now - KEPT

    def days_left(self, now: datetime) -> int | None:
        return None if self.due_on is None else (self.due_on - localdate(now)).days


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Who reads, and where: ids of the participations that they coordinate, and lead."""

    now: datetime
    named: dict[int, str]
    coordinates: set[int]
    leads: set[int]

    def whose(self, row: Row) -> str:
        return self.named[row.participation] if len(self.named) > 1 else ""


@dataclass(frozen=True, kw_only=True)
class Things:
    """All that is asked of a person, and the latest of what has been done about it."""

    todos: list[Due]
    receipts: list[Receipt]


def todo(user: User, now: datetime) -> list[Due]:
    return asked(user, now).todos


def asked(user: User, now: datetime) -> Things:
    """Answers to give, and answers to agree on and hand in. One query, whatever the rows."""
    rights = rights_of(user, now)
    places = rights.participations()
    if not places:
        return Things(todos=[], receipts=[])
    reader = Reader(
        now=now,
        named={one.pk: one.institution.name for one in places},
        coordinates=set(rights.place_ids(Function.Role.COORDINATOR)),
        leads=led_by(user, now),
    )
    rows = _rows(user, reader)
    handed_in = [row for row in rows if row.submitted]
    open_in = {one.pk for one in places if is_under_way(one.cohort.round, now)}
    left = [row for row in rows if not row.submitted and row.participation in open_in]
    dues = (_withdrawn(row, reader) if row.withdrawn_at else _due(row, reader) for row in left)
    return Things(
        todos=[due for due in dues if due is not None],
        receipts=[_receipt(row, reader) for row in handed_in],
    )


def _rows(user: User, reader: Reader) -> list[Row]:
    """Opened ones of the reader's places, each as it was handed in last."""
    now = reader.now
    rows = ask(_opened, reader.named, [user.pk], now=now, leads=bool(reader.leads))
    newest = {row.key: row for row in (Row(*each) for each in rows)}
    return [row for row in newest.values() if row.is_of_interest(now)]


def _opened(
    places: list[int], user: list[int], *, now: datetime, leads: bool
) -> QuerySet[Assessment, tuple[Any, ...]]:
    """One row for each copy that was handed in. With how much the user has answered: only for
    those who lead somewhere that is asked."""
    found = (
        Assessment.objects.opened(now)
        .filter(participation__in=places)
        .order_by(F("due_on").asc(nulls_last=True), "pk", "copies__number")
    )
    progress = []
    if leads:
        found = found.annotate(**_progress(user))
        progress = ["statements", "answered", "is_done"]
    fields = ("title_sv", "title_en", "bearer")
    return found.values_list(
        "key",
        "participation",
        *(f"instrument_version__instrument__{name}" for name in fields),
        "instrument_version__minutes",
        "instrument_version__minutes_to_agree",
        "due_on",
        "closed_at",
        "withdrawn_at",
        "copies__key",
        "copies__submitted_at",
        *progress,
    )


def _progress(user: list[int]) -> dict[str, Any]:
    """How many statements an assessment has, how many the user has answered wholly, and whether
    they have said that they are done."""
    whole = Q(present__isnull=False) & (
        Q(wanted__isnull=False) | Q(assessment__instrument_version__asks_wanted=False)
    )
    answered = Rating.objects.filter(whole, assessment=OuterRef("pk"), respondent__in=user)
    statements = Statement.objects.filter(version=OuterRef("instrument_version"))
    return {
        "statements": _count(statements, "version"),
        "answered": _count(answered, "assessment"),
        "is_done": Exists(Finish.objects.filter(assessment=OuterRef("pk"), respondent__in=user)),
    }


def _count(rows: QuerySet[Any], by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


def _due(row: Row, reader: Reader) -> Due | None:
    """What this reader shall do about it; None when others have the next move."""
    coordinates = row.participation in reader.coordinates
    leads = row.participation in reader.leads
    if row.is_answering and leads and not row.is_done:
        left = 1 - row.answered / (row.statements or 1)
        words_of = _answer if left else _finish
        return _told(row, reader, words_of, minutes=round(row.minutes * left) or 1)
    if row.is_answering:
        if not (coordinates or leads):
            return None
        return _told(row, reader, _follow if coordinates else _change, minutes=0)
    if row.bearer == Instrument.Bearer.MANAGEMENT_GROUP:
        if not coordinates:
            return None
        return _told(row, reader, _agree, minutes=row.minutes_to_agree)
    return _told(row, reader, _agree, minutes=row.minutes)


def _withdrawn(row: Row, reader: Reader) -> Due:
    """Nothing to do any more; good to know of for some days."""
    return Due(due_on=None, minutes=0, told=partial(_read_why, row, reader))


def _told(row: Row, reader: Reader, words_of: Any, *, minutes: int) -> Due:
    return Due(due_on=row.due_on, minutes=minutes, told=partial(words_of, row, reader))


def _answer(row: Row, reader: Reader) -> Todo:
    about = (
        _("Nio frågor")
        if row.statements == 9
        else _("%(count)s frågor") % {"count": row.statements}
    )
    if row.answered:
        words_of = {"answered": row.answered, "all": row.statements}
        about = _("Du har svarat på %(answered)s av %(all)s") % words_of
    url = reverse("answering", args=[row.key])
    action = _("Fortsätt") if row.answered else _("Svara")
    return _todo(row, reader, about, url=url, action=action)


def _finish(row: Row, reader: Reader) -> Todo:
    about = _("Du har svarat på allt. Ett tryck är kvar: «Jag är klar»")
    url = reverse("rated", args=[row.key])
    return _todo(row, reader, about, url=url, action=_("Titta igenom dina svar"))


def _follow(row: Row, reader: Reader) -> Todo:
    about = _("Ledningsgruppen svarar var för sig")
    url = reverse("assessment", args=[row.key])
    return _todo(row, reader, about, url=url, action=_("Se vilka som har svarat"), is_quiet=True)


def _change(row: Row, reader: Reader) -> Todo:
    about = _("Du är klar. Du kan ändra tills svaren stängs")
    url = reverse("rated", args=[row.key])
    return _todo(row, reader, about, url=url, action=_("Se dina svar"), is_quiet=True)


def _read_why(row: Row, reader: Reader) -> Todo:
    how = words.withdrawn()
    about = _about(row, reader, _("Den är återkallad, så du behöver inte göra något"))
    return Todo(
        title=marked(row, "title"),
        url=reverse("assessment", args=[row.key]),
        action=_("Läs varför"),
        due_on=None,
        about=about,
        tag=how.label,
        status=how.status,
        is_quiet=True,
    )


def _agree(row: Row, reader: Reader) -> Todo:
    about = _("Svara tillsammans och lämna in")
    url = reverse("assessment", args=[row.key])
    return _todo(row, reader, about, url=url, action=_("Öppna"))


def _todo(
    row: Row, reader: Reader, about: str, *, url: str, action: str, is_quiet: bool = False
) -> Todo:
    how = words.time_left(row, reader.now)
    return Todo(
        title=marked(row, "title"),
        url=url,
        action=action,
        due_on=row.due_on,
        about=_about(row, reader, about),
        tag=how.label,
        status=how.status,
        is_quiet=is_quiet,
    )


def _about(row: Row, reader: Reader, about: str) -> str:
    parts = [part for part in (_("Självskattning"), reader.whose(row), about) if part]
    return f"{'. '.join(parts)}."


def _receipt(row: Row, reader: Reader) -> Receipt:
    return Receipt(
        title=marked(row, "title"),
        url=reverse("submitted_assessment", args=[row.submitted]),
        about=reader.whose(row),
        standing=words.standing(row, is_submitted=True, now=reader.now),
        submitted_at=row.submitted_at or reader.now,
    )
