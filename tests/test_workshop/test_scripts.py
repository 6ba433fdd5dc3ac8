"""The commands of the Makefile, as far as they can be asked without doing the work."""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from scripts import audit, healthcheck, install_for_tests, proof, translations
from tests.architecture.source import ROOT
from tests.servers import free_port

SCRIPTS = ROOT / "scripts"


def run(*command: object, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(word) for word in command],
        env={"PATH": os.environ["PATH"], **env},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def program(path: Path, text: str) -> Path:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


class TestFindPython:
    def test_names_that_only_fail_are_passed_by(self, tmp_path: Path) -> None:
        for name in ("python3.13", "python3.14"):
            program(tmp_path / name, "echo 'no such version' >&2; exit 127")
        (tmp_path / "python3.12").symlink_to(sys.executable)

        done = run("/bin/sh", SCRIPTS / "find-python.sh", PATH=str(tmp_path), HOME=str(tmp_path))

        assert done.returncode == 0, done.stderr
        assert Path(done.stdout.strip()).name == "python3.12"

    def test_none_is_one_sentence(self, tmp_path: Path) -> None:
        program(tmp_path / "python3", "exit 1")

        done = run("/bin/sh", SCRIPTS / "find-python.sh", PATH=str(tmp_path), HOME=str(tmp_path))

        assert done.returncode == 1
        assert done.stdout == ""
        assert done.stderr.startswith("The portal needs Python 3.12 or newer")
        assert len(done.stderr.splitlines()) == 1


class TestSystemPackages:
    def test_a_machine_without_apt_is_told_what_to_install(self, tmp_path: Path) -> None:
        (tmp_path / "id").symlink_to(shutil.which("id") or "")

        done = run("/bin/sh", SCRIPTS / "system.sh", "To fly", "wings", PATH=str(tmp_path))

        assert done.returncode == 1
        assert done.stderr == (
            "To fly: please install wings (on Debian: sudo apt-get install wings).\n"
        )

    def test_this_machine_has_what_the_tests_need(self) -> None:
        assert install_for_tests.missing() == []


class TestTranslations:
    def test_each_fault_is_named(self) -> None:
        catalog = Catalog(locale="en")
        catalog.add("Spara", "Save")
        catalog.add("Lämna in", "")
        catalog.add("Klar", "Done", flags=["fuzzy"])
        catalog.add("%(days)d dagar", "%(day)d days", flags=["python-format"])

        assert [fault.split(":")[0] for fault in translations.wrong(catalog)] == [
            "not translated",
            "unsure (fuzzy)",
            "unknown named placeholder 'day'",
        ]

    def test_compiling_needs_no_gettext(self, tmp_path: Path, monkeypatch) -> None:
        folder = tmp_path / "en" / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "django.po").write_text(
            'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
            'msgid "Spara"\nmsgstr "Save"\n'
        )
        monkeypatch.setattr(translations, "LOCALE", tmp_path)
        monkeypatch.setenv("PATH", "")

        translations.compile_all()

        assert b"Save" in (folder / "django.mo").read_bytes()


class TestProofs:
    def test_the_line_says_what_was_proven(self, tmp_path: Path) -> None:
        proof.write({"name": "å", "ok": True}, tmp_path / "build" / "proofs.jsonl")
        proof.write({"name": "b", "ok": False}, tmp_path / "build" / "proofs.jsonl")

        lines = (tmp_path / "build" / "proofs.jsonl").read_text().splitlines()
        assert [json.loads(line) for line in lines] == [
            {"name": "å", "ok": True},
            {"name": "b", "ok": False},
        ]

    def test_a_proof_that_breaks_has_failed(self, monkeypatch) -> None:
        class Broken:
            @staticmethod
            def run(full: bool) -> dict[str, object]:
                raise ZeroDivisionError

        monkeypatch.setitem(sys.modules, "tests.proofs.that_breaks", Broken)

        line = proof.prove("that-breaks", full=False)

        assert (line["name"], line["ok"], line["full"]) == ("that-breaks", False, False)
        assert "ZeroDivisionError" in line["error"]

    def test_every_proof_is_found_by_its_name(self) -> None:
        files = {path.stem for path in (ROOT / "tests" / "proofs").glob("[!_]*.py")}

        assert {name.replace("-", "_") for name in proof.names()} == files


class TestAudit:
    def test_packages_not_looked_at_are_a_fault(self) -> None:
        report = {
            "dependencies": [
                {"name": "Django", "version": "6", "vulns": []},
                {"name": "celery", "skip_reason": "no answer"},
                {"name": "redis", "version": "8", "vulns": [{"id": "X-1"}]},
            ]
        }

        assert audit.faults(report, {"django", "celery", "redis"}) == [
            "not audited: celery",
            "redis: [{'id': 'X-1'}]",
        ]

    def test_every_locked_package_is_counted(self) -> None:
        text = audit.LOCKED.read_text()

        assert len(audit.locked(text)) == len(re.findall(r"^\S+==", text, re.MULTILINE))
        assert {"django", "celery", "weasyprint"} <= audit.locked(text)


class TestRequirements:
    def test_every_file_is_known_by_its_hash_and_no_registry_is_named(self) -> None:
        for path in (ROOT / "requirements").glob("*.txt"):
            text = path.read_text()
            packages = re.findall(r"^\S+==.*\\$", text, re.MULTILINE)

            assert packages
            assert len(packages) == len(re.findall(r"^\S+==", text, re.MULTILINE))
            assert "://" not in text

    def test_what_runs_is_what_was_tested(self) -> None:
        def pinned(name: str) -> set[str]:
            text = (ROOT / "requirements" / name).read_text()
            return set(re.findall(r"^[\w.\[\]-]+==[^ \\;]+", text, re.MULTILINE))

        assert pinned("base.txt") <= pinned("test.txt")


def test_a_web_process_that_is_not_there_is_not_well() -> None:
    assert not healthcheck.is_well(free_port())


@pytest.mark.parametrize(
    "target", ["demo", "test", "check", "bench", "proof", "proofs", "check-pdfs"]
)
def test_make_names_its_commands(target: str) -> None:
    assert re.search(rf"^{target}\s", run("make", "help").stdout, re.MULTILINE)
