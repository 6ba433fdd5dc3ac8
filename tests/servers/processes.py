"""Starting, waiting for and stopping programs."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(is_so: Callable[[], object], what: str, *, within: float = 20) -> None:
    """Ask again and again until the answer is yes. `within` is seconds."""
    ends = time.monotonic() + within
    while not is_so():
        if time.monotonic() > ends:
            raise TimeoutError(f"waited {within} s in vain: {what}")
        time.sleep(0.02)


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def folder(name: str) -> Iterator[Path]:
    """An empty folder for as long as it is needed."""
    path = Path(tempfile.mkdtemp(prefix=f"portal-{name}-"))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


class Process:
    """A program with its log. It ends when whoever started it ends, however that came about."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        log: Path,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        user: str = "",
    ) -> None:
        self.command = [*_tied(user), *command]
        self.log = log
        self.env = env
        self.cwd = cwd
        self._popen: subprocess.Popen[bytes] | None = None
        self._is_asked = False

    def start(self) -> None:
        self._is_asked = False
        with self.log.open("ab") as log:
            self._popen = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self.env,
                cwd=self.cwd,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        assert self._popen is not None, "not started"
        return self._popen.pid

    @property
    def is_running(self) -> bool:
        return self._popen is not None and self._popen.poll() is None

    def ready(self, is_ready: Callable[[], object], *, within: float = 20) -> None:
        """Wait until it is ready; a program that has ended instead shows its log."""

        def settled() -> bool:
            return not self.is_running or bool(is_ready())

        wait_until(settled, f"{self.command} to be ready, see {self.log}", within=within)
        if not self.is_running:
            raise RuntimeError(f"{self.command} ended:\n{self.log.read_text(errors='replace')}")

    def ask_to_stop(self, sign: int = signal.SIGTERM) -> None:
        """Say that it should end, without waiting; once, for some take a second word as haste."""
        if self.is_running and not self._is_asked:
            os.kill(self.pid, sign)
            self._is_asked = True

    def stop(self, sign: int = signal.SIGTERM, *, within: float = 30) -> int:
        """Ask it to end and wait for it. Returns its exit code."""
        if self._popen is None:
            return 0
        self.ask_to_stop(sign)
        try:
            return self._popen.wait(within)
        except subprocess.TimeoutExpired:
            self.kill()
            raise

    def kill(self) -> None:
        """As if the machine had lost it: the program and its children, at once."""
        if self._popen is not None and self.is_running:
            os.killpg(self.pid, signal.SIGKILL)
            self._popen.wait()


def _tied(user: str) -> list[str]:
    """Words before a command: whose program it is, and that it ends with us."""
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        return []
    owner = [f"--reuid={user}", f"--regid={user}", "--clear-groups"] if user else []
    return [setpriv, *owner, "--pdeathsig=TERM"]
