"""The demo's processes: a web server and one worker, started together and ended together."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path

PATIENCE = 10  # seconds that a process may take to end by itself


def web(port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "gunicorn", "exchange_portal.wsgi:application"),
        f"--bind=127.0.0.1:{port}",
        *("--preload", "--worker-class=gthread", "--workers=2", "--threads=4"),
        *("--no-control-socket", "--log-level=warning"),
    ]


def worker() -> list[str]:
    """One worker that carries the beat too; its broker is a file, so that no Redis is needed."""
    return [
        *(sys.executable, "-W", "ignore:You're running the worker", "-m", "celery", "--quiet"),
        *("--app=exchange_portal", "worker", "--beat"),
        *("--pool=threads", "--concurrency=2", "--loglevel=WARNING"),
        *("--without-gossip", "--without-mingle", "--without-heartbeat"),
    ]


class Ended(Exception):
    """One of the processes has ended, and the demo with it. The text says which."""


class Children:
    """Processes of ours. Each has a process group of its own, so that a Ctrl-C in the terminal
    reaches us alone and we end them in order; on Linux they also end if we are killed."""

    def __init__(self, *, cwd: Path, patience: float = PATIENCE) -> None:
        self.cwd = cwd
        self.patience = patience
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, command: Sequence[str], env: Mapping[str, str]) -> None:
        self.running[name] = subprocess.Popen(
            [*_tied(), *command], cwd=self.cwd, env=env, start_new_session=True
        )

    def check(self) -> None:
        for name, process in self.running.items():
            if process.poll() is not None:
                raise Ended(f"{name} ended with code {process.returncode}")

    def stop(self) -> None:
        """Ask all to end, then make them."""
        for process in self.running.values():
            _signal(process, signal.SIGTERM)
        ends = time.monotonic() + self.patience
        for process in self.running.values():
            try:
                process.wait(max(ends - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                continue
        for process in self.running.values():
            _signal(process, signal.SIGKILL)
            process.wait()
        self.running.clear()


def _tied() -> list[str]:
    """Words before a command that make it end with us, where the system can."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig=TERM"] if setpriv else []


def _signal(process: subprocess.Popen[bytes], number: int) -> None:
    """To the whole group: what a process has started is ended with it."""
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        return


def choose_port(preferred: int) -> int:
    """The preferred port, or any free one if something else listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", preferred))
        except OSError:
            probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for_page(url: str, children: Children, *, seconds: float = 60) -> None:
    """Until the page answers. A process that ends meanwhile ends the waiting too."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        children.check()
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310  (our own address)
        except urllib.error.HTTPError as answer:
            raise Ended(f"{url} answered {answer.code}") from answer
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise Ended(f"{url} did not answer within {seconds:.0f} seconds")
