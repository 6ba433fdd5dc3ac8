"""Setting up side by side: what is shared out comes together, and what fails is not passed over."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.architecture.source import ROOT
from tests.test_workshop.test_scripts import program

REQUIREMENTS = ROOT / "requirements" / "base.txt"

# Stands for a Python: makes a «.venv» that is itself, and notes what its pip is asked to install.
PYTHON = """
case "$*" in
  "-m venv"*) mkdir -p .venv/bin; cp "$0" .venv/bin/python ;;
  *"-m pip"*) for last; do :; done; cat "$last" >> pip.log; exit "${PIP_ENDS:-0}" ;;
  *sys.executable*) echo "$0" ;;
  "-m compileall"*) touch compiled ;;
esac
"""


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A clone with a Python of its own and nothing installed."""
    for name in ("scripts", "requirements"):
        (tmp_path / name).mkdir()
    for name in ("environment.sh", "find-python.sh", "demo.sh"):
        shutil.copy(ROOT / "scripts" / name, tmp_path / "scripts" / name)
    shutil.copy(REQUIREMENTS, tmp_path / "requirements" / "base.txt")
    program(tmp_path / "python", PYTHON)
    return tmp_path


def run(machine: Path, *command: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", *command],
        env={"PATH": os.environ["PATH"], "PYTHON": str(machine / "python"), **env},
        cwd=machine,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


class TestEnvironment:
    def test_the_halves_are_the_whole(self, machine: Path) -> None:
        done = run(machine, "scripts/environment.sh", "base")

        installed = (machine / "pip.log").read_text().splitlines()
        assert done.returncode == 0, done.stderr
        assert sorted(installed) == sorted(REQUIREMENTS.read_text().splitlines())

    def test_the_second_time_there_is_nothing_to_do(self, machine: Path) -> None:
        run(machine, "scripts/environment.sh", "base")
        (machine / "pip.log").unlink()

        assert run(machine, "scripts/environment.sh", "base").returncode == 0
        assert not (machine / "pip.log").exists()

    def test_compiling_can_wait(self, machine: Path) -> None:
        run(machine, "scripts/environment.sh", "base", "lazily")
        assert not (machine / "compiled").exists()

        (machine / ".venv" / "installed-base").unlink()
        run(machine, "scripts/environment.sh", "base")
        assert (machine / "compiled").exists()

    def test_what_failed_is_not_taken_for_done(self, machine: Path) -> None:
        assert run(machine, "scripts/environment.sh", "base", PIP_ENDS="1").returncode == 1
        assert run(machine, "scripts/environment.sh", "base").returncode == 0


class TestDemo:
    """Its two long steps wait for each other here: one after the other they would never end."""

    @pytest.fixture(autouse=True)
    def steps(self, machine: Path) -> None:
        meet = 'touch {}; while ! [ -e {} ]; do sleep 0.05; done; exit "${{{}:-0}}"'
        for name, other in (("environment", "pdf-system"), ("pdf-system", "environment")):
            ends = f"{name[:3].upper()}_ENDS"
            program(machine / "scripts" / f"{name}.sh", meet.format(name, other, ends))

    def make_environment(self, machine: Path) -> None:
        (machine / ".venv" / "bin").mkdir(parents=True)
        program(machine / ".venv" / "bin" / "python", 'echo "$@"')

    def test_side_by_side(self, machine: Path) -> None:
        self.make_environment(machine)

        done = run(machine, "scripts/demo.sh")

        assert done.returncode == 0, done.stderr
        assert done.stdout == "scripts/translations.py compile\nmanage.py demo\n"

    @pytest.mark.parametrize("step", ["ENV_ENDS", "PDF_ENDS"])
    def test_a_step_that_fails_ends_it(self, machine: Path, step: str) -> None:
        self.make_environment(machine)

        done = run(machine, "scripts/demo.sh", **{step: "3"})

        assert (done.returncode, done.stdout) == (1, "")

    def test_how_the_demo_ends_is_how_it_ends(self, machine: Path) -> None:
        self.make_environment(machine)
        program(machine / ".venv" / "bin" / "python", '[ "$1" = manage.py ] && exit 4; exit 0')

        assert run(machine, "scripts/demo.sh").returncode == 4

    def test_without_a_python_nothing_is_begun(self, machine: Path) -> None:
        program(machine / "scripts" / "find-python.sh", "echo 'None was found.' >&2; exit 1")

        done = run(machine, "scripts/demo.sh")

        assert (done.returncode, done.stderr) == (1, "None was found.\n")
        assert not (machine / "pdf-system").exists()
