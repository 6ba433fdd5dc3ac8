"""A draft as its writers read it: what stands in it, where it is changed, and what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.forms import ChoiceField
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exchange_portal.ui.texts import local_with_language
from meetings.models import Meeting
from meetings.queries.words import belonging_to
from programmes.actions import LabelTaken
from programmes.difference_words import names_of, session_words
from programmes.forms.parts import PartForm
from programmes.models import TemplateDraft
from programmes.parts import NEW, WORDS, Document, Path, address_of, nearest_part, node_of
from programmes.planned_words import (
    around_meeting,
    around_preparation,
    assessment_when,
    reminders,
)
from programmes.template_file import Fault, hindrances
from programmes.template_file.checks import meeting_title
from selfassessment.models import Instrument

ALL = "*"  # stands for every function; no code of one can look like that


@dataclass(frozen=True, kw_only=True)
class Row:
    """One thing. `up` and `down` are what its buttons send; empty where it cannot move."""

    title: str
    about: str
    url: str
    anchor: str
    language: str = ""  # of the title, when it is in another than the page
    up: str = ""
    down: str = ""


@dataclass(frozen=True, kw_only=True)
class Day:
    """A meeting with what stands in it."""

    row: Row
    sessions: list[Row]
    tasks: list[Row]
    add_session_url: str
    add_task_url: str


@dataclass(frozen=True, kw_only=True)
class Missing:
    """What hinders publishing, and where it is mended."""

    words: str
    url: str


@dataclass(frozen=True, kw_only=True)
class DraftPage:
    draft: TemplateDraft
    length: str
    reminders: str
    functions: list[Row]
    preparation: list[Row]
    days: list[Day]
    assessments: list[Row]
    missing: list[Missing]
    add: dict[str, str] = field(default_factory=dict)  # by list


class _Addresses:
    def __init__(self, draft: TemplateDraft) -> None:
        self.draft = draft

    def of(self, path: Path) -> str:
        return self._reverse(address_of(path))

    def new(self, path: Path) -> str:
        return self._reverse(f"{address_of(path)}/{NEW}")

    def _reverse(self, address: str) -> str:
        return reverse("draft_part", args=[self.draft.key, address])


def page_of_draft(draft: TemplateDraft) -> DraftPage:
    document, at = draft.content, _Addresses(draft)
    names = names_of(document)
    return DraftPage(
        draft=draft,
        length=_length(document),
        reminders=reminders(document["reminder_days"]) or _("Omgången påminner inte."),
        functions=_rows(
            at,
            ("functions",),
            [(*_named(one, "name"), _function(one)) for one in document["functions"]],
        ),
        preparation=_tasks(at, ("preparation",), document["preparation"]),
        days=[
            _day(at, ("meetings", place), one, names, document)
            for place, one in enumerate(document["meetings"])
        ],
        assessments=_assessments(at, document),
        missing=[*_label_taken(at, draft), *(_missing(at, one) for one in hindrances(document))],
        add={
            name: at.new((name,))
            for name in ("functions", "preparation", "meetings", "assessments")
        },
    )


def questions_of(draft: TemplateDraft, path: Path, task: Document) -> tuple[list[Row], str]:
    """The questions of an assignment, and where one more is added."""
    at, those = _Addresses(draft), (*path, "questions")
    told = [
        (*_named(one, "prompt"), "" if one["is_required"] else _("Frivillig"))
        for one in task["questions"]
    ]
    return _rows(at, those, told), at.new(those)


def within(document: Document, path: Path) -> str:
    """«Träff 2» or «Beskriv ert läge»: what a session or a question stands in."""
    if len(path) < 4:  # a list and a place, twice
        return ""
    node = node_of(document, path[:-2])
    return _named(node, "title")[0] if "title_sv" in node else meeting_title(node)


def now_saved(form: PartForm) -> list[tuple[str, str]]:
    """What the draft says by now of those fields that somebody has written something else in."""
    return [(str(form[name].label), _shown(form[name])) for name in form.changed_data]


def _shown(field: Any) -> str:
    value = field.initial
    if isinstance(field.field, ChoiceField):
        choices: Any = field.field.choices
        labels = {str(one): str(label) for one, label in choices}
        values = value if isinstance(value, list) else [value]
        return ", ".join(labels.get(str(one), "") for one in values)
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    return "" if value is None else str(value)


def _length(document: Document) -> str:
    words = _("%(before)s månaders förberedelse, sedan %(months)s månader.")
    told = {"before": document["preparation_months"], "months": document["exchange_months"]}
    return words % told


def _named(one: Document, name: str) -> tuple[str, str]:
    """In the reader's language, and which it is if that is another."""
    return local_with_language(_Texts(one), name)


class _Texts:
    """A node's texts, asked for as those of a row."""

    def __init__(self, node: Document) -> None:
        vars(self).update(node)


def _rows(at: _Addresses, path: Path, told: Iterable[tuple[str, str, str]]) -> list[Row]:
    those = list(told)
    return [
        Row(
            title=title,
            language=language,
            about=about,
            url=at.of((*path, place)),
            anchor=_anchor((*path, place)),
            up=f"{address_of((*path, place))}:upp" if place else "",
            down=f"{address_of((*path, place))}:ner" if place + 1 < len(those) else "",
        )
        for place, (title, language, about) in enumerate(those)
    ]


def _function(one: Document) -> str:
    seats = ngettext("en plats", "%(count)s platser", one["seat_count"])
    kind = _("måste finnas") if one["is_required"] else _("frivillig")
    return f"{seats % {'count': one['seat_count']}}, {kind}"


def _tasks(at: _Addresses, path: Path, tasks: list[Document]) -> list[Row]:
    return _rows(at, path, [(*_named(one, "title"), _task(one, path)) for one in tasks])


def _task(task: Document, path: Path) -> str:
    days = task["opens_days_before"], task["due_days_before"]
    when = around_preparation(*days) if path == ("preparation",) else around_meeting(*days)
    count = len(task["questions"])
    questions = ngettext("En fråga.", "%(count)s frågor.", count) % {"count": count}
    return f"{when} {questions}"


def _session(session: Document, names: dict[str, str]) -> str:
    """«9–12 för alla» where each function is called, however many there are."""
    is_for_all = len(names) > 1 and set(session["audience"]) == set(names)
    if not is_for_all:
        return session_words(session, names)
    return session_words(session | {"audience": [ALL]}, {ALL: _("alla")})


def _day(
    at: _Addresses, path: Path, meeting: Document, names: dict[str, str], document: Document
) -> Day:
    theme, language = _named(meeting, "theme")
    alike = [one for one in document["meetings"] if _is_alike(one, meeting)]
    address = address_of(path)
    sessions = [(_session(one, names), "", "") for one in meeting["sessions"]]
    rows = _rows(at, (*path, "sessions"), sessions)
    return Day(
        row=Row(
            title=f"{meeting_title(meeting)}: {theme}",
            language=language,
            about=str(Meeting.Kind(meeting["kind"]).label),
            url=at.of(path),
            anchor=_anchor(path),
            up="" if meeting is alike[0] else f"{address}:upp",
            down="" if meeting is alike[-1] else f"{address}:ner",
        ),
        sessions=rows,
        tasks=[
            _in_phase(row, one, meeting)
            for row, one in zip(
                _tasks(at, (*path, "assignments"), meeting["assignments"]),
                meeting["assignments"],
                strict=True,
            )
        ],
        add_session_url=at.new((*path, "sessions")),
        add_task_url=at.new((*path, "assignments")),
    )


def _in_phase(row: Row, task: Document, meeting: Document) -> Row:
    place = belonging_to(task["phase"], meeting["kind"], meeting["number"])
    return Row(**{**vars(row), "about": f"{place}. {row.about}"})


def _is_alike(one: Document, other: Document) -> bool:
    kinds = {one["kind"], other["kind"]}
    return kinds == {Meeting.Kind.COORDINATORS} or Meeting.Kind.COORDINATORS not in kinds


def _assessments(at: _Addresses, document: Document) -> list[Row]:
    known = Instrument.objects.in_bulk(
        [one["instrument"] for one in document["assessments"]], field_name="key"
    )
    told = []
    for one in document["assessments"]:
        instrument = known.get(one["instrument"])
        days = one["opens_days_before"], one["due_days_before"]
        when = assessment_when(one["counts_from"], *days)
        told.append((str(instrument or one["instrument"]), "", when))
    return _rows(at, ("assessments",), told)


def _label_taken(at: _Addresses, draft: TemplateDraft) -> list[Missing]:
    if not draft.template.versions.filter(label=draft.label).exists():
        return []
    return [Missing(words=str(LabelTaken(draft.label)), url=at.of(()))]


def _missing(at: _Addresses, fault: Fault) -> Missing:
    path = nearest_part(fault.path)
    lists = [one for one in fault.path if one in WORDS]
    return Missing(words=fault.words, url=at.of(path) if path else at.new((lists[0],)))


def _anchor(path: Path) -> str:
    return address_of(path).replace("/", "-")
