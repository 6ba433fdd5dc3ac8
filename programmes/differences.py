"""What differs between two versions of a template, in words: thing for thing, and for each what it
was and what it becomes."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from exchange_portal.ui.texts import local
from meetings.models import Meeting
from programmes.difference_words import (
    ASSIGNMENT,
    FUNCTION,
    MEETING,
    details,
    names_of,
    placed,
    questions,
    sessions,
)
from programmes.planned_words import assessment_when, reminders
from programmes.template_file.checks import meeting_title, named
from selfassessment.models import Instrument

type Document = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One thing that is new, changed or gone. `was` and `becomes` are as the documents say it."""

    kind: (
        str  # «function», «meeting», «sessions», «assignment», «reminders», «assessment», «basics»
    )
    identity: str  # which of them
    was: Any
    becomes: Any
    heading: str
    details: Sequence[str]

    @property
    def key(self) -> str:
        """The same for whichever version it comes with."""
        text = json.dumps(self.becomes, sort_keys=True)
        return f"{self.kind}:{self.identity[:70]}:{sha256(text.encode()).hexdigest()[:24]}"


def differences(old: Document, new: Document) -> list[Difference]:
    """From the old to the new, in the order of the page."""
    return [
        *_basics(old, new),
        *_functions(old, new),
        *_meetings(old, new),
        *_assignments(old, new),
        *_assessments(old, new),
    ]


# --- Thing for thing ----------------------------------------------------------------------------


def _top_management(old: Document, new: Document) -> Iterator[Difference]:
    was, becomes = old["needs_top_management"], new["needs_top_management"]
    if was != becomes:
        words = _("Minst en från varje institution ska sitta i högsta ledningen.")
        yield Difference(
            kind="basics",
            identity="top",
            was=was,
            becomes=becomes,
            heading=_("Kravet på högsta ledningen ändras"),
            details=[words if becomes else _("Ingen behöver sitta i högsta ledningen.")],
        )


def _basics(old: Document, new: Document) -> Iterator[Difference]:
    names = ("preparation_months", "exchange_months")
    was, becomes = ({name: one[name] for name in names} for one in (old, new))
    if was != becomes:
        told = {"before": new["preparation_months"], "months": new["exchange_months"]}
        words = _("%(before)s månaders förberedelse, sedan %(months)s månader.") % told
        yield Difference(
            kind="basics",
            identity="",
            was=was,
            becomes=becomes,
            heading=_("Omgångens längd ändras"),
            details=[words],
        )
    yield from _top_management(old, new)
    was, becomes = old["reminder_days"], new["reminder_days"]
    if was != becomes:
        words = reminders(becomes) or _("Omgången påminner inte.")
        yield Difference(
            kind="reminders",
            identity="",
            was=was,
            becomes=becomes,
            heading=_("Påminnelserna ändras"),
            details=[words],
        )


def _functions(old: Document, new: Document) -> Iterator[Difference]:
    for identity, was, becomes in _paired(_by_code(old["functions"]), _by_code(new["functions"])):
        words = {
            "new": _("Ny funktion: %(name)s"),
            "changed": _("Funktionen %(name)s ändras"),
            "gone": _("Funktionen %(name)s tas bort"),
        }
        heading = _heading(words, was, becomes, named(was or becomes, "name"))
        told = details(was, becomes, FUNCTION)
        yield _difference("function", identity, was, becomes, heading, told)


def _meetings(old: Document, new: Document) -> Iterator[Difference]:
    before, after = _by_number(old), _by_number(new)
    for identity, was, becomes in _paired(before, after, leave_out=("sessions", "assignments")):
        words = {
            "new": _("Ny träff: %(name)s"),
            "changed": _("%(name)s ändras"),
            "gone": _("%(name)s tas bort"),
        }
        heading = _heading(words, was, becomes, meeting_title(was or becomes))
        yield _difference(
            "meeting", identity, was, becomes, heading, details(was, becomes, MEETING)
        )
    names = names_of(old), names_of(new)
    for identity, meeting in after.items():
        earlier = before.get(identity)
        called_before = earlier["sessions"] if earlier else []
        if called_before == meeting["sessions"]:
            continue
        told = {"name": meeting_title(meeting)}
        heading = _("Passen på %(name)s ändras") if called_before else _("Passen på %(name)s")
        yield Difference(
            kind="sessions",
            identity=identity,
            was=called_before,
            becomes=meeting["sessions"],
            heading=heading % told,
            details=sessions(called_before, meeting["sessions"], *names),
        )


def _assignments(old: Document, new: Document) -> Iterator[Difference]:
    for identity, was, becomes in _paired(_tasks(old), _tasks(new)):
        words = {
            "new": _("Ny uppgift: %(name)s"),
            "changed": _("Uppgiften %(name)s ändras"),
            "gone": _("Uppgiften %(name)s tas bort"),
        }
        heading = _heading(words, was, becomes, named(was or becomes, "title"))
        told = [*placed(was, becomes), *details(was, becomes, ASSIGNMENT)]
        told += questions(was, becomes)
        yield _difference("assignment", identity, was, becomes, heading, told)


def _assessments(old: Document, new: Document) -> Iterator[Difference]:
    for identity, was, becomes in _paired(_asked(old), _asked(new)):
        words = {
            "new": _("Ny självskattning: %(name)s"),
            "changed": _("Självskattningen %(name)s ändras"),
            "gone": _("Självskattningen %(name)s tas bort"),
        }
        instrument = Instrument.objects.get(key=(was or becomes)["instrument"])
        heading = _heading(words, was, becomes, local(instrument, "title"))
        told = []
        if becomes:
            days = becomes["opens_days_before"], becomes["due_days_before"]
            told = [assessment_when(becomes["counts_from"], *days)]
        yield _difference("assessment", identity, was, becomes, heading, told)


def _difference(
    kind: str, identity: str, was: Any, becomes: Any, heading: str, told: Sequence[str]
) -> Difference:
    return Difference(
        kind=kind, identity=identity, was=was, becomes=becomes, heading=heading, details=told
    )


def _heading(words: dict[str, str], was: Any, becomes: Any, name: str) -> str:
    state = "new" if was is None else "gone" if becomes is None else "changed"
    return words[state] % {"name": name}


# --- Which is which -----------------------------------------------------------------------------


def _paired(
    old: dict[str, Document], new: dict[str, Document], *, leave_out: Iterable[str] = ()
) -> Iterator[tuple[str, Any, Any]]:
    """What is new or changed, in the new order, and then what is gone."""
    for identity in [*new, *(one for one in old if one not in new)]:
        was, becomes = (_bare(those.get(identity), leave_out) for those in (old, new))
        if was != becomes:
            yield identity, was, becomes


def _bare(one: Document | None, leave_out: Iterable[str]) -> Document | None:
    return one and {name: value for name, value in one.items() if name not in leave_out}


def _by_code(those: Iterable[Document]) -> dict[str, Document]:
    return {one["code"]: one for one in those}


def meeting_identity(kind: str, number: int) -> str:
    """A kick-off that becomes a themed meeting is the same one."""
    return f"{'coordinators' if kind == Meeting.Kind.COORDINATORS else 'meeting'}-{number}"


def _by_number(document: Document) -> dict[str, Document]:
    return {meeting_identity(one["kind"], one["number"]): one for one in document["meetings"]}


def _tasks(document: Document) -> dict[str, Document]:
    """By code, each with the meeting that it hangs on."""
    tasks = {one["code"]: {**one, "meeting": ""} for one in document["preparation"]}
    for identity, meeting in _by_number(document).items():
        for one in meeting["assignments"]:
            tasks[one["code"]] = {**one, "meeting": identity}
    return tasks


def _asked(document: Document) -> dict[str, Document]:
    return {f"{one['instrument']}-{one['counts_from']}": one for one in document["assessments"]}
