"""Meetings, who comes, and what is told of it."""

from tests.proofs._mutants.mutant import Mutant, cells

MEETING = "tests/meetings/test_meeting_page.py"
ANSWERING = "tests/meetings/test_answering.py"

MUTANTS = [
    Mutant(
        "meetings are seen by every group",
        "meetings/models/meetings.py",
        'seen = rights.sees("cohort__") | rights.visits()',
        "seen = Q(pk__isnull=False)",
        cells("eve"),
    ),
    Mutant(
        "comments to answers are read by the group",
        "meetings/models/attendance.py",
        "Q(seat__participation__in=places)",
        "Q(seat__participation__cohort__participations__in=places)",
        cells("dan"),
    ),
    Mutant(
        "the link is shown to those who are not called",
        "meetings/queries/meeting_page.py",
        'return self.meeting.link if self.mine or not self.place else ""',
        "return self.meeting.link",
        (f"{MEETING}::test_the_rector_is_called_to_some_meetings_only",),
    ),
    Mutant(
        "the calendar gives the link to those who are not called",
        "meetings/queries/calendars.py",
        "if meeting.link and is_called:",
        "if meeting.link:",
        ("tests/meetings/test_planning.py",),
    ),
    Mutant(
        "whoever sees a session answers",
        "meetings/rules.py",
        "return session.audience.filter(pk__in=functions).exists()",
        "return True",
        cells("cleo"),
    ),
    Mutant(
        "colleagues answer for each other",
        "meetings/queries/attending.py",
        "place_ids(Function.Role.COORDINATOR)",
        "place_ids()",
        cells("ben"),
    ),
    Mutant(
        "a coordinator answers for the whole group",
        "meetings/queries/attending.py",
        "        and (one.user_id == user.pk or one.seat.participation_id in coordinated)\n",
        "",
        cells("dan"),
    ),
    Mutant(
        "those who have left are answered for",
        "meetings/queries/calling.py",
        "Holding.objects.overlapping(localdate(now), None)",
        "Holding.objects",
        cells("ada"),
    ),
    Mutant(
        "those who have left answer",
        "meetings/actions/answering.py",
        "    _check_called(session, holding, now)\n",
        "",
        (f"{ANSWERING}::test_a_seat_that_ended_yesterday_or_begins_next_week_does_not_answer",),
    ),
    Mutant(
        "those who are not called answer",
        "meetings/actions/answering.py",
        "one != holding or one.seat.function_id not in functions",
        "one != holding",
        (f"{ANSWERING}::test_only_those_who_are_called_answer",),
    ),
    Mutant(
        "one answers what is over",
        "meetings/actions/answering.py",
        "if session.is_over(now):",
        "if False:",
        (f"{ANSWERING}::test_when_it_is_over_it_is_too_late",),
    ),
]
