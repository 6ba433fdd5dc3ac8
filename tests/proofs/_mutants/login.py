"""Login."""

from tests.proofs._mutants.mutant import DOORS, Mutant

MUTANTS = [
    # --- Login -------------------------------------------------------------------------------
    Mutant(
        "those who have left log in",
        "cohorts/login.py",
        "return user.email == address.email and bool(rights.engagements)",
        "return user.email == address.email",
        (DOORS,),
    ),
    Mutant(
        "the address of an old place opens the door",
        "cohorts/login.py",
        "if address.institution_id in {place.institution_id for place in rights.participations()}:",
        "if rights.participations():",
        (DOORS,),
    ),
]
