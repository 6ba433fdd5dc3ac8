"""Protected identity, and two accounts made one."""

from tests.proofs._mutants.mutant import Mutant, cells

MUTANTS = [
    Mutant(
        "the name of someone with a protected identity stays what it was",
        "cohorts/actions/protecting.py",
        "    person.name = name_by_function(person, now)\n",
        "",
        cells("dan"),
    ),
    Mutant(
        "whoever sees a person may protect and unprotect them",
        "programmes/views/protecting.py",
        '@gate(User, rule=may_protect, methods=["GET", "POST"])',
        '@gate(User, methods=["GET", "POST"])',
        cells("dan"),
    ),
    Mutant(
        "staff read protected addresses in the list of invitations",
        "templates/programmes/invitations.html",
        "line.holding.user.shown_email",
        "line.holding.user.email",
        cells("cleo"),
    ),
    Mutant(
        "people are found by a protected address",
        "cohorts/admin/people.py",
        "found.filter(Q(is_protected=False) | by_shown_name)",
        "found.all()",
        ("tests/programmes/test_protected.py",),
    ),
    Mutant(
        "receipts name somebody whose identity has been protected since",
        "meetings/copies.py",
        "if by.is_protected else copy",
        "if by is None else copy",
        ("tests/programmes/test_protected.py",),
    ),
    Mutant(
        "everyone who sees two people merges them",
        "programmes/rules.py",
        """administrators alone.\"\"\"
    return is_administrator(user, now)""",
        """administrators alone.\"\"\"
    return user.pk > 0""",
        cells("cleo"),
    ),
    Mutant(
        "an account that was merged away lets its owner in",
        "programmes/actions/merging.py",
        "gone.merged_into, gone.is_active, gone.is_staff = kept, False, False",
        "gone.is_staff = False",
        ("tests/programmes/test_merging.py",),
    ),
]
