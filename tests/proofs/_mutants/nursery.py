"""A Python in which the portal is loaded once, and which has a child for each mutant.

Loading the portal and its tests takes longer than most mutants live. So the child is a fork, in
which the functions that the mutant changes get other code, and a module of views is loaded anew
where only addresses know it. Elsewhere, what is no function's (a decorator, a constant) cannot be
changed so, and is said back: `None`. The tests run on a copy of the database, into which the people
and things of the matrix are put back, not made: they are made here once.

`python -m tests.proofs._mutants.nursery TEST…` is started in a copy of the portal. It reads orders
and writes answers, a line of JSON each.
"""

import importlib
import json
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from inspect import CO_OPTIMIZED
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any, NoReturn

import psycopg
from psycopg import sql

type Change = Callable[[], None]

LOADED = ("-W", "ignore::pytest.PytestAssertRewriteWarning")  # what is there, is as it is
BROKEN = 70  # exit code of a mutant that could not even be tried
TAIL = 2000  # letters of what the tests said


def main(tests: list[str]) -> None:
    import django

    django.setup()
    importlib.import_module("exchange_portal.urls")
    for path in sorted({test.partition("::")[0] for test in tests}):
        for found in (
            [Path(path)] if path.endswith(".py") else sorted(Path(path).rglob("test_*.py"))
        ):
            importlib.import_module(".".join(found.with_suffix("").parts))
    make_what_the_matrix_asks_for()
    print("ready", flush=True)
    for line in sys.stdin:
        print(json.dumps(answer(**json.loads(line))), flush=True)


def make_what_the_matrix_asks_for() -> None:
    """Kept by `tests.replay`, for the children; the database stays as it was."""
    from django.db import connection, transaction
    from django.utils import timezone

    from exchange_portal.year import read_at
    from tests.access.things import build
    from tests.personas import the_world

    now = timezone.now()
    with read_at(now), transaction.atomic():
        build(the_world(now))
        transaction.set_rollback(True)
    connection.close()  # a database is copied only while nobody uses it


def answer(file: str, check: str, instead: str, words: list[str], first: str) -> dict[str, Any]:
    """What pytest says of the mutant, and its exit code; None if it is not to be had here."""
    changes = changes_of(file, check, instead)
    if changes is None:
        return {"code": None, "words": ""}
    with tempfile.TemporaryDirectory(prefix="mutant-") as folder, _copied_database() as database:
        told = Path(folder) / "told"
        child = os.fork()
        if child == 0:
            _be(changes, words, first, database, told)
        _pid, status = os.waitpid(child, 0)
        return {"code": os.waitstatus_to_exitcode(status), "words": told.read_text()[-TAIL:]}


def _be(
    changes: list[Change],
    words: list[str],
    first: str,
    database: str,
    told: Path,
) -> NoReturn:
    """The mutant. Whatever happens, it does not come back."""
    with told.open("w") as output:
        os.dup2(output.fileno(), 1)
        os.dup2(output.fileno(), 2)
    try:
        code = _live(changes, words, first, database)
    except BaseException:  # noqa: BLE001  (told to the one who waits)
        traceback.print_exc()
        code = BROKEN
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _live(changes: list[Change], words: list[str], first: str, database: str) -> int:
    import pytest
    from django.conf import settings

    from exchange_portal import phrased

    own: Any = settings.DATABASES["default"]
    own["NAME"] = own["TEST"]["NAME"] = database
    os.environ["ACCESS_FIRST"] = first
    for change in changes:
        change()
    phrased._phrase.cache_clear()  # the nursery's own were phrased with the check
    return int(pytest.main([*words, *LOADED]))


@contextmanager
def _copied_database() -> Iterator[str]:
    """The name of a copy of the nursery's own database, until the mutant is gone."""
    from django.conf import settings

    own = settings.DATABASES["default"]
    copy, original = sql.Identifier(f"mutant_of_{own['NAME']}"), sql.Identifier(own["NAME"])
    place = {"host": own["HOST"], "port": own["PORT"], "user": own["USER"], "dbname": "postgres"}
    with psycopg.connect(**place, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(copy, original))
        yield f"mutant_of_{own['NAME']}"
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(copy))


def changes_of(file: str, check: str, instead: str) -> list[Change] | None:
    """What turns the loaded portal into one that has `instead` in the place of the check."""
    if not file.endswith(".py"):
        return None
    name = ".".join(Path(file).with_suffix("").parts)
    module = importlib.import_module(name)
    source = Path(file).read_text(encoding="utf-8")
    mutated = source.replace(check, instead)
    if ".views." in name and not _is_known_to_others(module):
        return [partial(_load_anew, module, compile(mutated, file, "exec"))]
    return _of_functions(module, compile(source, file, "exec"), compile(mutated, file, "exec"))


def _is_known_to_others(module: ModuleType) -> bool:
    """Whether one that is no list of addresses has taken something of it by name."""
    others = [
        vars(one)
        for name, one in list(sys.modules.items())
        if not name.endswith("urls") and one is not None and one is not module
    ]
    return any(
        getattr(found, "__module__", "") == module.__name__
        for other in others
        for found in list(other.values())
        if isinstance(found, FunctionType | type)
    )


def _load_anew(module: ModuleType, code: CodeType) -> None:
    from django.urls import clear_url_caches

    exec(code, vars(module))
    room = module.__name__.partition(".")[0]
    for addresses in (f"{room}.urls", "exchange_portal.urls"):
        importlib.reload(sys.modules[addresses])
    clear_url_caches()


def _of_functions(module: ModuleType, before: CodeType, after: CodeType) -> list[Change] | None:
    """The functions of the module that are others, each with its new code."""
    old, new = dict(_codes(before)), dict(_codes(after))
    if old.keys() != new.keys():
        return None
    found: list[Change] = []
    for name, code in new.items():
        if _what(code) == _what(old[name]):
            continue
        if _inside(code) != _inside(old[name]):
            return None  # what a decorator has made is made already
        function = _function(module, name)
        if function is None or len(code.co_freevars) != len(function.__code__.co_freevars):
            return None
        found.append(partial(setattr, function, "__code__", code))
    return found or None


def _codes(code: CodeType) -> Iterator[tuple[str, CodeType]]:
    """A module's or a class's own code, and that of the functions in it, by qualified name."""
    yield code.co_qualname, code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            if inner.co_flags & CO_OPTIMIZED:  # a function
                yield inner.co_qualname, inner
            else:
                yield from _codes(inner)


def _what(code: CodeType) -> tuple[Any, ...]:
    """What it does, whichever lines it stands on; of a module or class, without its functions."""
    constants = [one for one in code.co_consts if not isinstance(one, CodeType)]
    names = code.co_names, code.co_varnames, code.co_freevars
    return code.co_code, repr(constants), *names, *_inside(code)


def _inside(code: CodeType) -> tuple[Any, ...]:
    """The same of the functions that a function makes."""
    made = [one for one in code.co_consts if isinstance(one, CodeType)]
    return tuple(_what(one) for one in made) if code.co_flags & CO_OPTIMIZED else ()


def _function(module: ModuleType, name: str) -> FunctionType | None:
    """None for what is no function of the module or of one of its classes."""
    found: Any = module
    for part in name.split("."):
        found = vars(found).get(part) if hasattr(found, "__dict__") else None
    for inside in ("fget", "func", "__func__"):  # property, cached_property, classmethod
        found = getattr(found, inside, found)
    while hasattr(found, "__wrapped__"):
        found = found.__wrapped__
    is_it = isinstance(found, FunctionType) and found.__code__.co_qualname == name
    return found if is_it else None


if __name__ == "__main__":
    main(sys.argv[1:])
