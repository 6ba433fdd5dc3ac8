"""What a mutant is, and the cells of the access matrix that it is held against."""

from dataclasses import dataclass

MATRIX = "tests/access/test_matrix.py::test_every_cell"
ADMIN = "tests/access/test_admin.py::test_every_page_of_the_admin"


def cells(*people: str) -> tuple[str, ...]:
    return tuple(f"{MATRIX}[{person}]" for person in people)


def admin(*people: str) -> tuple[str, ...]:
    return tuple(f"{ADMIN}[{person}]" for person in people)


@dataclass(frozen=True)
class Mutant:
    """`check` stands once in the file; `instead` takes its place; `tests` must notice."""

    name: str
    file: str
    check: str
    instead: str
    tests: tuple[str, ...]
