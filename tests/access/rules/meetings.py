"""Pages of everyone, meetings, drafts and what was handed in."""

from tests.access.standing import (
    COORDINATORS,
    FORBIDDEN,
    IN,
    NOBODY,
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


def _is_shared_peer(person: str, thing: Thing) -> bool:
    return stand(person, thing) is Stand.PEER and thing.sharing == "cohort"


def _is_coordinating(person: str, thing: Thing) -> bool:
    return stand(person, thing) is Stand.COHORT and person in COORDINATORS


def _is_member_only(person: str, thing: Thing) -> bool:
    return stand(person, thing) is Stand.COHORT and person not in COORDINATORS


def _may_answer_for(person: str, thing: Thing) -> bool:
    """`thing` is named for who is called; those who have left or are to come hold no seat today."""
    is_own = stand(person, thing) is Stand.OWN and thing.name in SEATED
    return is_own and (person == thing.name or person in COORDINATORS)


def _is_known(person: str, thing: Thing) -> bool:
    return person != NOBODY


RULES = [
    # Who presents themselves when: the whole group sees it, those who run it arrange it.
    Rule(
        {"presentations"},
        {"GET"},
        "meetings",
        (Grant(IN, standing(Stand.COHORT, Stand.RUN)), Grant(FORBIDDEN, standing(Stand.GUEST))),
    ),
    Rule(
        {"place_presentation", "presentation_minutes"},
        {"POST"},
        "meetings",
        (Grant(IN, standing(Stand.RUN)), Grant(FORBIDDEN, standing(Stand.COHORT, Stand.GUEST))),
    ),
    Rule({"home", "shelves"}, {"GET"}, "", (Grant(IN, _is_known),)),
    Rule(
        {"gallery", "staff_submissions", "staff_assessments"},
        {"GET"},
        "",
        (Grant(IN, is_staff), Grant(FORBIDDEN, is_no_staff)),
    ),
    Rule(
        {"cohort", "materials"}, {"GET"}, "cohorts", (Grant(IN, standing(Stand.COHORT, Stand.RUN)),)
    ),
    Rule(
        {"session_calendar"},
        {"GET"},
        "sessions",
        (Grant(IN, standing(Stand.COHORT, Stand.RUN, Stand.GUEST)),),
    ),
    Rule(
        {"meeting", "meeting_calendar"},
        {"GET"},
        "meetings",
        (Grant(IN, standing(Stand.COHORT, Stand.RUN, Stand.GUEST)),),
    ),
    # What the group shares with itself is not for guests.
    Rule(
        {"meeting_summary", "meeting_summary_pdf_state"},
        {"GET"},
        "meetings",
        (
            Grant(IN, standing(Stand.COHORT, Stand.RUN)),
            Grant(FORBIDDEN, standing(Stand.GUEST)),
        ),
    ),
    Rule(
        {"meeting_summary_pdf"},
        {"GET", "POST"},
        "meetings",
        (
            Grant(IN, standing(Stand.COHORT, Stand.RUN)),
            Grant(FORBIDDEN, standing(Stand.GUEST)),
        ),
    ),
    # What guests do at their meeting.
    Rule(
        {"answer_as_guest"},
        {"GET", "POST"},
        "sessions",
        (
            Grant(IN, standing(Stand.GUEST)),
            Grant(FORBIDDEN, standing(Stand.COHORT, Stand.RUN)),
        ),
    ),
    Rule(
        {"share_as_guest"},
        {"GET", "POST"},
        "meetings",
        (
            Grant(IN, standing(Stand.GUEST)),
            Grant(FORBIDDEN, standing(Stand.COHORT, Stand.RUN)),
        ),
    ),
    # What one is called to, alone: everyone with a seat, for every function is called here.
    Rule(
        {"invitation"},
        {"GET", "POST"},
        "meetings",
        (
            Grant(IN, standing(Stand.COHORT)),
            Grant(FORBIDDEN, standing(Stand.RUN, Stand.GUEST)),
        ),
    ),
    Rule(
        {"invitation_calendar"},
        {"GET"},
        "meetings",
        (
            Grant(IN, standing(Stand.COHORT)),
            Grant(FORBIDDEN, standing(Stand.RUN, Stand.GUEST)),
        ),
    ),
    # A coordinator asks the own colleagues to answer.
    Rule(
        {"ask_colleagues"},
        {"GET", "POST"},
        "meetings",
        (
            Grant(IN, _is_coordinating),
            Grant(FORBIDDEN, _is_member_only),
            Grant(FORBIDDEN, standing(Stand.RUN, Stand.GUEST)),
        ),
    ),
    # Answering: for oneself, and as coordinator for colleagues. Whoever runs the cohort sees the
    # session and may not.
    Rule(
        {"answer"},
        {"GET", "POST"},
        "invitations",
        (Grant(IN, _may_answer_for), Grant(FORBIDDEN, standing(Stand.RUN, Stand.GUEST))),
    ),
    Rule({"assignment"}, {"GET"}, "assignments", (Grant(IN, standing(Stand.COHORT, Stand.RUN)),)),
    # Files beside an instruction: for the group to read, for those who run it to look after.
    Rule(
        {"assignment_files"},
        {"GET", "POST"},
        "assignments",
        (Grant(IN, standing(Stand.RUN)), Grant(FORBIDDEN, standing(Stand.COHORT))),
    ),
    Rule(
        {"assignment_file"},
        {"GET"},
        "assignment_files",
        (Grant(IN, standing(Stand.COHORT, Stand.RUN)),),
    ),
    Rule(
        {"withdraw_assignment_file"},
        {"GET", "POST"},
        "assignment_files",
        (Grant(IN, standing(Stand.RUN)), Grant(FORBIDDEN, standing(Stand.COHORT))),
    ),
    # The draft: those at work in it. The agency sees the assignment, and may not write.
    Rule(
        {"draft_state"},
        {"GET"},
        "assignments",
        (Grant(IN, standing(Stand.COHORT)), Grant(FORBIDDEN, standing(Stand.RUN))),
    ),
    Rule(
        {"save_answer", "save_draft", "add_file"},
        {"POST"},
        "assignments",
        (Grant(IN, standing(Stand.COHORT)), Grant(FORBIDDEN, standing(Stand.RUN))),
    ),
    Rule({"draft_file"}, {"GET"}, "draft_files", (Grant(IN, standing(Stand.OWN)),)),
    Rule({"remove_file"}, {"POST"}, "draft_files", (Grant(IN, standing(Stand.OWN)),)),
    # Handing in: the coordinator.
    Rule(
        {"submit"},
        {"GET", "POST"},
        "assignments",
        (
            Grant(IN, _is_coordinating),
            Grant(FORBIDDEN, _is_member_only),
            Grant(FORBIDDEN, standing(Stand.RUN, Stand.GUEST)),
        ),
    ),
    # What was handed in: the institution, the agency's people of the cohort, and the cohort if
    # it is shared.
    Rule(
        {"submitted", "submitted_pdf", "submitted_pdf_state"},
        {"GET"},
        "versions",
        (Grant(IN, standing(Stand.OWN, Stand.RUN)), Grant(IN, _is_shared_peer)),
    ),
    Rule(
        {"submitted_pdf_again"},
        {"POST"},
        "versions",
        (Grant(IN, standing(Stand.OWN, Stand.RUN)), Grant(FORBIDDEN, _is_shared_peer)),
    ),
    Rule(
        {"submitted_file"},
        {"GET"},
        "submitted_files",
        (Grant(IN, standing(Stand.OWN, Stand.RUN)), Grant(IN, _is_shared_peer)),
    ),
    Rule(
        {"staff_submitted"},
        {"GET"},
        "versions",
        (
            Grant(IN, standing(Stand.RUN)),
            Grant(FORBIDDEN, standing(Stand.OWN)),
            Grant(FORBIDDEN, _is_shared_peer),
        ),
    ),
    Rule(
        {"staff_return", "staff_comment"},
        {"POST"},
        "versions",
        (
            Grant(IN, standing(Stand.RUN)),
            Grant(FORBIDDEN, standing(Stand.OWN)),
            Grant(FORBIDDEN, _is_shared_peer),
        ),
    ),
    # What the agency says of it: for the institution to read, never for the others of the group.
    Rule(
        {"withdraw_comment"},
        {"GET", "POST"},
        "comments",
        (Grant(IN, standing(Stand.RUN)), Grant(FORBIDDEN, standing(Stand.OWN))),
    ),
    Rule(
        {"feedback_file"}, {"GET"}, "feedback_files", (Grant(IN, standing(Stand.OWN, Stand.RUN)),)
    ),
]
