"""Run deep proofs: one by name, or all. Each leaves a line in build/proofs.jsonl.

A proof is a file tests/proofs/<name>.py with `run(full: bool) -> dict`: whether it is `ok`, and
its figures. Reduced, all take a quarter of an hour at most; full, each shows what it claims.
"""

import argparse
import importlib
import json
import os
import subprocess
import sys
import time
import traceback
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PROOFS = ROOT / "tests" / "proofs"
RESULTS = ROOT / "build" / "proofs.jsonl"


def names() -> list[str]:
    files = (path.stem for path in PROOFS.glob("*.py"))
    return sorted(stem.replace("_", "-") for stem in files if not stem.startswith("_"))


def commit() -> str:
    """What was proven: the commit, with a + if files have changed since."""

    def git(*words: str) -> str:
        done = subprocess.run(
            ["git", *words], cwd=ROOT, capture_output=True, text=True, check=False
        )
        return done.stdout.strip()

    return git("rev-parse", "--short", "HEAD") + ("+" if git("status", "--porcelain") else "")


def prove(name: str, *, full: bool) -> dict[str, Any]:
    """Run one proof here. One that breaks is a proof that failed."""
    started = time.monotonic()
    module = importlib.import_module(f"tests.proofs.{name.replace('-', '_')}")
    try:
        figures = module.run(full)
    except Exception:  # noqa: BLE001  (whatever went wrong, the line says so)
        figures = {"ok": False, "error": traceback.format_exc()}
    seconds = round(time.monotonic() - started, 1)
    line = {"name": name, "ok": False, "full": full, "commit": commit(), "seconds": seconds}
    return {**line, **figures}


def prove_apart(name: str, *, full: bool) -> bool:
    """Run one proof in a Python of its own: it may leave settings and threads behind."""
    command = [sys.executable, __file__, name, *(["--full"] if full else [])]
    return subprocess.run(command, cwd=ROOT, check=False).returncode == 0


def write(line: dict[str, Any], results: Path = RESULTS) -> None:
    results.parent.mkdir(exist_ok=True)
    with results.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="?", choices=names())
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--full", action="store_true")
    asked = parser.parse_args(words)
    if asked.all:
        outcomes = [prove_apart(name, full=asked.full) for name in names()]
        return 0 if all(outcomes) else 1
    if asked.name is None:
        parser.error(f"which one? {', '.join(names()) or 'there is none yet'}")
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    line = prove(asked.name, full=asked.full)
    write(line)
    print(line.pop("error", ""), json.dumps(line, ensure_ascii=False), sep="")
    return 0 if line["ok"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
