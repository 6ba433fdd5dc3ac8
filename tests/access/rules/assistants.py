"""The assistant of an institution's head."""

from tests.access.rules.seats import _hands_over, _sees_holding
from tests.access.standing import COORDINATORS, FORBIDDEN, IN, Grant, Rule, Stand, stand
from tests.access.thing import Thing


def _names_assistant(person: str, thing: Thing) -> bool:
    return thing.sharing == "head" and _hands_over(person, thing)


def _sees_but_does_not_name_assistant(person: str, thing: Thing) -> bool:
    return _sees_holding(person, thing) and not _names_assistant(person, thing)


def _knows_assistant(person: str, thing: Thing) -> bool:
    """The coordinator, the head, and those who run the group."""
    is_own = stand(person, thing) is Stand.OWN and person in {*COORDINATORS, "hedda"}
    return is_own or stand(person, thing) is Stand.RUN


def _assists(person: str, thing: Thing) -> bool:
    return person == "asta" == thing.name


def _knows_or_assists(person: str, thing: Thing) -> bool:
    return _knows_assistant(person, thing) or _assists(person, thing)


RULES = [
    # The assistant of a head: named and ended by these, at work for the head alone.
    Rule(
        {"name_assistant"},
        {"GET", "POST"},
        "holdings",
        (Grant(IN, _names_assistant), Grant(FORBIDDEN, _sees_but_does_not_name_assistant)),
    ),
    Rule({"end_assistant"}, {"POST"}, "assistants", (Grant(IN, _knows_or_assists),)),
    Rule(
        {"assisted", "assisted_calendar"},
        {"GET"},
        "assistants",
        (Grant(IN, _assists), Grant(FORBIDDEN, _knows_assistant)),
    ),
    Rule(
        {"answer_as_assistant"},
        {"GET", "POST"},
        "assistants",
        (Grant(IN, _assists), Grant(FORBIDDEN, _knows_assistant)),
    ),
]
