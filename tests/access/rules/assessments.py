"""Self-assessments: the institution's own. The agency sees what was handed in, and no more."""

from tests.access.standing import (
    COORDINATORS,
    FORBIDDEN,
    IN,
    Grant,
    Rule,
    Stand,
    is_no_staff,
    is_staff,
    stand,
    standing,
)
from tests.access.thing import Thing


def _is_own_coordinator(person: str, thing: Thing) -> bool:
    return stand(person, thing) is Stand.OWN and person in COORDINATORS


def _is_own_other(person: str, thing: Thing) -> bool:
    return stand(person, thing) is Stand.OWN and person not in COORDINATORS


def _is_leading(person: str, thing: Thing) -> bool:
    """Not whoever stands in for a leader."""
    return _is_own_other(person, thing) and _is_of_management(thing) and person != "sten"


def _is_not_leading(person: str, thing: Thing) -> bool:
    return stand(person, thing) is Stand.OWN and not _is_leading(person, thing)


def _is_closing(person: str, thing: Thing) -> bool:
    return _is_own_coordinator(person, thing) and _is_of_management(thing)


def _is_not_closing(person: str, thing: Thing) -> bool:
    return stand(person, thing) is Stand.OWN and not _is_closing(person, thing)


def _is_dividing(person: str, thing: Thing) -> bool:
    return _is_own_coordinator(person, thing) and not _is_of_management(thing)


def _is_not_dividing(person: str, thing: Thing) -> bool:
    return stand(person, thing) is Stand.OWN and not _is_dividing(person, thing)


def _is_of_management(thing: Thing) -> bool:
    return thing.arguments["instrument"] == "management"


RULES = [
    Rule(
        {"open_assessments"},
        {"GET", "POST"},
        "",
        (Grant(IN, is_staff), Grant(FORBIDDEN, is_no_staff)),
    ),
    # What an institution was asked, for those who asked it.
    Rule({"asked_assessment"}, {"GET"}, "assessments", (Grant(IN, standing(Stand.RUN)),)),
    Rule(
        {"change_last_day", "withdraw_assessment", "restore_assessment"},
        {"POST"},
        "assessments",
        (Grant(IN, standing(Stand.RUN)),),
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
        {"finish_answering"},
        {"POST"},
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
        {"close_answering", "reopen_answering", "ask_respondents"},
        {"POST"},
        "assessments",
        (Grant(IN, _is_closing), Grant(FORBIDDEN, _is_not_closing)),
    ),
    # Who answers which part is for the coordinator to say.
    Rule(
        {"assessment_parts"},
        {"GET", "POST"},
        "assessments",
        (Grant(IN, _is_dividing), Grant(FORBIDDEN, _is_not_dividing)),
    ),
    Rule(
        {"ask_for_parts", "show_parts"},
        {"POST"},
        "assessments",
        (Grant(IN, _is_dividing), Grant(FORBIDDEN, _is_not_dividing)),
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
    Rule(
        {"submitted_assessment_pdf_again"},
        {"POST"},
        "submitted_assessments",
        (Grant(IN, standing(Stand.OWN, Stand.RUN)),),
    ),
]
