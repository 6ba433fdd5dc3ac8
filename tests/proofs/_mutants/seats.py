"""The own institution's seats."""

from tests.proofs._mutants.mutant import Mutant, cells

MUTANTS = [
    Mutant(
        "anyone of the group sees an institution's list of seats",
        "cohorts/views/seats.py",
        "@gate(Participation, rule=belongs_to)",
        "@gate(Participation)",
        cells("dan"),
    ),
    Mutant(
        "whoever sees a seat may fill it",
        "cohorts/views/seats.py",
        '@gate(Seat, rule=may_fill, methods=["GET", "POST"])',
        '@gate(Seat, methods=["GET", "POST"])',
        cells("ben"),
    ),
    Mutant(
        "coordinators fill the seats of others",
        "cohorts/rules.py",
        "        and coordinates(user, seat.participation, now)\n",
        "",
        cells("dan"),
    ),
    Mutant(
        "coordinators choose who coordinates",
        "cohorts/rules.py",
        "seat.function.role != Function.Role.COORDINATOR",
        "seat.function_id is not None",
        cells("ada"),
    ),
    Mutant(
        "people of other institutions can be chosen for a seat",
        "cohorts/forms/colleagues.py",
        'User.objects.filter(pk__in=known.values("user"))',
        "User.objects.all()",
        ("tests/cohorts/test_own_seats.py",),
    ),
    Mutant(
        "anyone follows the invitations of others",
        "programmes/views/invited.py",
        '@gate(Holding, rule=may_follow_invitation, methods=["GET", "POST"])',
        '@gate(Holding, methods=["GET", "POST"])',
        cells("dan"),
    ),
    Mutant(
        "the invitations of every group are listed",
        "programmes/views/invited.py",
        "holdings_in(choice.ids, request.now)",
        "holdings_in(range(10_000), request.now)",
        ("tests/programmes/test_invitations.py",),
    ),
    Mutant(
        "anyone mends the addresses of others",
        "cohorts/views/invitations.py",
        '@gate(Holding, rule=may_mend_invitation, methods=["GET", "POST"])',
        '@gate(Holding, methods=["GET", "POST"])',
        cells("dan"),
    ),
    Mutant(
        "seats elsewhere are taken over by way of an address",
        "cohorts/actions/invitations.py",
        "not may_change_address(by, person, now)",
        "not by",
        ("tests/cohorts/test_correct_address.py",),
    ),
    Mutant(
        "who has the wrong address keeps a password",
        "cohorts/actions/invitations.py",
        "    person.set_unusable_password()\n",
        "",
        ("tests/cohorts/test_correct_address.py",),
    ),
    Mutant(
        "a password is chosen by an address that counts no longer",
        "cohorts/login.py",
        'not may_log_in(self.user, reset.state["email"], request.now)',
        "self.user is None",
        ("tests/cohorts/test_correct_address.py",),
    ),
]
