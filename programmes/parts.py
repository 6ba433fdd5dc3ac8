"""The parts of a draft: where each stands, what its address is, and the document with one of them
added, changed, moved or removed."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from meetings.models import Meeting

type Document = dict[str, Any]
type Path = tuple[str | int, ...]

BASICS, NEW = "grunder", "ny"
SEGMENTS = {  # as addresses say it
    "funktion": "functions",
    "forberedelse": "preparation",
    "traff": "meetings",
    "pass": "sessions",
    "uppgift": "assignments",
    "fraga": "questions",
    "sjalvskattning": "assessments",
}
WORDS = {name: word for word, name in SEGMENTS.items()}
WITHIN = {  # which lists stand in which
    "": {"functions", "preparation", "meetings", "assessments"},
    "meetings": {"sessions", "assignments"},
    "preparation": {"questions"},
    "assignments": {"questions"},
}
FURTHEST = 3  # digits of a place


@dataclass(frozen=True, kw_only=True)
class Part:
    """One thing of a draft. A new one has the place after the last; `is_missing` when its address
    names a place that nothing stands at."""

    path: Path  # («meetings», 0, «sessions», 1); empty for the basics
    is_new: bool = False
    is_missing: bool = False

    @property
    def is_there(self) -> bool:
        return bool(self.path) and not (self.is_new or self.is_missing)

    @property
    def kind(self) -> str:
        """The list that it stands in."""
        return str(self.path[-2]) if self.path else ""

    @property
    def address(self) -> str:
        return address_of(self.path[:-1]) + f"/{NEW}" if self.is_new else address_of(self.path)


def address_of(path: Path) -> str:
    """«traff/1/pass/2»: places are counted from one."""
    words = (WORDS[one] if isinstance(one, str) else str(one + 1) for one in path)
    return "/".join(words) or BASICS


def nearest_part(path: Path) -> Path:
    """The part that something stands in: a wrong hour is mended on the page of its session."""
    while path and not (isinstance(path[-1], int) and path[-2] in WORDS):
        path = path[:-1]
    return path


def part_of(document: Document, address: str) -> Part | None:
    """The part that an address names; None if there can be none such."""
    if address == BASICS:
        return Part(path=())
    steps = address.split("/")
    if len(steps) % 2:
        return None
    here: Any = document
    path: Path = ()
    kind, last = "", len(steps) - 2
    for at in range(0, len(steps), 2):
        name, place = SEGMENTS.get(steps[at], ""), steps[at + 1]
        if name not in WITHIN.get(kind, ()):
            return None
        those = here[name]
        kind, path = name, (*path, name)
        is_number = place.isascii() and place.isdecimal() and len(place) <= FURTHEST
        index = int(place) - 1 if is_number else -1
        if 0 <= index < len(those):
            here, path = those[index], (*path, index)
        elif at == last and (place == NEW or index >= 0):
            is_new = place == NEW
            return Part(path=(*path, len(those)), is_new=is_new, is_missing=not is_new)
        else:
            return None
    return Part(path=path)


def node_of(document: Document, path: Path) -> Any:
    here: Any = document
    for step in path:
        here = here[step]
    return here


def with_node(document: Document, part: Part, values: Document) -> Document:
    """With the values in place of the part's, or as one more."""
    changed = deepcopy(document)
    if not part.path:
        return changed | values
    those = node_of(changed, part.path[:-1])
    if part.is_new or part.is_missing:
        those.append(values)
    else:
        place = int(part.path[-1])
        old, those[place] = those[place], those[place] | values
        if part.kind == "functions":
            _rename(changed, old["code"], those[place]["code"])
    return changed


def without(document: Document, part: Part) -> Document:
    """A function that is removed is called to no session either."""
    changed = deepcopy(document)
    those = node_of(changed, part.path[:-1])
    gone = those.pop(int(part.path[-1]))
    if part.kind == "functions":
        _rename(changed, gone["code"], None)
    return changed


def moved(document: Document, part: Part, step: int) -> Document:
    """One place up or down. Meetings change numbers: that is their order."""
    changed = deepcopy(document)
    those, place = node_of(changed, part.path[:-1]), int(part.path[-1])
    if part.kind == "meetings":
        return _renumbered(changed, those[place], step)
    other = place + step
    if 0 <= other < len(those):
        those[place], those[other] = those[other], those[place]
    return changed


def ordered(document: Document) -> Document:
    """As a file says it: meetings by number, sessions by hour, those called as functions stand."""
    places = {one["code"]: at for at, one in enumerate(document["functions"])}
    document["reminder_days"].sort(reverse=True)
    document["meetings"].sort(key=lambda one: (one["number"], not _is_for_coordinators(one)))
    for meeting in document["meetings"]:
        meeting["sessions"].sort(key=lambda one: (one["starts_at"], one["ends_at"]))
        for session in meeting["sessions"]:
            session["audience"].sort(key=lambda code: places[code])
    return document


def _renumbered(document: Document, meeting: Document, step: int) -> Document:
    alike = [
        one
        for one in document["meetings"]
        if _is_for_coordinators(one) == _is_for_coordinators(meeting)
    ]
    other = next((at for at, one in enumerate(alike) if one is meeting), 0) + step
    if 0 <= other < len(alike):
        neighbour = alike[other]
        meeting["number"], neighbour["number"] = neighbour["number"], meeting["number"]
    return ordered(document)


def _rename(document: Document, code: str, new: str | None) -> None:
    for session in _sessions(document):
        called = [new if one == code else one for one in session["audience"]]
        session["audience"] = [one for one in called if one is not None]


def _sessions(document: Document) -> Iterator[Document]:
    for meeting in document["meetings"]:
        yield from meeting["sessions"]


def _is_for_coordinators(meeting: Document) -> bool:
    return bool(meeting["kind"] == Meeting.Kind.COORDINATORS)
