"""Who is let in where, written by hand and apart from the code that it is held against.

A cell is a route, a method, a person and a thing. What no line here grants is answered 404 to
those logged in, and with the way to login to everyone else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from tests.access.things import Thing

# The people and where they stand today: place, cohort. Those outside have a place that counts no
# longer, not yet, or never.
SEATED = {
    "ada": ("VR", "Grupp 2"),
    "ben": ("VR", "Grupp 2"),
    "hedda": ("VR", "Grupp 2"),
    "dan": ("Forte", "Grupp 2"),
    "eve": ("KV", "Grupp 1"),
    "rut": ("Vinnova recent", "recent"),
}
RUNNING = {
    "cleo": {"Grupp 2"},
    "paul": {"Grupp 1"},
    "gun": {"Grupp 1", "Grupp 2", "recent", "past"},
}
OUTSIDE = {"lena", "nora", "nils", "olof", "stig", "irma"}
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


def reads_name(person: str, institution: str) -> bool:
    _, cohort = SEATED.get(person, ("", ""))
    return bool(COHORTS[institution] & ({cohort} | RUNNING.get(person, set())))


class Stand(StrEnum):
    """Where a person stands to a thing."""

    OWN = "one's own institution's"
    COHORT = "the whole cohort's, of which one is"
    PEER = "another institution's of the same cohort"
    RUN = "of a cohort that one runs"
    OTHER = "of elsewhere, or no such thing"


def stand(person: str, thing: Thing) -> Stand:
    place, cohort = SEATED.get(person, ("", ""))
    if thing.cohort and cohort == thing.cohort:
        if not thing.owner:
            return Stand.COHORT
        return Stand.OWN if place == thing.owner else Stand.PEER
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


def _is_shared_peer(person: str, thing: Thing) -> bool:
    return stand(person, thing) is Stand.PEER and thing.sharing == "cohort"


def _is_coordinating(person: str, thing: Thing) -> bool:
    return stand(person, thing) is Stand.COHORT and person in COORDINATORS


def _is_member_only(person: str, thing: Thing) -> bool:
    return stand(person, thing) is Stand.COHORT and person not in COORDINATORS


def _reads(person: str, thing: Thing) -> bool:
    """What is shared: the cohort and those who run it, unless its institution keeps it."""
    if thing.sharing == "own":
        return stand(person, thing) is Stand.OWN
    return stand(person, thing) in {Stand.OWN, Stand.COHORT, Stand.PEER, Stand.RUN}


def _looks_after(person: str, thing: Thing) -> bool:
    """Those of the institution that shared it; what the agency shared, those who run the cohort."""
    return stand(person, thing) is (Stand.OWN if thing.owner else Stand.RUN)


def _reads_only(person: str, thing: Thing) -> bool:
    return _reads(person, thing) and not _looks_after(person, thing)


def _may_withdraw(person: str, thing: Thing) -> bool:
    runs = stand(person, thing) is Stand.RUN and thing.sharing != "own"
    return runs or _looks_after(person, thing)


def _reads_and_leaves(person: str, thing: Thing) -> bool:
    return _reads(person, thing) and not _may_withdraw(person, thing)


def _is_staff(person: str, thing: Thing) -> bool:
    return person in RUNNING


def _is_no_staff(person: str, thing: Thing) -> bool:
    return person in {*SEATED, *OUTSIDE}


def _is_known(person: str, thing: Thing) -> bool:
    return person != NOBODY


IN, FORBIDDEN = Answer.IN, Answer.FORBIDDEN
RULES = [
    Rule({"home", "shelves"}, {"GET"}, "", (Grant(IN, _is_known),)),
    Rule(
        {"gallery", "staff_submissions"},
        {"GET"},
        "",
        (Grant(IN, _is_staff), Grant(FORBIDDEN, _is_no_staff)),
    ),
    Rule(
        {"cohort", "materials"}, {"GET"}, "cohorts", (Grant(IN, standing(Stand.COHORT, Stand.RUN)),)
    ),
    Rule(
        {"session_calendar"}, {"GET"}, "sessions", (Grant(IN, standing(Stand.COHORT, Stand.RUN)),)
    ),
    Rule({"assignment"}, {"GET"}, "assignments", (Grant(IN, standing(Stand.COHORT, Stand.RUN)),)),
    # The draft: those at work in it. The agency sees the assignment, and may not write.
    Rule(
        {"draft_state"},
        {"GET"},
        "assignments",
        (Grant(IN, standing(Stand.COHORT)), Grant(FORBIDDEN, standing(Stand.RUN))),
    ),
    Rule(
        {"save_answer", "save_draft", "add_file"},
        {"POST"},
        "assignments",
        (Grant(IN, standing(Stand.COHORT)), Grant(FORBIDDEN, standing(Stand.RUN))),
    ),
    Rule({"draft_file"}, {"GET"}, "draft_files", (Grant(IN, standing(Stand.OWN)),)),
    Rule({"remove_file"}, {"POST"}, "draft_files", (Grant(IN, standing(Stand.OWN)),)),
    # Handing in: the coordinator.
    Rule(
        {"submit"},
        {"GET", "POST"},
        "assignments",
        (
            Grant(IN, _is_coordinating),
            Grant(FORBIDDEN, _is_member_only),
            Grant(FORBIDDEN, standing(Stand.RUN)),
        ),
    ),
    # What was handed in: the institution, the agency's people of the cohort, and the cohort if
    # it is shared.
    Rule(
        {"submitted", "submitted_pdf", "submitted_pdf_state"},
        {"GET"},
        "versions",
        (Grant(IN, standing(Stand.OWN, Stand.RUN)), Grant(IN, _is_shared_peer)),
    ),
    Rule(
        {"submitted_file"},
        {"GET"},
        "submitted_files",
        (Grant(IN, standing(Stand.OWN, Stand.RUN)), Grant(IN, _is_shared_peer)),
    ),
    Rule(
        {"staff_submitted"},
        {"GET"},
        "versions",
        (
            Grant(IN, standing(Stand.RUN)),
            Grant(FORBIDDEN, standing(Stand.OWN)),
            Grant(FORBIDDEN, _is_shared_peer),
        ),
    ),
    Rule(
        {"staff_return"},
        {"POST"},
        "versions",
        (
            Grant(IN, standing(Stand.RUN)),
            Grant(FORBIDDEN, standing(Stand.OWN)),
            Grant(FORBIDDEN, _is_shared_peer),
        ),
    ),
    # What is shared: its readers; its institution or those who run the cohort look after it.
    Rule(
        {"share_material"},
        {"GET", "POST"},
        "cohorts",
        (Grant(IN, standing(Stand.COHORT, Stand.RUN)),),
    ),
    Rule({"material"}, {"GET"}, "materials", (Grant(IN, _reads),)),
    Rule({"material_file"}, {"GET"}, "material_files", (Grant(IN, _reads),)),
    Rule(
        {"add_version", "describe_material"},
        {"GET", "POST"},
        "materials",
        (Grant(IN, _looks_after), Grant(FORBIDDEN, _reads_only)),
    ),
    Rule(
        {"withdraw_material"},
        {"GET", "POST"},
        "materials",
        (Grant(IN, _may_withdraw), Grant(FORBIDDEN, _reads_and_leaves)),
    ),
]


def expected(rule: Rule, person: str, thing: Thing) -> list[Answer]:
    """One answer. Two mean that the rules contradict each other."""
    if person == NOBODY:
        return [Answer.LOGIN]
    granted = [grant.answer for grant in rule.grants if grant.who(person, thing)]
    return granted or [Answer.MISSING]
