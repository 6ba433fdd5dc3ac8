"""What is shared."""

from tests.access.standing import (
    FORBIDDEN,
    IN,
    Grant,
    Rule,
    Stand,
    stand,
    standing,
)
from tests.access.thing import Thing


def _reads(person: str, thing: Thing) -> bool:
    """What is shared: the cohort and those who run it, unless its institution keeps it."""
    if thing.sharing == "own":
        return stand(person, thing) is Stand.OWN
    return stand(person, thing) in {Stand.OWN, Stand.COHORT, Stand.PEER, Stand.RUN, Stand.GUEST}


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


RULES = [
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
