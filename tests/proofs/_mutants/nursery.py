"""A Python in which the portal is loaded once, and which has a child for each mutant.

Loading the portal and its tests takes longer than most mutants live. So the child is a fork, in
which the functions that the mutant changes get other code; the tests run on a copy of the database.
What is no function's (a decorator, a constant) cannot be changed so, and is said back: `None`.

`python -m tests.proofs._mutants.nursery TEST…` is started in a copy of the portal. It reads orders
and writes answers, a line of JSON each.
"""

import importlib
import json
import os
import shutil
import sys
import tempfile
import traceback
from collections.abc import Iterator
from inspect import CO_OPTIMIZED
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any, NoReturn

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
    print("ready", flush=True)
    for line in sys.stdin:
        print(json.dumps(answer(**json.loads(line))), flush=True)


def answer(file: str, check: str, instead: str, words: list[str], first: str) -> dict[str, Any]:
    """What pytest says of the mutant, and its exit code; None if it is not to be had here."""
    changed = changes(file, check, instead)
    if changed is None:
        return {"code": None, "words": ""}
    with tempfile.TemporaryDirectory(prefix="mutant-") as folder:
        told = Path(folder) / "told"
        child = os.fork()
        if child == 0:
            _be(changed, words, first, Path(folder), told)
        _pid, status = os.waitpid(child, 0)
        return {"code": os.waitstatus_to_exitcode(status), "words": told.read_text()[-TAIL:]}


def _be(
    changed: list[tuple[FunctionType, CodeType]],
    words: list[str],
    first: str,
    folder: Path,
    told: Path,
) -> NoReturn:
    """The mutant. Whatever happens, it does not come back."""
    with told.open("w") as output:
        os.dup2(output.fileno(), 1)
        os.dup2(output.fileno(), 2)
    try:
        code = _live(changed, words, first, folder)
    except BaseException:  # noqa: BLE001  (told to the one who waits)
        traceback.print_exc()
        code = BROKEN
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _live(
    changed: list[tuple[FunctionType, CodeType]], words: list[str], first: str, folder: Path
) -> int:
    import pytest

    _use_database_of_its_own(folder)
    os.environ["ACCESS_FIRST"] = first
    for function, code in changed:
        function.__code__ = code
    return int(pytest.main([*words, *LOADED]))


def _use_database_of_its_own(folder: Path) -> None:
    from django.conf import settings

    own: Any = settings.DATABASES["default"]
    copy = folder / "database.sqlite3"
    shutil.copy2(own["NAME"], copy)
    own["NAME"] = own["TEST"]["NAME"] = str(copy)


def changes(file: str, check: str, instead: str) -> list[tuple[FunctionType, CodeType]] | None:
    """The functions of the file that are others without the check, each with its new code."""
    if not file.endswith(".py"):
        return None
    module = importlib.import_module(".".join(Path(file).with_suffix("").parts))
    source = Path(file).read_text(encoding="utf-8")
    old, new = (
        dict(_codes(compile(text, file, "exec")))
        for text in (source, source.replace(check, instead))
    )
    if old.keys() != new.keys():
        return None
    found = []
    for name, code in new.items():
        if _what(code) == _what(old[name]):
            continue
        if _inside(code) != _inside(old[name]):
            return None  # what a decorator has made is made already
        function = _function(module, name)
        if function is None or len(code.co_freevars) != len(function.__code__.co_freevars):
            return None
        found.append((function, code))
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
