"""Asking a running portal for pages, and what the answers say."""

import gzip
import http.client
import re
import statistics
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

STATIC = re.compile(r"""(?:href|src)="(/static/[^"]+)\"""")


@dataclass(frozen=True)
class Visit:
    """Who asks for what. `user` is a User when a page prepares; `cookie` is the session's."""

    path: str
    user: Any = None


@dataclass(frozen=True)
class Answer:
    seconds: float
    body: bytes
    queries: int


class Client:
    """One browser's connection, kept open."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.headers = {"Host": "localhost", "Accept-Encoding": "gzip"}
        if cookie:
            self.headers["Cookie"] = f"session={cookie}"

    def get(self, path: str) -> Answer:
        try:
            return self._ask(path)
        except http.client.RemoteDisconnected:  # the portal hangs up on those who were silent
            return self._ask(path)

    def _ask(self, path: str) -> Answer:
        started = time.perf_counter()
        self.connection.request("GET", path, headers=self.headers)
        response = self.connection.getresponse()
        body = response.read()
        seconds = time.perf_counter() - started
        assert response.status == http.HTTPStatus.OK, f"{path} answered {response.status}"
        return Answer(seconds, body, int(response.getheader("X-Queries", "0")))


@dataclass
class Timing:
    """The times of one page and of the floor beside it, in milliseconds."""

    page: list[float] = field(default_factory=list)
    floor: list[float] = field(default_factory=list)

    def take(self, client: Client, path: str) -> None:
        self.floor.append(client.get("/floor/").seconds * 1000)
        self.page.append(client.get(path).seconds * 1000)

    @property
    def p50(self) -> float:
        return statistics.median(self.page)

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.page, n=20)[-1]

    @property
    def floor_p50(self) -> float:
        return statistics.median(self.floor)


def first_visit(client: Client, path: str) -> int:
    """Bytes on the wire for someone who has nothing of the portal yet, all gzipped."""
    html = client.get(path).body
    files = sorted(set(STATIC.findall(html.decode())))
    return len(gzip.compress(html)) + sum(len(client.get(file).body) for file in files)


def memory(web: int) -> int:
    """The most that any process of the web server has held, in MB. `web` is the first one's id."""
    own = [web]
    for parent in own:
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        own.extend(int(child) for child in children)
    peaks = [
        re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{one}/status").read_text()) for one in own
    ]
    return max(int(peak[1]) for peak in peaks if peak) // 1000
