"""The preparation: the institution's own, and of those who run its group."""

from tests.access.rules.rounds import ROUNDS
from tests.access.standing import (
    COORDINATORS,
    FORBIDDEN,
    IN,
    RUNNING,
    SEATED,
    Grant,
    Rule,
    Stand,
    is_no_staff,
    is_staff,
    stand,
    standing,
)
from tests.access.thing import Thing

SEEN = (Stand.OWN, Stand.PEER, Stand.RUN)


def _leads(person: str, thing: Thing) -> bool:
    return stand(person, thing) is Stand.OWN and person == "hedda"


def _does_not_lead(person: str, thing: Thing) -> bool:
    return stand(person, thing) in SEEN and not _leads(person, thing)


def _coordinates(person: str, thing: Thing) -> bool:
    return stand(person, thing) is Stand.OWN and person in COORDINATORS


def _does_not_coordinate(person: str, thing: Thing) -> bool:
    return stand(person, thing) in SEEN and not _coordinates(person, thing)


def _has_it(person: str, thing: Thing) -> bool:
    return thing.name == person or stand(person, thing) is Stand.RUN


def _is_colleague(person: str, thing: Thing) -> bool:
    return stand(person, thing) is Stand.OWN and not _has_it(person, thing)


def _runs_in_round(person: str, thing: Thing) -> bool:
    return bool(RUNNING.get(person, set()) & ROUNDS.get(thing.name, set()))


def _sits_in_round(person: str, thing: Thing) -> bool:
    return SEATED.get(person, ("", ""))[1] in ROUNDS.get(thing.name, set())


RULES = [
    # How far an institution is: its own people, and those who run the group.
    Rule(
        {"readiness", "confirmation", "course"},
        {"GET"},
        "participations",
        (
            Grant(IN, standing(Stand.OWN, Stand.RUN)),
            Grant(FORBIDDEN, standing(Stand.PEER)),
        ),
    ),
    Rule(
        {"confirm"},
        {"POST"},
        "participations",
        (Grant(IN, _leads), Grant(FORBIDDEN, _does_not_lead)),
    ),
    Rule(
        {"confirm_by_link"},
        {"GET", "POST"},
        "participations",
        (Grant(IN, _leads), Grant(FORBIDDEN, _does_not_lead)),
    ),
    # None of these was confirmed by a link (tests/preparation/test_links.py).
    Rule(
        {"disown"},
        {"POST"},
        "confirmations",
        (Grant(FORBIDDEN, standing(Stand.OWN, Stand.RUN)),),
    ),
    Rule(
        {"ask_head"},
        {"POST"},
        "participations",
        (Grant(IN, _coordinates), Grant(FORBIDDEN, _does_not_coordinate)),
    ),
    Rule(
        {"confirmed"},
        {"GET"},
        "confirmations",
        (Grant(IN, standing(Stand.OWN, Stand.RUN)),),
    ),
    # The web course: each says it for themselves, and a proof is not for colleagues.
    Rule(
        {"say_course", "take_back_course"},
        {"POST"},
        "participations",
        (
            Grant(IN, standing(Stand.OWN)),
            Grant(FORBIDDEN, standing(Stand.PEER, Stand.RUN)),
        ),
    ),
    Rule(
        {"course_proof"},
        {"GET"},
        "completions",
        (Grant(IN, _has_it), Grant(FORBIDDEN, _is_colleague)),
    ),
    Rule(
        {"plan_preparation", "import_completions"},
        {"GET", "POST"},
        "rounds",
        (Grant(IN, _runs_in_round), Grant(FORBIDDEN, _sits_in_round)),
    ),
    # The gate: those who run the group let through, by hand.
    Rule(
        {"let_through", "take_back_pass"},
        {"POST"},
        "participations",
        (
            Grant(IN, standing(Stand.RUN)),
            Grant(FORBIDDEN, standing(Stand.OWN, Stand.PEER)),
        ),
    ),
    Rule({"staff_readiness"}, {"GET"}, "", (Grant(IN, is_staff), Grant(FORBIDDEN, is_no_staff))),
]
