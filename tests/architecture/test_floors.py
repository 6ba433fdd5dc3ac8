"""Floors and rooms: an import points down only."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.source import PRODUCT, ROOT, imported, name, product

ROOT_MODULES = {f"exchange_portal.{name}" for name in ("settings", "urls", "asgi", "wsgi")}


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"]
    env = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


def test_every_import_points_down() -> None:
    done = lint_imports(ROOT)

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("cohorts/upwards.py", "import meetings"),
        ("meetings/sideways.py", "import selfassessment"),
        ("exchange_portal/access.py", "import cohorts"),
        ("meetings/rules.py", "from meetings import actions"),
    ],
)
def test_an_import_that_points_up_is_found(tmp_path: Path, room: str, line: str) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for folder in PRODUCT:
        shutil.copytree(
            ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__")
        )
    with (tmp_path / room).open("a") as file:
        file.write(f"\n{line}\n")

    done = lint_imports(tmp_path)

    assert done.returncode == 1
    assert f"- {room.replace('/', '.').removesuffix('.py')} -> " in done.stdout


def test_every_room_stands_on_a_floor() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    floors = " ".join(contracts["contracts"][0]["layers"])
    rooms = {path.parent.name for path in ROOT.glob("*/apps.py")}
    platform = {
        f"exchange_portal.{path.stem}"
        for path in (ROOT / "exchange_portal").iterdir()
        if path.stem not in {"__init__", "__pycache__"}
    }

    assert {room for room in rooms | platform if room not in floors.replace("|", " ")} == set()


def test_the_root_is_imported_by_nobody() -> None:
    assert {name(path) for path in product() if imported(path) & ROOT_MODULES} == set()


def test_the_project_package_is_empty() -> None:
    assert (ROOT / "exchange_portal" / "__init__.py").read_text() == ""


def test_the_product_knows_neither_tests_nor_scripts() -> None:
    outside = {"tests", "scripts", "pytest", "playwright"}
    guilty = {
        name(path)
        for path in product()
        if {word.split(".")[0] for word in imported(path)} & outside
    }

    assert guilty == set()
