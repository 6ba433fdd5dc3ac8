"""Questions to the contact person: whoever asked, and those who run the group."""

from tests.access.standing import (
    FORBIDDEN,
    IN,
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


def _asked(person: str, thing: Thing) -> bool:
    return thing.name == person and person in SEATED


def _asked_or_runs(person: str, thing: Thing) -> bool:
    return _asked(person, thing) or stand(person, thing) is Stand.RUN


def _has_a_seat(person: str, thing: Thing) -> bool:
    return person in SEATED


def _has_none(person: str, thing: Thing) -> bool:
    return person not in SEATED


RULES = [
    Rule(
        {"ask_contact"},
        {"GET", "POST"},
        "",
        (Grant(IN, _has_a_seat), Grant(FORBIDDEN, _has_none)),
    ),
    Rule({"asked_question"}, {"GET"}, "questions", (Grant(IN, _asked_or_runs),)),
    Rule(
        {"answer_question"},
        {"POST"},
        "questions",
        (Grant(IN, standing(Stand.RUN)), Grant(FORBIDDEN, _asked)),
    ),
    Rule({"staff_questions"}, {"GET"}, "", (Grant(IN, is_staff), Grant(FORBIDDEN, is_no_staff))),
]
