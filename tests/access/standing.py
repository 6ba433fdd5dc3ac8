"""Where people stand to things, and what a rule grants them: what `rules` is written with.

A cell is a route, a method, a person and a thing. What no line here grants is answered 404 to
those logged in, and with the way to login to everyone else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from tests.access.thing import Thing

# The people and where they stand today: place, cohort. Those outside have a place that counts no
# longer, not yet, or never.
SEATED = {
    "ada": ("VR", "Grupp 2"),
    "ben": ("VR", "Grupp 2"),
    "hedda": ("VR", "Grupp 2"),
    "sten": ("VR", "Grupp 2"),  # stands in for a manager (tests/access/stand_ins.py)
    "dan": ("Forte", "Grupp 2"),
    "eve": ("KV", "Grupp 1"),
    "rut": ("Vinnova recent", "recent"),
}
RUNNING = {
    "cleo": {"Grupp 2"},
    "paul": {"Grupp 1"},
    "gun": {"Grupp 1", "Grupp 2", "recent", "past", "outside"},
}
OUTSIDE = {"asta", "siri", "lena", "nora", "nils", "olof", "stig", "irma", "tage"}
# The place and cohort that they had or will have; what is there, they are asked for in full.
KNEW = {
    "siri": ("VR", "Grupp 2"),
    "lena": ("VR", "Grupp 2"),
    "nora": ("VR", "Grupp 2"),
    "olof": ("Formas past", "past"),
    "stig": ("", "Grupp 2"),
    "irma": ("", "Grupp 2"),
    "tage": ("", "Grupp 2"),
}
# Guests at one meeting, of the cohort; outside in every other way.
VISITING = {"irma": "Grupp 2"}
NOBODY = ""  # not logged in
COORDINATORS = {"ada", "dan", "eve", "rut"}
PEOPLE = [*SEATED, *RUNNING, *sorted(OUTSIDE), NOBODY]


# The directory: in which cohorts each institution is, and so who may read its name.
COHORTS = {
    "Kriminalvården": {"Grupp 1"},
    "Polismyndigheten": {"Grupp 1"},
    "Migrationsverket": {"Grupp 1"},
    "Statens institutionsstyrelse": {"Grupp 1"},
    "Vetenskapsrådet": {"Grupp 2"},
    "Forte": {"Grupp 2"},
    "Formas": {"Grupp 2", "recent", "past"},
    "Vinnova": {"Grupp 2", "recent", "past"},
}


def asked(person: str, things: list[Thing]) -> list[Thing]:
    """Of the things of a kind those that a person asks for: all that is, or was, their own; of what
    is elsewhere, one of each that rules tell apart. To those outside, cohorts are all it is."""
    place, cohort = SEATED.get(person) or KNEW.get(person, ("", ""))
    is_outside = person not in SEATED and person not in RUNNING
    seen, found = set(), []
    for thing in things:
        is_known = thing.cohort == cohort != "" and thing.owner in {"", place or thing.owner}
        kind = () if is_outside else thing.told_apart
        if is_known or (thing.cohort, *kind) not in seen or thing.name == "missing":
            found.append(thing)
        seen.add((thing.cohort, *kind))
    return found


def reads_name(person: str, institution: str) -> bool:
    _, cohort = SEATED.get(person, ("", ""))
    visited = VISITING.get(person, "")
    return bool(COHORTS[institution] & ({cohort, visited} | RUNNING.get(person, set())))


class Stand(StrEnum):
    """Where a person stands to a thing."""

    OWN = "one's own institution's"
    COHORT = "the whole cohort's, of which one is"
    PEER = "another institution's of the same cohort"
    RUN = "of a cohort that one runs"
    GUEST = "of the meeting that one visits"
    OTHER = "of elsewhere, or no such thing"


def stand(person: str, thing: Thing) -> Stand:
    place, cohort = SEATED.get(person, ("", ""))
    if thing.cohort and cohort == thing.cohort:
        if not thing.owner:
            return Stand.COHORT
        return Stand.OWN if place == thing.owner else Stand.PEER
    if person in VISITING and thing.is_visited:
        return Stand.GUEST
    return Stand.RUN if thing.cohort in RUNNING.get(person, set()) else Stand.OTHER


class Answer(StrEnum):
    IN = "let in"
    FORBIDDEN = "403"
    MISSING = "404"
    LOGIN = "the way to login"


type Who = Callable[[str, Thing], bool]


@dataclass(frozen=True)
class Grant:
    answer: Answer
    who: Who


@dataclass(frozen=True)
class Rule:
    """For a group of routes that are guarded alike: the methods they have, what they show, and
    what is granted. Two grants for one cell are a fault."""

    routes: set[str]
    methods: set[str]
    shows: str  # a field of Things, or "" for a page of no single thing
    grants: tuple[Grant, ...]


def standing(*stands: Stand) -> Who:
    return lambda person, thing: stand(person, thing) in stands


def is_staff(person: str, thing: Thing) -> bool:
    return person in RUNNING


def is_no_staff(person: str, thing: Thing) -> bool:
    return person in {*SEATED, *OUTSIDE}


IN, FORBIDDEN = Answer.IN, Answer.FORBIDDEN


def expected(rule: Rule, person: str, thing: Thing) -> list[Answer]:
    """One answer. Two mean that the rules contradict each other."""
    if person == NOBODY:
        return [Answer.LOGIN]
    granted = [grant.answer for grant in rule.grants if grant.who(person, thing)]
    return granted or [Answer.MISSING]
