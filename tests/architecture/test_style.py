"""House rules that a linter does not know."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, dotted, everything, imported, name, product, tree

POOR_NAMES = {"utils", "helpers", "common", "services", "manager", "misc", "base", "core"}
SIGNALS = {
    f"django.db.models.signals.{moment}_{what}"
    for moment in ("pre", "post")
    for what in ("save", "delete", "init")
} | {"django.db.models.signals.m2m_changed"}
CLOCKS = {
    "timezone.now",
    "timezone.localdate",
    "timezone.localtime",
    "localdate",
    "localtime",
    "now",
    "datetime.now",
    "datetime.utcnow",
    "date.today",
    "time.time",
}
EDGE = re.compile(r"exchange_portal/middleware\.py|.*/tasks\.py|.*/management/.*|demo/.*")


def clock_readings(path: Path) -> list[int]:
    """Lines where the time is asked for. `localdate(moment)` only converts and is no reading."""
    return [
        node.lineno
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and dotted(node.func) in CLOCKS
        and (not node.args or dotted(node.func) == "datetime.now")
    ]


def logic_in_save(path: Path) -> list[int]:
    return [
        method.lineno
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef)
        for method in node.body
        if isinstance(method, ast.FunctionDef) and method.name in {"save", "delete"}
    ]


def only_names(path: Path) -> bool:
    """Whether a file holds a docstring and constants with texts, and nothing else."""
    return all(
        (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        or (isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant))
        for node in tree(path).body
    )


def test_only_the_edge_reads_the_clock() -> None:
    guilty = {
        name(path): lines
        for path in product()
        if not EDGE.fullmatch(name(path)) and (lines := clock_readings(path))
    }

    assert guilty == {}


def test_no_model_signals() -> None:
    assert {name(path) for path in product() if imported(path) & SIGNALS} == set()


def test_no_logic_in_save() -> None:
    models = [path for path in product() if "models" in {path.stem, path.parent.name}]

    assert models
    assert {name(path): lines for path in models if (lines := logic_in_save(path))} == {}


def test_events_hold_names_only() -> None:
    events = [path for path in product() if path.stem == "events"]

    assert events
    assert [name(path) for path in events if not only_names(path)] == []


def test_events_are_told_apart() -> None:
    values = [
        str(node.value.value)
        for path in product()
        if path.stem == "events"
        for node in tree(path).body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
    ]

    assert sorted(values) == sorted(set(values))


def test_names_say_something() -> None:
    assert {name(path) for path in product() if path.stem in POOR_NAMES} == set()


def test_nothing_of_ours_is_mocked() -> None:
    guilty = {name(path) for path in everything() if "unittest.mock" in imported(path)}

    assert guilty == set()


@pytest.mark.parametrize(
    "line",
    ["timezone.now()", "localdate()", "datetime.now(UTC)", "date.today()", "timezone.localtime()"],
)
def test_a_reading_of_the_clock_is_found(tmp_path: Path, line: str) -> None:
    path = tmp_path / "clock.py"
    path.write_text(f"x = 1\ny = {line}\nz = localdate(moment)\n")

    assert clock_readings(path) == [2]


def test_more_than_names_is_found(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.py", tmp_path / "bad.py"
    good.write_text('"""Names."""\n\nSUBMITTED = "submitted"\n')
    bad.write_text('SUBMITTED = "submitted"\n\ndef act():\n    pass\n')

    assert only_names(good)
    assert not only_names(bad)


def test_logic_in_save_is_found(tmp_path: Path) -> None:
    path = tmp_path / "models.py"
    path.write_text("class Thing:\n    def save(self):\n        pass\n")

    assert logic_in_save(path) == [2]


def test_nothing_of_a_merge_is_left() -> None:
    """In any text of the repository: what a join of two branches could not decide by itself."""
    command = ["git", "grep", "-lE", "^(<{7}|>{7}) "]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert found.stdout == ""
    assert found.returncode in {1, 128}, found.stderr  # nothing found, or not a git checkout
