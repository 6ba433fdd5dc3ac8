"""What the demo starts, it ends: also the children of its children."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from demo.processes import Children, Ended, choose_port, wait_for_page

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)",
]


@pytest.fixture
def children() -> Children:
    return Children(cwd=Path.cwd(), patience=1)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return not Path(f"/proc/{pid}/stat").read_text().split(")")[-1].strip().startswith("Z")


def test_all_are_ended(children: Children) -> None:
    for name, command in (("one", SLEEP), ("two", STUBBORN)):
        children.start(name, command, os.environ)
    pids = [process.pid for process in children.running.values()]

    children.stop()

    assert not any(is_running(pid) for pid in pids)


def test_their_own_children_end_too(children: Children, tmp_path: Path) -> None:
    told = tmp_path / "pid"
    code = (
        "import pathlib, subprocess, sys, time;"
        f"child = subprocess.Popen({SLEEP!r});"
        f"pathlib.Path({str(told)!r}).write_text(str(child.pid));"
        "time.sleep(60)"
    )
    children.start("parent", [sys.executable, "-c", code], os.environ)
    while not told.exists() or not told.read_text():
        time.sleep(0.02)

    children.stop()
    ends = time.monotonic() + 10  # a grandchild is told to end, nobody waits for it
    while is_running(int(told.read_text())) and time.monotonic() < ends:
        time.sleep(0.05)

    assert not is_running(int(told.read_text()))


def test_they_end_when_the_demo_is_killed(tmp_path: Path) -> None:
    told = tmp_path / "pid"
    code = (
        "import os, pathlib, time;"
        "from demo.processes import Children;"
        "children = Children(cwd=pathlib.Path.cwd());"
        f"children.start('one', {SLEEP!r}, os.environ);"
        f"pathlib.Path({str(told)!r}).write_text(str(children.running['one'].pid));"
        "time.sleep(60)"
    )
    demo = subprocess.Popen([sys.executable, "-c", code])
    while not told.exists() or not told.read_text():
        time.sleep(0.02)
    time.sleep(0.2)

    demo.kill()
    demo.wait()
    ends = time.monotonic() + 5
    while is_running(int(told.read_text())) and time.monotonic() < ends:
        time.sleep(0.05)

    assert not is_running(int(told.read_text()))


def test_one_that_ends_is_noticed(children: Children) -> None:
    children.start("web", [sys.executable, "-c", "raise SystemExit(3)"], os.environ)
    children.running["web"].wait()

    with pytest.raises(Ended, match="web ended with code 3"):
        wait_for_page("http://127.0.0.1:9/", children)


def test_a_taken_port_is_left_alone() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert choose_port(port) != port

    assert choose_port(port) == port
