"""What assessments ask of a person now."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.models import Function, User, rights_of
from cohorts.rules import is_under_way
from exchange_portal.ui.texts import marked
from exchange_portal.ui.todo import Due, Todo
from selfassessment.models import Instrument
from selfassessment.queries import words
from selfassessment.queries.asked import areas_of
from selfassessment.queries.parts import minutes_for, named
from selfassessment.queries.todo_rows import Reader, Row, rows_of
from selfassessment.rules import led_by


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What an institution has handed in, for the page of someone who works there."""

    title: str  # with its language, when it is in another than the page
    url: str
    about: str  # whose it is, when the reader works in several places
    standing: words.Standing
    submitted_at: datetime


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
        seats={one.seat_id for one in rights.at_work},
    )
    rows = rows_of(user, reader)
    handed_in = [row for row in rows if row.submitted]
    open_in = {one.pk for one in places if is_under_way(one.cohort.round, now)}
    left = [row for row in rows if not row.submitted and row.participation in open_in]
    dues = (_withdrawn(row, reader) if row.withdrawn_at else _due(row, reader) for row in left)
    return Things(
        todos=[due for due in dues if due is not None],
        receipts=[_receipt(row, reader) for row in handed_in],
    )


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
    return _shared(row, reader, coordinates=coordinates)


def _shared(row: Row, reader: Reader, *, coordinates: bool) -> Due | None:
    """Of what an institution answers together, or in parts."""
    own = row.areas_of(reader.seats)
    left = row.areas_of(reader.seats, only_undone=True)
    if coordinates and row.parts:
        minutes = minutes_for(row.version, own + row.common_areas, row.minutes)
        return _told(row, reader, _gather, minutes=minutes)
    if left:
        minutes = minutes_for(row.version, left, row.minutes)
        return _told(row, reader, _answer_part, minutes=minutes)
    if not row.parts:
        return _told(row, reader, _agree, minutes=row.minutes)
    if row.common_areas:
        minutes = minutes_for(row.version, row.common_areas, row.minutes)
        return _told(row, reader, _agree, minutes=minutes)
    if own or row.parts_shown_at:
        return _told(row, reader, _read_parts, minutes=0)
    return None


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


def _answer_part(row: Row, reader: Reader) -> Todo:
    left = set(row.areas_of(reader.seats, only_undone=True))
    areas = named(area for area in areas_of(row.version) if area.pk in left)
    about = ngettext("Svara på delen %(areas)s", "Svara på delarna %(areas)s", len(left)) % {
        "areas": areas
    }
    url = reverse("assessment", args=[row.key])
    return _todo(row, reader, about, url=url, action=_("Svara"))


def _read_parts(row: Row, reader: Reader) -> Todo:
    own = row.areas_of(reader.seats)
    about = _("Din del är klar. Du kan ändra tills allt lämnas in")
    if not own:
        about = _("Samordnaren visar alla delar. Läs och ändra tills allt lämnas in")
    url = reverse("assessment", args=[row.key])
    return _todo(row, reader, about, url=url, action=_("Öppna"), is_quiet=True)


def _gather(row: Row, reader: Reader) -> Todo:
    ready, count = sum(one.is_done for one in row.parts), len(row.parts)
    about = ngettext(
        "%(ready)s av %(count)s del är klar. Sätt ihop och lämna in",
        "%(ready)s av %(count)s delar är klara. Sätt ihop och lämna in",
        count,
    ) % {"ready": ready, "count": count}
    url = reverse("assessment", args=[row.key])
    return _todo(row, reader, about, url=url, action=_("Öppna"))


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
