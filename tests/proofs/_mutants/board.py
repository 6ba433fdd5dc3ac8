"""The board of those who run groups."""

from tests.proofs._mutants.mutant import Mutant, cells

BOARD = "tests/programmes/test_staff_board.py"
NOTES = "tests/programmes/test_contacts.py"

MUTANTS = [
    Mutant(
        "those who take part read the board",
        "programmes/views/pages.py",
        "@gate(rule=is_agency_staff)\ndef staff_board(",
        "@gate()\ndef staff_board(",
        cells("ada", "nils"),
    ),
    Mutant(
        "the board of groups that one does not run",
        "programmes/queries/groups.py",
        "Cohort.objects.filter(charge.covers())\n        .annotate(tasks=",
        "Cohort.objects\n        .annotate(tasks=",
        ("tests/programmes/test_staff_board_groups.py", *cells("cleo")),
    ),
    Mutant(
        "seats of groups that one does not run",
        "programmes/queries/groups.py",
        ".filter(charge.covers(place))",
        "",
        ("tests/programmes/test_board.py",),
    ),
    Mutant(
        "the board gives the versions of one institution to another",
        "meetings/queries/steps.py",
        ', submission__participation=OuterRef("participation")',
        "",
        (BOARD,),
    ),
    Mutant(
        "those who take part read what the agency notes of its contact with them",
        "cohorts/rules.py",
        "return runs_cohort(user, participation.cohort, now)",
        "return True",
        cells("ada", "dan"),
    ),
    Mutant(
        "notes of institutions that one does not run",
        "cohorts/models/notes.py",
        'self.filter(rights_of(user, now).runs("participation__cohort__"))',
        "self.all()",
        (NOTES,),
    ),
    Mutant(
        "who needs support in groups that one does not run",
        "programmes/queries/groups.py",
        'Participation.objects.filter(charge.covers("cohort__"))\n        .annotate(\n'
        "            is_flagged",
        "Participation.objects.annotate(\n            is_flagged",
        (NOTES,),
    ),
]
