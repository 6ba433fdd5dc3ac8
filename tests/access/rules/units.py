"""Schools and units of an institution, and which seats are for them."""

from tests.access.rules.rounds import _reads_name
from tests.access.standing import (
    COHORTS,
    COORDINATORS,
    FORBIDDEN,
    IN,
    RUNNING,
    Grant,
    Rule,
    Stand,
    stand,
)
from tests.access.thing import Thing

UNDER_WAY = {"Grupp 1", "Grupp 2"}
HOMES = {"ada": "Vetenskapsrådet", "dan": "Forte", "eve": "Kriminalvården"}


def _arranges(person: str, thing: Thing) -> bool:
    """Its coordinators, and those who run a group that it is in, while the round is under way."""
    if thing.name not in COHORTS:
        return False
    runs = COHORTS[thing.name] & RUNNING.get(person, set()) & UNDER_WAY
    return HOMES.get(person) == thing.name or bool(runs)


def _reads_but_does_not_arrange(person: str, thing: Thing) -> bool:
    return _reads_name(person, thing) and not _arranges(person, thing)


def _places(person: str, thing: Thing) -> bool:
    own = stand(person, thing) is Stand.OWN and person in COORDINATORS
    return (own or stand(person, thing) is Stand.RUN) and thing.cohort in UNDER_WAY


def _sees_but_does_not_place(person: str, thing: Thing) -> bool:
    seen = {Stand.OWN, Stand.PEER, Stand.RUN}
    return stand(person, thing) in seen and not _places(person, thing)


ARRANGED = (Grant(IN, _arranges), Grant(FORBIDDEN, _reads_but_does_not_arrange))

RULES = [
    Rule({"sub_units"}, {"GET", "POST"}, "institutions", ARRANGED),
    Rule({"sub_unit"}, {"GET", "POST"}, "sub_units", ARRANGED),
    Rule({"add_seat_in"}, {"POST"}, "sub_units", ARRANGED),
    Rule(
        {"place_seat"},
        {"GET", "POST"},
        "seats",
        (Grant(IN, _places), Grant(FORBIDDEN, _sees_but_does_not_place)),
    ),
]
