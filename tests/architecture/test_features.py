"""docs/features.md names a test for each finished row, and the tests are there."""

import re
from pathlib import Path

from tests.architecture.source import ROOT, functions

FEATURES = ROOT / "docs" / "features.md"
ROW = re.compile(r"^\|\s*(\d+)[^|]*\|([^|]+)\|([^|]+)\|\s*$", re.MULTILINE)
TEST = re.compile(r"`(tests/[^`:]+\.py)(?:::([\w:]+))?`")


def rows(text: str) -> dict[int, str]:
    """The number of each row and its cell of tests."""
    return {int(number): tests for number, _page, tests in ROW.findall(text)}


def absent(cell: str) -> list[str]:
    """Tests of a cell that do not exist; a cell without any is a fault as well."""
    named = TEST.findall(cell)
    if not named:
        return ["no test is named"]
    return [f"{path}::{test}" for path, test in named if not _exists(ROOT / path, test)]


def _exists(path: Path, test: str) -> bool:
    if not path.exists():
        return False
    return not test or test.rpartition("::")[2] in {node.name for node in functions(path)}


def test_every_finished_row_has_its_tests() -> None:
    found = rows(FEATURES.read_text(encoding="utf-8"))

    assert found
    assert {number: faults for number, cell in found.items() if (faults := absent(cell))} == {}


def test_rows_are_named_once_and_known() -> None:
    numbers = [int(number) for number, *_ in ROW.findall(FEATURES.read_text(encoding="utf-8"))]

    assert numbers == sorted(set(numbers))
    assert set(numbers) <= set(range(1, 101))


def test_a_missing_test_is_found() -> None:
    here = "tests/architecture/test_features.py"

    assert absent(f"`{here}::test_a_missing_test_is_found`") == []
    assert absent(f"`{here}::test_of_dreams`") == [f"{here}::test_of_dreams"]
    assert absent("`tests/nowhere.py`") == ["tests/nowhere.py::"]
    assert absent("later") == ["no test is named"]
