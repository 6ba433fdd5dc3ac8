"""The access checks of the portal, one by one, and what the portal is without each."""

from tests.proofs._mutants import (
    admin,
    assessments,
    assistants,
    attending,
    board,
    gate,
    guests,
    links,
    login,
    materials,
    meetings,
    people,
    preparation,
    rights,
    rounds,
    seats,
    templates,
)
from tests.proofs._mutants.mutant import Mutant

__all__ = ["MUTANTS", "Mutant"]

MUTANTS = [
    *gate.MUTANTS,
    *rights.MUTANTS,
    *seats.MUTANTS,
    *people.MUTANTS,
    *meetings.MUTANTS,
    *admin.MUTANTS,
    *assistants.MUTANTS,
    *links.MUTANTS,
    *login.MUTANTS,
    *attending.MUTANTS,
    *rounds.MUTANTS,
    *assessments.MUTANTS,
    *materials.MUTANTS,
    *board.MUTANTS,
    *guests.MUTANTS,
    *preparation.MUTANTS,
    *templates.MUTANTS,
]
