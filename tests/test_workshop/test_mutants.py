"""Every mutant that the proof of access plants still finds the line that it changes."""

import importlib
import pkgutil
from pathlib import Path

import pytest

from tests.proofs import _mutants
from tests.proofs._mutants.mutant import Mutant

ROOT = Path(__file__).resolve().parents[2]


def all_mutants() -> list[Mutant]:
    files = pkgutil.iter_modules(_mutants.__path__, f"{_mutants.__name__}.")
    rooms = [importlib.import_module(file.name) for file in files]
    return [mutant for room in rooms for mutant in getattr(room, "MUTANTS", [])]


@pytest.mark.parametrize("mutant", all_mutants(), ids=lambda mutant: mutant.name)
def test_the_check_stands_there_once(mutant: Mutant) -> None:
    source = (ROOT / mutant.file).read_text(encoding="utf-8")

    assert source.count(mutant.check) == 1
    assert isinstance(mutant.tests, tuple)
