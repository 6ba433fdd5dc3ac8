"""The own institution's seats."""

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


def _fills(person: str, thing: Thing) -> bool:
    """Coordinators, in rounds under way: every seat of their own but that of a coordinator."""
    is_theirs = stand(person, thing) is Stand.OWN and person in COORDINATORS - {"rut"}
    return is_theirs and thing.sharing not in {"coordinator", "over"}


def _sees_but_does_not_fill(person: str, thing: Thing) -> bool:
    is_today = thing.sharing not in {"over", "coming"}
    seen = {Stand.OWN, Stand.RUN} | ({Stand.PEER} if is_today else set())
    is_seen = stand(person, thing) in seen or thing.arguments.get("of") == person
    return is_seen and not _fills(person, thing)


def _names(person: str, thing: Thing) -> bool:
    """Whoever fills the seat, and those who run the group while its round is under way."""
    runs = stand(person, thing) is Stand.RUN and thing.cohort in {"Grupp 1", "Grupp 2"}
    return _fills(person, thing) or runs


def _sees_but_does_not_name(person: str, thing: Thing) -> bool:
    seen = {Stand.OWN, Stand.PEER, Stand.RUN}
    return stand(person, thing) in seen and not _names(person, thing)


def _hands_over(person: str, thing: Thing) -> bool:
    is_whole = not thing.arguments.get("stands_in") and thing.sharing != "over"
    return is_whole and _names(person, thing)


def _sees_holding(person: str, thing: Thing) -> bool:
    return _fills(person, thing) or _sees_but_does_not_fill(person, thing)


def _sees_but_does_not_hand_over(person: str, thing: Thing) -> bool:
    return _sees_holding(person, thing) and not _hands_over(person, thing)


def _reads_sheet(person: str, thing: Thing) -> bool:
    """One's own while one has the seat; nobody with a seat here has had it after somebody else
    (tests/programmes/test_handing_over.py)."""
    if thing.arguments.get("stands_in"):
        return False
    own = stand(person, thing) is Stand.OWN
    is_own = own and (person in COORDINATORS or thing.arguments.get("of") == person)
    return is_own or stand(person, thing) is Stand.RUN


def _sees_but_does_not_read_sheet(person: str, thing: Thing) -> bool:
    return _sees_holding(person, thing) and not _reads_sheet(person, thing)


def _ends(person: str, thing: Thing) -> bool:
    """As for filling; a stand-in's time is ended by whoever may name one."""
    if thing.arguments.get("stands_in"):
        return thing.sharing != "over" and _names(person, thing)
    return _fills(person, thing)


def _sees_but_does_not_end(person: str, thing: Thing) -> bool:
    seen = _fills(person, thing) or _sees_but_does_not_fill(person, thing)
    return seen and not _ends(person, thing)


def _follows(person: str, thing: Thing) -> bool:
    """Those who run the group, until the holder's time is over."""
    return stand(person, thing) is Stand.RUN and thing.sharing != "over"


def _fills_or_follows(person: str, thing: Thing) -> bool:
    """Ada's address is protected (`things.build`): of the agency administrators alone mend it."""
    is_shown = thing.arguments.get("of") != "ada" or person == "gun"
    return _fills(person, thing) or (_follows(person, thing) and is_shown)


def _sees_but_does_not_follow(person: str, thing: Thing) -> bool:
    seen = _fills(person, thing) or _sees_but_does_not_fill(person, thing)
    return seen and not _follows(person, thing)


def _sees_but_does_not_mend(person: str, thing: Thing) -> bool:
    seen = _fills(person, thing) or _sees_but_does_not_fill(person, thing)
    return seen and not _fills_or_follows(person, thing)


def _coordinates(person: str, thing: Thing) -> bool:
    return stand(person, thing) is Stand.OWN and person in COORDINATORS - {"rut"}


def _manages(person: str, thing: Thing) -> bool:
    """The coordinator of their institution, whoever has a seat there."""
    is_theirs = stand(person, thing) is Stand.OWN and person in COORDINATORS
    return is_theirs and thing.sharing != "over"


def _sees_but_does_not_manage(person: str, thing: Thing) -> bool:
    return _sees_holding(person, thing) and not _manages(person, thing)


def _sees_but_does_not_coordinate(person: str, thing: Thing) -> bool:
    seen = {Stand.OWN, Stand.PEER, Stand.RUN}
    return stand(person, thing) in seen and not _coordinates(person, thing)


def _protects(person: str, thing: Thing) -> bool:
    return _coordinates(person, thing) or (person == "gun" and thing.name != "missing")


def _sees_but_does_not_protect(person: str, thing: Thing) -> bool:
    return stand(person, thing) is not Stand.OTHER and not _protects(person, thing)


def _is_gun(person: str, thing: Thing) -> bool:
    return person == "gun"


def _is_another(person: str, thing: Thing) -> bool:
    return person != "gun"


def _merges(person: str, thing: Thing) -> bool:
    return person == "gun" and thing.name != "missing"


def _sees_the_other(person: str, thing: Thing) -> bool:
    return person in {"cleo", "nils"} and thing.name != "missing"


def _made_it(person: str, thing: Thing) -> bool:
    return thing.arguments.get("of") == person


RULES = [
    # Protected identity: the own institution's coordinator, and administrators.
    Rule(
        {"protect_person"},
        {"GET", "POST"},
        "people",
        (Grant(IN, _protects), Grant(FORBIDDEN, _sees_but_does_not_protect)),
    ),
    # The same person twice: administrators. Cleo sees Nils, the other one, and merges nobody.
    Rule({"duplicates"}, {"GET"}, "", (Grant(IN, _is_gun), Grant(FORBIDDEN, _is_another))),
    Rule(
        {"merge_people"},
        {"GET", "POST"},
        "people",
        (Grant(IN, _merges), Grant(FORBIDDEN, _sees_the_other)),
    ),
    Rule(
        {"tell_apart"},
        {"POST"},
        "people",
        (Grant(IN, _merges), Grant(FORBIDDEN, _sees_the_other)),
    ),
    # Many from a file: the own institution's coordinator, and those who run a group of the round.
    Rule(
        {"invite_colleagues"},
        {"GET", "POST"},
        "participations",
        (Grant(IN, _coordinates), Grant(FORBIDDEN, _sees_but_does_not_coordinate)),
    ),
    Rule(
        {"colleagues_file"},
        {"GET"},
        "participations",
        (Grant(IN, _coordinates), Grant(FORBIDDEN, _sees_but_does_not_coordinate)),
    ),
    Rule({"invitation_list"}, {"GET", "POST"}, "invitation_lists", (Grant(IN, _made_it),)),
    Rule({"rows_to_mend"}, {"GET"}, "invitation_lists", (Grant(IN, _made_it),)),
    Rule({"throw_list"}, {"POST"}, "invitation_lists", (Grant(IN, _made_it),)),
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
    # What the agency notes of its contact with an institution: those who run the cohort.
    Rule(
        {"contact_notes"},
        {"GET", "POST"},
        "participations",
        (
            Grant(IN, standing(Stand.RUN)),
            Grant(FORBIDDEN, standing(Stand.OWN, Stand.PEER)),
        ),
    ),
    Rule(
        {"invite_colleague"},
        {"GET", "POST"},
        "seats",
        (Grant(IN, _fills), Grant(FORBIDDEN, _sees_but_does_not_fill)),
    ),
    # Who stands in, for some days or at a meeting.
    Rule(
        {"name_stand_in", "stand_in_at_meeting"},
        {"GET", "POST"},
        "seats",
        (Grant(IN, _names), Grant(FORBIDDEN, _sees_but_does_not_name)),
    ),
    Rule(
        {"top_management"},
        {"POST"},
        "holdings",
        (Grant(IN, _hands_over), Grant(FORBIDDEN, _sees_but_does_not_hand_over)),
    ),
    Rule(
        {"hand_over"},
        {"GET", "POST"},
        "holdings",
        (Grant(IN, _hands_over), Grant(FORBIDDEN, _sees_but_does_not_hand_over)),
    ),
    # The hand-over sheet: whoever has the seat, the coordinators, and those who run the group.
    Rule(
        {"hand_over_sheet"},
        {"GET"},
        "holdings",
        (Grant(IN, _reads_sheet), Grant(FORBIDDEN, _sees_but_does_not_read_sheet)),
    ),
    # Whoever has a seat, and what may be done about it.
    Rule(
        {"colleague"},
        {"GET"},
        "holdings",
        (Grant(IN, _manages), Grant(FORBIDDEN, _sees_but_does_not_manage)),
    ),
    Rule(
        {"end_colleague"},
        {"GET", "POST"},
        "holdings",
        (Grant(IN, _ends), Grant(FORBIDDEN, _sees_but_does_not_end)),
    ),
    Rule(
        {"invite_again"},
        {"POST"},
        "holdings",
        (Grant(IN, _ends), Grant(FORBIDDEN, _sees_but_does_not_end)),
    ),
    # The list of whom a round has invited, and the mending of an address.
    Rule(
        {"staff_invitations"},
        {"GET", "POST"},
        "",
        (Grant(IN, is_staff), Grant(FORBIDDEN, is_no_staff)),
    ),
    Rule(
        {"staff_invitation"},
        {"GET", "POST"},
        "holdings",
        (Grant(IN, _follows), Grant(FORBIDDEN, _sees_but_does_not_follow)),
    ),
    Rule(
        {"correct_address"},
        {"GET", "POST"},
        "holdings",
        (Grant(IN, _fills_or_follows), Grant(FORBIDDEN, _sees_but_does_not_mend)),
    ),
]
