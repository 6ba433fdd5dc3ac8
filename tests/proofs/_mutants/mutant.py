"""What an access check is taken away with, and the tests that people are named for."""

from dataclasses import dataclass

MATRIX = "tests/access/test_matrix.py::test_every_cell"
ADMIN = "tests/access/test_admin.py::test_every_page_of_the_admin"
VISIBILITY = "tests/cohorts/test_visibility.py"
SEATS = "tests/cohorts/test_admin.py"
DOORS = "tests/test_login/test_doors.py"
FACTOR = "tests/test_login/test_second_factor.py"


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

    @property
    def room(self) -> str:
        """The app that it is in: its pages are likely to tell."""
        return self.file.partition("/")[0]


RIGHTS = "cohorts/models/rights.py"
COHORTS = "cohorts/models/cohorts.py"
GATE = "exchange_portal/access.py"
SUBMISSIONS = "meetings/models/submissions.py"
DRAFTS = "meetings/models/drafts.py"
