"""`manage.py demo`: one command that starts everything and ends everything."""

import http.cookiejar
import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import free_port, wait_until

ROOT = Path(__file__).resolve().parents[2]
# As a shell starts what it puts in the background: with an ignored SIGINT.
DEAF = ["sh", "-c", 'trap "" INT; exec "$@"', "sh"]


class Visit:
    """A browser of the simplest kind, with cookies."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, path: str) -> str:
        with self.opener.open(self.base + path, timeout=10) as response:
            return str(response.read().decode())

    def be(self, slug: str) -> str:
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get("/demo/"))
        assert token
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1]}).encode()
        with self.opener.open(f"{self.base}/demo/bli/{slug}/", data, timeout=10) as response:
            return str(response.read().decode())


class Demo:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder.parent / "demo.log"
        self.port = free_port()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, *options: str) -> None:
        env = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
        env |= {"PORTAL_DEMO": "1", "PORTAL_VAR_DIR": str(self.folder), "PYTHONUNBUFFERED": "1"}
        env.pop("DJANGO_SETTINGS_MODULE", None)
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [*DEAF, sys.executable, "manage.py", "demo", f"--port={self.port}", *options],
                cwd=ROOT,
                env=env,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        wait_until(lambda: "Avsluta med" in self.said() or not self.runs, "a demo", within=60)
        assert self.runs, self.said()

    @property
    def runs(self) -> bool:
        return self.process.poll() is None

    def said(self) -> str:
        return self.log.read_text()

    def family(self) -> set[int]:
        """The demo's processes and theirs, by the folder that all of them were told."""
        told = f"PORTAL_VAR_DIR={self.folder}\0".encode()
        return {
            int(path.parent.name)
            for path in Path("/proc").glob("[0-9]*/environ")
            if told in _read(path)
        }

    def end(self, sign: int = signal.SIGINT) -> None:
        self.process.send_signal(sign)
        self.process.wait(30)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    demo = Demo(tmp_path / "var")
    yield demo
    if demo.runs:
        demo.end(signal.SIGTERM)


def test_a_day_with_the_demo(demo: Demo) -> None:
    demo.start()
    visit = Visit(demo.url)

    assert f"http://localhost:{demo.port}" in demo.said()
    assert "ada.lind@vr.example" in demo.said()
    assert "Tre saker att göra" in visit.be("ada")
    assert "Det här är en demo" in visit.get("/")
    assert len(demo.family()) >= 4
    wait_until(lambda: "ada.lind@vr.example" in visit.get("/demo/inkorg/"), "mail", within=60)
    one_mail = re.findall(r'href="(/demo/inkorg/[^"/]+/)"', visit.get("/demo/inkorg/"))[0]
    assert "Hej" in visit.get(one_mail)
    assert "Content-Type: multipart/alternative" in visit.get(f"{one_mail}kalla/")
    assert "<style>" in visit.get(f"{one_mail}utseende/")

    demo.end(signal.SIGINT)  # it was started with an ignored one

    assert demo.process.returncode == 0
    assert demo.family() == set()

    demo.start()

    assert "Tre saker att göra" in visit.get("/")  # data, key and login are kept

    demo.end(signal.SIGTERM)
    assert demo.family() == set()
    demo.start("--reset")

    assert "Tre saker att göra" not in visit.get("/")
    assert "Tre saker att göra" in visit.be("ada")


def test_whom_one_can_be(demo: Demo) -> None:
    """Staff have their second factor already; nobody is logged in without a button."""
    demo.start()
    visit = Visit(demo.url)

    assert "Grupperna du håller ihop" in visit.be("cleo")
    with pytest.raises(urllib.error.HTTPError, match="404"):
        visit.be("nobody")
    with pytest.raises(urllib.error.HTTPError, match="405"):
        visit.get("/demo/bli/ada/")
    with pytest.raises(urllib.error.HTTPError, match="404"):
        visit.get("/demo/inkorg/no-such-mail/")
