"""Can the access tests fail? Each mutant is a copy of the portal with one access check taken away.

The tests that are named for it must turn red on the copy, and be green on one without any change.
A check whose text has changed is an error: then its mutant is written anew.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from time import monotonic
from typing import Any, Self

from scripts import translations
from tests import servers
from tests.proofs._mutants import MUTANTS, Mutant

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "build", "var", "staticfiles", "node_modules", "__pycache__", ".*_cache"
)
AT_ONCE = 2
WARM = "warm"
SETTINGS = "tests.proofs._mutants.settings"
PYTEST = ("-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "--reuse-db", f"--ds={SETTINGS}")
WHOLE = ("tests/access", "tests/cohorts", "tests/test_login/test_doors.py")


class CheckHasChanged(Exception):
    """The text that a mutant takes away is not there, or not once."""


@dataclass(frozen=True)
class Outcome:
    mutant: str
    is_caught: bool
    words: str  # the end of what the tests said


def run(full: bool) -> dict[str, Any]:
    """Reduced, each mutant meets the tests that are named for it; in full, these and all that tell
    of rights."""
    started = monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="mutants-") as folder,
        servers.postgres(autovacuum=False) as server,
        ThreadPoolExecutor(AT_ONCE) as pool,
        ExitStack() as stack,
    ):
        warm = Warm(Path(folder) / WARM, server)
        warm.up(_all_tests(full))
        unchanged = pool.submit(_tried, warm, None, _all_tests(full))
        nurseries: Queue[Nursery] = Queue()
        begun = [Nursery(warm, number, _all_tests(full)) for number in range(AT_ONCE)]
        for nursery in begun:
            nurseries.put(stack.enter_context(nursery))
        outcomes = list(pool.map(lambda one: _met(nurseries, one, _tests(one, full)), MUTANTS))
        sound = unchanged.result()
    missed = [outcome.mutant for outcome in outcomes if not outcome.is_caught]
    figures: dict[str, Any] = {
        "ok": not missed and not sound.is_caught,
        "mutants": len(outcomes),
        "caught": len(outcomes) - len(missed),
        "missed": missed,
        "seconds": round(monotonic() - started),
        "cpu_seconds": _cpu_seconds(),
    }
    return figures | ({"error": sound.words} if sound.is_caught else {})


def _tests(mutant: Mutant, full: bool) -> list[str]:
    return [*mutant.tests, *WHOLE] if full else list(mutant.tests)


def _all_tests(full: bool) -> list[str]:
    """What the sound copy must pass: every test that a mutant is held against."""
    named = {test for mutant in MUTANTS for test in mutant.tests}
    return [*sorted(named), *WHOLE] if full else sorted(named)


@dataclass(frozen=True)
class Warm:
    """The copy that all others are made from: compiled, and with a database that has its tables.
    Both take longer than most of the tests."""

    folder: Path
    server: servers.Postgres

    def up(self, tests: list[str]) -> None:
        translations.compile_all()  # a copy says what its pages say
        shutil.copytree(ROOT, self.folder, ignore=LEFT_OUT)
        (self.folder / "var").mkdir()
        self.server.create(WARM)
        for words in (["manage.py", "migrate", "--settings", SETTINGS], [*PYTEST, "--co", *tests]):
            done = _python(self.folder, self.server.url(WARM), words)
            if done.returncode != 0:
                raise CheckHasChanged(f"{words}: {done.stdout[-2000:]}{done.stderr[-2000:]}")

    @contextmanager
    def database(self, name: str) -> Iterator[str]:
        """The address of a new one with the same tables."""
        yield self.server.create(name, template=WARM)
        self.server.drop(name)


class Nursery:
    """Where mutants are quick to be had: see `_mutants.nursery`."""

    def __init__(self, warm: Warm, number: int, tests: list[str]) -> None:
        self.warm = warm
        database = warm.server.create(f"nursery_{number}", template=WARM)
        command = [sys.executable, "-m", "tests.proofs._mutants.nursery", *tests]
        env = _surroundings(warm.folder, database) | {"DJANGO_SETTINGS_MODULE": SETTINGS}
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.process: Any = subprocess.Popen(command, cwd=warm.folder, env=env, **pipes)  # type: ignore[call-overload]

    def __enter__(self) -> Self:
        self.process.__enter__()
        if self.process.stdout.readline() != "ready\n":
            raise CheckHasChanged("the nursery does not come up")
        return self

    def __exit__(self, *how: object) -> None:
        self.process.stdin.close()
        self.process.__exit__(*how)

    def ask(self, mutant: Mutant, tests: list[str]) -> dict[str, Any]:
        facts = {"file": mutant.file, "check": mutant.check, "instead": mutant.instead}
        order = facts | {"words": [*PYTEST[2:], *tests], "first": mutant.room}
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer


def _met(nurseries: "Queue[Nursery]", mutant: Mutant, tests: list[str]) -> Outcome:
    """In a nursery, or in a copy of its own when it is no function's."""
    nursery = nurseries.get()
    try:
        found = nursery.ask(mutant, tests)
        if found["code"] is None:
            return _tried(nursery.warm, mutant, tests)
    finally:
        nurseries.put(nursery)
    if found["code"] not in {0, 1}:
        raise CheckHasChanged(f"{mutant.name}: {found['words']}")
    return Outcome(mutant.name, found["code"] == 1, found["words"])


def _tried(warm: Warm, mutant: Mutant | None, tests: list[str]) -> Outcome:
    name = (mutant.name if mutant else "sound").replace(" ", "-")
    copy = warm.folder.with_name(name)
    shutil.copytree(warm.folder, copy)
    if mutant:
        take_away(copy, mutant)
    with warm.database(name) as database:
        first = mutant.room if mutant else ""
        done = _python(copy, database, [*PYTEST, *tests], first=first)
    shutil.rmtree(copy)
    if done.returncode not in {0, 1}:  # broken or not found is not the same as red
        raise CheckHasChanged(f"{name}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    return Outcome(name, done.returncode == 1, done.stdout[-2000:])


def take_away(copy: Path, mutant: Mutant) -> None:
    path = copy / mutant.file
    source = path.read_text(encoding="utf-8")
    if source.count(mutant.check) != 1:
        raise CheckHasChanged(
            f"{mutant.name}: {mutant.file} has it {source.count(mutant.check)} times"
        )
    path.write_text(source.replace(mutant.check, mutant.instead), encoding="utf-8")


def _python(
    copy: Path, database: str, words: list[str], *, first: str = ""
) -> subprocess.CompletedProcess[str]:
    """`first` is the room whose pages the matrix asks before the others."""
    return subprocess.run(
        [sys.executable, *words],
        cwd=copy,
        env=_surroundings(copy, database) | {"ACCESS_FIRST": first},
        capture_output=True,
        text=True,
        check=False,
    )


def _surroundings(copy: Path, database: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return {**kept, "PORTAL_VAR_DIR": str(copy / "var"), "PORTAL_DATABASE_URL": database}


def _cpu_seconds() -> int:
    """What all of it has cost, whoever else was using the machine."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return round(used.ru_utime + used.ru_stime)
