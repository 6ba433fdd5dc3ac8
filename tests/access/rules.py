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


def _may_answer_for(person: str, thing: Thing) -> bool:
    """`thing` is named for who is called; those who have left or are to come hold no seat today."""
    is_own = stand(person, thing) is Stand.OWN and thing.name in SEATED
    return is_own and (person == thing.name or person in COORDINATORS)


def _is_own_coordinator(person: str, thing: Thing) -> bool:
    return stand(person, thing) is Stand.OWN and person in COORDINATORS


def _is_own_other(person: str, thing: Thing) -> bool:
    return stand(person, thing) is Stand.OWN and person not in COORDINATORS


def _is_leading(person: str, thing: Thing) -> bool:
    return _is_own_other(person, thing) and _is_of_management(thing)


def _is_not_leading(person: str, thing: Thing) -> bool:
    return stand(person, thing) is Stand.OWN and not _is_leading(person, thing)


def _is_closing(person: str, thing: Thing) -> bool:
    return _is_own_coordinator(person, thing) and _is_of_management(thing)


def _is_not_closing(person: str, thing: Thing) -> bool:
    return stand(person, thing) is Stand.OWN and not _is_closing(person, thing)


def _is_of_management(thing: Thing) -> bool:
    return thing.arguments["instrument"] == "management"


def _is_staff(person: str, thing: Thing) -> bool:
    return person in RUNNING


def _is_no_staff(person: str, thing: Thing) -> bool:
    return person in {*SEATED, *OUTSIDE}


def _is_known(person: str, thing: Thing) -> bool:
    return person != NOBODY


def _fills(person: str, thing: Thing) -> bool:
    """Coordinators, in rounds under way: every seat of their own but that of a coordinator."""
    is_theirs = stand(person, thing) is Stand.OWN and person in COORDINATORS - {"rut"}
    return is_theirs and thing.sharing not in {"coordinator", "over"}


def _sees_but_does_not_fill(person: str, thing: Thing) -> bool:
    is_today = thing.sharing not in {"over", "coming"}
    seen = {Stand.OWN, Stand.RUN} | ({Stand.PEER} if is_today else set())
    is_seen = stand(person, thing) in seen or thing.arguments.get("of") == person
    return is_seen and not _fills(person, thing)


def _starts_rounds(person: str, thing: Thing) -> bool:
    return person == "gun" and thing.name in {"page", "jim-plus", "jihu"}


def _may_not_start(person: str, thing: Thing) -> bool:
    """Whoever runs a group of a programme sees its templates, and starts nothing."""
    if thing.name == "page":
        return person not in {"gun", NOBODY}
    return person in {"cleo", "paul"} and thing.name == "jim-plus"


ROUNDS = {"now": {"Grupp 1", "Grupp 2"}, "recent": {"recent"}, "past": {"past"}}


def _runs_in_round(person: str, thing: Thing) -> bool:
    return bool(RUNNING.get(person, set()) & ROUNDS.get(thing.name, set()))


def _sits_in_round(person: str, thing: Thing) -> bool:
    return SEATED.get(person, ("", ""))[1] in ROUNDS.get(thing.name, set())


IN, FORBIDDEN = Answer.IN, Answer.FORBIDDEN
RULES = [
    Rule({"home"}, {"GET"}, "", (Grant(IN, _is_known),)),
    Rule(
        {"gallery", "staff_submissions", "staff_assessments"},
        {"GET"},
        "",
        (Grant(IN, _is_staff), Grant(FORBIDDEN, _is_no_staff)),
    ),
    # The own institution's seats: all who have one there see them, the coordinator fills them.
    Rule(
        {"own_seats"},
        {"GET"},
        "participations",
        (
            Grant(IN, standing(Stand.OWN)),
            Grant(FORBIDDEN, standing(Stand.PEER, Stand.RUN)),
        ),
    ),
    Rule(
        {"invite_colleague"},
        {"GET", "POST"},
        "seats",
        (Grant(IN, _fills), Grant(FORBIDDEN, _sees_but_does_not_fill)),
    ),
    Rule(
        {"end_colleague"},
        {"GET", "POST"},
        "holdings",
        (Grant(IN, _fills), Grant(FORBIDDEN, _sees_but_does_not_fill)),
    ),
    Rule(
        {"invite_again"},
        {"POST"},
        "holdings",
        (Grant(IN, _fills), Grant(FORBIDDEN, _sees_but_does_not_fill)),
    ),
    Rule(
        {"open_assessments"},
        {"GET", "POST"},
        "",
        (Grant(IN, _is_staff), Grant(FORBIDDEN, _is_no_staff)),
    ),
    Rule({"cohort"}, {"GET"}, "cohorts", (Grant(IN, standing(Stand.COHORT, Stand.RUN)),)),
    Rule(
        {"session_calendar"}, {"GET"}, "sessions", (Grant(IN, standing(Stand.COHORT, Stand.RUN)),)
    ),
    Rule(
        {"meeting", "meeting_calendar"},
        {"GET"},
        "meetings",
        (Grant(IN, standing(Stand.COHORT, Stand.RUN)),),
    ),
    # Answering: for oneself, and as coordinator for colleagues. Whoever runs the cohort sees the
    # session and may not.
    Rule(
        {"answer"},
        {"GET", "POST"},
        "invitations",
        (Grant(IN, _may_answer_for), Grant(FORBIDDEN, standing(Stand.RUN))),
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
    # Starting rounds: administrators, and process leaders of the programme (tests/programmes).
    Rule(
        {"round_templates"},
        {"GET"},
        "",
        (Grant(IN, _starts_rounds), Grant(FORBIDDEN, _may_not_start)),
    ),
    Rule(
        {"round_template"},
        {"GET"},
        "templates",
        (Grant(IN, _starts_rounds), Grant(FORBIDDEN, _may_not_start)),
    ),
    Rule(
        {"plan_round"},
        {"GET", "POST"},
        "templates",
        (Grant(IN, _starts_rounds), Grant(FORBIDDEN, _may_not_start)),
    ),
    Rule(
        {"start_round"},
        {"POST"},
        "templates",
        (Grant(IN, _starts_rounds), Grant(FORBIDDEN, _may_not_start)),
    ),
    Rule(
        {"round_meetings"},
        {"GET"},
        "rounds",
        (Grant(IN, _runs_in_round), Grant(FORBIDDEN, _sits_in_round)),
    ),
    Rule(
        {"meeting_date"},
        {"GET", "POST"},
        "meetings",
        (Grant(IN, standing(Stand.RUN)), Grant(FORBIDDEN, standing(Stand.COHORT))),
    ),
    # Self-assessments: the institution's own. The agency sees what was handed in, and no more.
    Rule({"assessment"}, {"GET"}, "assessments", (Grant(IN, standing(Stand.OWN)),)),
    Rule(
        {"answering", "rated"},
        {"GET"},
        "assessments",
        (Grant(IN, _is_leading), Grant(FORBIDDEN, _is_not_leading)),
    ),
    Rule(
        {"rate"},
        {"GET", "POST"},
        "assessments",
        (Grant(IN, _is_leading), Grant(FORBIDDEN, _is_not_leading)),
    ),
    Rule(
        {"close_answering"},
        {"POST"},
        "assessments",
        (Grant(IN, _is_closing), Grant(FORBIDDEN, _is_not_closing)),
    ),
    Rule({"agree", "agree_answer"}, {"POST"}, "assessments", (Grant(IN, standing(Stand.OWN)),)),
    Rule({"agreed_state"}, {"GET"}, "assessments", (Grant(IN, standing(Stand.OWN)),)),
    Rule(
        {"submit_assessment"},
        {"GET", "POST"},
        "assessments",
        (Grant(IN, _is_own_coordinator), Grant(FORBIDDEN, _is_own_other)),
    ),
    Rule(
        {
            "submitted_assessment",
            "submitted_assessment_pdf",
            "submitted_assessment_pdf_state",
        },
        {"GET"},
        "submitted_assessments",
        (Grant(IN, standing(Stand.OWN, Stand.RUN)),),
    ),
]


def expected(rule: Rule, person: str, thing: Thing) -> list[Answer]:
    """One answer. Two mean that the rules contradict each other."""
    if person == NOBODY:
        return [Answer.LOGIN]
    granted = [grant.answer for grant in rule.grants if grant.who(person, thing)]
    return granted or [Answer.MISSING]
