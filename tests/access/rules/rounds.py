"""Starting rounds and setting dates."""

from tests.access.standing import (
    COHORTS,
    FORBIDDEN,
    IN,
    NOBODY,
    RUNNING,
    SEATED,
    Grant,
    Rule,
    Stand,
    is_no_staff,
    is_staff,
    reads_name,
    standing,
)
from tests.access.thing import Thing

ROUNDS = {"now": {"Grupp 1", "Grupp 2"}, "recent": {"recent"}, "past": {"past"}}


def _starts_rounds(person: str, thing: Thing) -> bool:
    return person == "gun" and thing.name in {"page", "jim-plus", "jihu"}


def _writes(person: str, thing: Thing) -> bool:
    """Drafts of templates: administrators, and process leaders of the programme."""
    return person == "gun" and thing.name == "draft"


def _may_not_start(person: str, thing: Thing) -> bool:
    """Whoever runs a group of a programme sees its templates, and starts nothing."""
    if thing.name == "page":
        return person not in {"gun", NOBODY}
    return person in {"cleo", "paul"} and thing.name == "jim-plus"


def _runs_in_round(person: str, thing: Thing) -> bool:
    return bool(RUNNING.get(person, set()) & ROUNDS.get(thing.name, set()))


def _sits_in_round(person: str, thing: Thing) -> bool:
    return SEATED.get(person, ("", ""))[1] in ROUNDS.get(thing.name, set())


def _changes_round(person: str, thing: Thing) -> bool:
    return person == "gun" and thing.name in ROUNDS


def _only_sees_round(person: str, thing: Thing) -> bool:
    seen = _runs_in_round(person, thing) or _sits_in_round(person, thing)
    return seen and person != "gun"


def _reads_name(person: str, thing: Thing) -> bool:
    """Those of its cohorts and those who run them; administrators know every institution."""
    return thing.name in COHORTS and (person == "gun" or reads_name(person, thing.name))


RULES = [
    # The history of an institution: each reader is told what they may see of it.
    Rule({"institution"}, {"GET"}, "institutions", (Grant(IN, _reads_name),)),
    # The board: for those who run groups, each of their own.
    Rule({"staff_board"}, {"GET"}, "", (Grant(IN, is_staff), Grant(FORBIDDEN, is_no_staff))),
    # Starting rounds: administrators, and process leaders of the programme (tests/programmes).
    Rule(
        {"round_templates"},
        {"GET"},
        "",
        (Grant(IN, _starts_rounds), Grant(FORBIDDEN, _may_not_start)),
    ),
    Rule(
        {"new_draft", "import_template"},
        {"GET", "POST"},
        "",
        (Grant(IN, _starts_rounds), Grant(FORBIDDEN, _may_not_start)),
    ),
    Rule(
        {"copy_template", "retire_template"},
        {"POST"},
        "templates",
        (Grant(IN, _starts_rounds), Grant(FORBIDDEN, _may_not_start)),
    ),
    Rule(
        {"template_draft", "draft_part", "publish_draft", "discard_draft"},
        {"GET", "POST"},
        "drafts",
        (Grant(IN, _writes),),
    ),
    Rule({"export_draft"}, {"GET"}, "drafts", (Grant(IN, _writes),)),
    Rule(
        {"round_template", "export_template"},
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
    # Changes of its template: for those who start rounds of the programme.
    Rule(
        {"round_changes"},
        {"GET", "POST"},
        "rounds",
        (Grant(IN, _changes_round), Grant(FORBIDDEN, _only_sees_round)),
    ),
    # Those who are missing: for those who run the group. An institution asks its own.
    Rule(
        {"missing_answers"},
        {"GET", "POST"},
        "meetings",
        (Grant(IN, standing(Stand.RUN)), Grant(FORBIDDEN, standing(Stand.COHORT))),
    ),
    Rule(
        {"missing_assignment"},
        {"GET", "POST"},
        "assignments",
        (Grant(IN, standing(Stand.RUN)), Grant(FORBIDDEN, standing(Stand.COHORT))),
    ),
    Rule(
        {"missing_assessment"},
        {"GET", "POST"},
        "cohorts",
        (Grant(IN, standing(Stand.RUN)), Grant(FORBIDDEN, standing(Stand.COHORT))),
    ),
    Rule(
        {"meeting_date"},
        {"GET", "POST"},
        "meetings",
        (Grant(IN, standing(Stand.RUN)), Grant(FORBIDDEN, standing(Stand.COHORT))),
    ),
]
