"""The portal itself, running as it does in the server form: gunicorn, a worker and its beat."""

import fcntl
import os
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from scripts import commands
from tests.servers.post import Smtp
from tests.servers.processes import Process, folder, free_port

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Portal:
    folder: Path
    port: int
    env: dict[str, str]
    web: Process = field(init=False)
    workers: list[Process] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.web = self._process("web", commands.web(bind=f"127.0.0.1:{self.port}"))

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def manage(self, *words: str) -> str:
        """Run a management command against this portal and give back what it wrote."""
        command = commands.run(["manage.py", *words])
        done = subprocess.run(
            command, env=self.env, cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def prepare(self) -> None:
        """Make the database ready, and the static files where the portal serves them from."""
        for command in commands.PREPARE:
            self.manage(*command[1:])
        if self.env.get("PORTAL_DEMO") != "1":
            collect_static(self)

    def start_web(self) -> None:
        self.web.start()
        self.web.ready(self._answers)

    def start_worker(self, *, with_beat: bool = False) -> Process:
        process = self._process(
            f"worker-{len(self.workers) + 1}", commands.worker(with_beat=with_beat)
        )
        process.start()
        self.workers.append(process)
        return process

    def stop(self) -> None:
        """All at once: each takes a second or two to end what it is at."""
        processes = [self.web, *self.workers]
        for process in processes:
            process.ask_to_stop()
        for process in processes:
            process.stop()

    def logs(self) -> str:
        """All that its processes have said, for a test that fails or looks for a secret."""
        return "\n".join(path.read_text(errors="replace") for path in self.folder.glob("*.log"))

    def _process(self, name: str, command: list[str]) -> Process:
        return Process(
            commands.run(command), log=self.folder / f"{name}.log", env=self.env, cwd=ROOT
        )

    def _answers(self) -> bool:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{self.port}/om/tillganglighet/", timeout=5)
        except urllib.error.HTTPError:
            return True  # it answers, whatever it says
        except OSError:
            return False
        return True


@contextmanager
def portal(
    *,
    database_url: str = "",
    broker_url: str = "",
    smtp: Smtp | None = None,
    env: Mapping[str, str] | None = None,
    workers: int = 1,
    prepared: bool = False,
) -> Iterator[Portal]:
    """The portal on a free port with `workers` worker processes, the first with the beat.

    `prepared` says that the database has its tables already. Without the addresses, database
    and broker are the embedded ones, in files.
    """
    with folder("site") as path:
        port = free_port()
        places = {"PORTAL_DATABASE_URL": database_url, "PORTAL_BROKER_URL": broker_url}
        own = {name: value for name, value in places.items() if value}
        own.update(smtp.env if smtp else {})
        site = Portal(path, port, surroundings(path, port, {**own, **(env or {})}))
        if not prepared:
            site.prepare()
        try:
            site.start_web()
            for number in range(workers):
                site.start_worker(with_beat=number == 0)
            yield site
        finally:
            site.stop()


def surroundings(path: Path, port: int, given: Mapping[str, str]) -> dict[str, str]:
    """The environment of a portal: this one's without any PORTAL_ setting, and its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    own = {
        "PORTAL_SECRET_KEY": "known to every reader of the tests",
        "PORTAL_HTTPS": "0",
        "PORTAL_HOSTS": "localhost,127.0.0.1",
        "PORTAL_URL": f"http://localhost:{port}",
        "PORTAL_VAR_DIR": str(path / "var"),
        "PORTAL_FROM_EMAIL": "Erfarenhetsutbytet <portalen@example.se>",
    }
    (path / "var").mkdir()
    return {**kept, **own, **given}


def collect_static(site: Portal) -> None:
    """Once at a time: several tests may start a portal at the same moment."""
    lock = ROOT / "build" / "static.lock"
    lock.parent.mkdir(exist_ok=True)
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        newest = max(path.stat().st_mtime for path in (ROOT / "static").rglob("*"))
        manifest = ROOT / "staticfiles" / "staticfiles.json"
        if not manifest.exists() or manifest.stat().st_mtime < newest:
            site.manage("collectstatic", "--no-input", "--clear")
