"""Assistants of heads."""

from tests.proofs._mutants.mutant import Mutant

NAMING = "tests/cohorts/test_assistants.py"
MEETINGS = "tests/meetings/test_assistants.py"

MUTANTS = [
    Mutant(
        "a head's calendar elsewhere is taken over by way of an address",
        "cohorts/rules.py",
        "Q(user=person) | Q(assistants__user=person)",
        "Q(user=person)",
        ("tests/cohorts/test_correct_address.py::test_no_heads_calendar_is_taken_over",),
    ),
    Mutant(
        "an assistant goes on when the head has left",
        "cohorts/models/assistants.py",
        "return self.filter(goes_on, is_open, ended_at=None, holding__from_on__lte=today)",
        "return self.filter(is_open, ended_at=None, holding__from_on__lte=today)",
        (f"{NAMING}::test_it_begins_and_ends_with_the_heads_seat",),
    ),
    Mutant(
        "an assistant goes on when it has been ended",
        "cohorts/models/assistants.py",
        "return self.filter(goes_on, is_open, ended_at=None, holding__from_on__lte=today)",
        "return self.filter(goes_on, is_open, holding__from_on__lte=today)",
        (f"{NAMING}::test_it_is_ended_at_once",),
    ),
    Mutant(
        "every colleague sees who is the assistant",
        "cohorts/models/assistants.py",
        'rights.place_ids("coordinator")',
        "rights.place_ids()",
        (f"{NAMING}::test_who_knows_of_it",),
    ),
    Mutant(
        "those who name an assistant are one themselves",
        "cohorts/rules.py",
        "return assistant.pk in {one.pk for one in rights_of(user, now).assists}",
        "return assistant.ended_at is None",
        (f"{NAMING}::test_who_knows_of_it",),
    ),
    Mutant(
        "anyone at the institution has an assistant",
        "cohorts/rules.py",
        "return is_head and may_hand_over(user, holding, now)",
        "return may_hand_over(user, holding, now)",
        (f"{NAMING}::test_what_is_refused",),
    ),
    Mutant(
        "an assistant answers all that the group is called to",
        "meetings/queries/calls.py",
        "return next((one for one in own if one.seat.function_id in functions), None)",
        "return next(iter(own), None)",
        (f"{MEETINGS}::test_the_heads_meetings_and_no_others",),
    ),
    Mutant(
        "an assistant answers after the end",
        "meetings/actions/assistants.py",
        "if current is None:\n        raise AssistsNoLonger",
        "if current is None:\n        current = assistant",
        (f"{MEETINGS}::test_ended_while_the_page_was_open",),
    ),
    Mutant(
        "assistants hear of meetings that the head is not called to",
        "meetings/queries/assisting.py",
        "pairs += [(meeting, one) for one in found if one.holding in coming]",
        "pairs += [(meeting, one) for one in found]",
        (f"{MEETINGS}::test_not_of_meetings_that_call_others",),
    ),
]
