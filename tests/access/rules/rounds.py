"""Starting rounds and setting dates."""

from tests.access.standing import (
    COHORTS,
    FORBIDDEN,
    IN,
    NOBODY,
    RUNNING,
    SEATED,
    VISITING,
    Grant,
    Rule,
    Stand,
    is_no_staff,
    is_staff,
    reads_name,
    stand,
    standing,
)
from tests.access.thing import Thing

ROUNDS = {"now": {"Grupp 1", "Grupp 2"}, "recent": {"recent"}, "past": {"past"}}


def _starts_rounds(person: str, thing: Thing) -> bool:
    return person == "gun" and thing.name in {"page", "jim-plus", "jihu"}


def _runs_in_programme(person: str, thing: Thing) -> bool:
    """All groups of the matrix are of one programme; administrators know of the others too."""
    if thing.name == "missing":
        return False
    return person == "gun" or (thing.name == "jim-plus" and person in RUNNING)


def _sits_in_programme(person: str, thing: Thing) -> bool:
    return thing.name == "jim-plus" and person in SEATED


def _plans(person: str, thing: Thing) -> bool:
    return person == "gun" and stand(person, thing) is Stand.RUN


def _sees_and_plans_not(person: str, thing: Thing) -> bool:
    return person != "gun" and stand(person, thing) is not Stand.OTHER


def _leads_network(person: str, thing: Thing) -> bool:
    return person == "gun" and thing.name == "outside"


def _leads_no_network(person: str, thing: Thing) -> bool:
    sees = stand(person, thing) in {Stand.COHORT, Stand.RUN}
    return sees and not _leads_network(person, thing)


def _decides(person: str, thing: Thing) -> bool:
    return person == "gun" and thing.name == "confirmed"


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


def _administers(person: str, thing: Thing) -> bool:
    return person == "gun" and thing.name in ROUNDS


def _does_not_administer(person: str, thing: Thing) -> bool:
    """Those who see the round, and neither administer the portal nor lead the programme."""
    return person != "gun" and (_runs_in_round(person, thing) or _sits_in_round(person, thing))


def _changes_round(person: str, thing: Thing) -> bool:
    return person == "gun" and thing.name in ROUNDS


def _only_sees_round(person: str, thing: Thing) -> bool:
    seen = _runs_in_round(person, thing) or _sits_in_round(person, thing)
    return seen and person != "gun"


def _reads_name(person: str, thing: Thing) -> bool:
    """Those of its cohorts and those who run them; administrators know every institution."""
    if thing.name not in COHORTS or person in VISITING:  # guests read names, not histories
        return False
    return person == "gun" or reads_name(person, thing.name)


RULES = [
    # The history of an institution: each reader is told what they may see of it.
    Rule({"institution"}, {"GET"}, "institutions", (Grant(IN, _reads_name),)),
    # Expressions of interest, and groups of them: for those who start the programme's rounds.
    Rule(
        {"interests"},
        {"GET"},
        "",
        (Grant(IN, _starts_rounds), Grant(FORBIDDEN, _may_not_start)),
    ),
    Rule({"interest"}, {"GET", "POST"}, "interests", (Grant(IN, _decides),)),
    Rule(
        {"propose_groups"},
        {"GET", "POST"},
        "templates",
        (Grant(IN, _starts_rounds), Grant(FORBIDDEN, _may_not_start)),
    ),
    # Cohorts outside rounds: for those who choose among all institutions.
    Rule(
        {"networks"},
        {"GET"},
        "",
        (Grant(IN, _starts_rounds), Grant(FORBIDDEN, _may_not_start)),
    ),
    Rule(
        {"start_network"},
        {"GET", "POST"},
        "",
        (Grant(IN, _starts_rounds), Grant(FORBIDDEN, _may_not_start)),
    ),
    Rule(
        {"network"},
        {"GET"},
        "cohorts",
        (Grant(IN, _leads_network), Grant(FORBIDDEN, _leads_no_network)),
    ),
    Rule(
        {"add_members", "plan_network_meeting"},
        {"GET", "POST"},
        "cohorts",
        (Grant(IN, _leads_network), Grant(FORBIDDEN, _leads_no_network)),
    ),
    # Where a programme's groups are: for those who run some of them.
    Rule(
        {"programme"},
        {"GET"},
        "programmes",
        (Grant(IN, _runs_in_programme), Grant(FORBIDDEN, _sits_in_programme)),
    ),
    # Mentors: asked and given groups by those who start rounds, answering for their institution.
    Rule(
        {"mentors"},
        {"GET"},
        "",
        (Grant(IN, _starts_rounds), Grant(FORBIDDEN, _may_not_start)),
    ),
    Rule(
        {"offer_mentorship"},
        {"GET", "POST"},
        "participations",
        (Grant(IN, _plans), Grant(FORBIDDEN, _sees_and_plans_not)),
    ),
    Rule(
        {"place_mentor"},
        {"GET", "POST"},
        "offers",
        (Grant(IN, standing(Stand.RUN)), Grant(FORBIDDEN, standing(Stand.OWN))),
    ),
    Rule(
        {"mentor_offer"},
        {"GET", "POST"},
        "offers",
        (Grant(IN, standing(Stand.OWN)), Grant(FORBIDDEN, standing(Stand.RUN))),
    ),
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
    # Guests: for those who run the group of their meeting.
    Rule(
        {"round_guests"},
        {"GET"},
        "rounds",
        (Grant(IN, _runs_in_round), Grant(FORBIDDEN, _sits_in_round)),
    ),
    # Many people from a file, for the seats of the groups that one runs.
    Rule(
        {"invite_many"},
        {"GET", "POST"},
        "rounds",
        (Grant(IN, _runs_in_round), Grant(FORBIDDEN, _sits_in_round)),
    ),
    Rule(
        {"people_file"},
        {"GET"},
        "rounds",
        (Grant(IN, _runs_in_round), Grant(FORBIDDEN, _sits_in_round)),
    ),
    # Which institution it is is chosen among all: by those who start the programme's rounds.
    Rule(
        {"add_guest"},
        {"GET", "POST"},
        "rounds",
        (Grant(IN, _administers), Grant(FORBIDDEN, _does_not_administer)),
    ),
    Rule({"guest", "withdraw_guest"}, {"GET", "POST"}, "guests", (Grant(IN, standing(Stand.RUN)),)),
    Rule({"end_guest"}, {"POST"}, "guests", (Grant(IN, standing(Stand.RUN)),)),
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
        (Grant(IN, standing(Stand.RUN)), Grant(FORBIDDEN, standing(Stand.COHORT, Stand.GUEST))),
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
        (Grant(IN, standing(Stand.RUN)), Grant(FORBIDDEN, standing(Stand.COHORT, Stand.GUEST))),
    ),
]
