"""A Redis of one's own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import redis as client

from tests.servers.processes import Process, folder, free_port


@dataclass
class Redis:
    """It keeps an append-only file, as in the server form."""

    folder: Path
    port: int
    process: Process = field(init=False)

    def __post_init__(self) -> None:
        self.process = Process(
            [
                "redis-server",
                *("--port", str(self.port)),
                *("--bind", "127.0.0.1"),
                *("--save", ""),
                *("--appendonly", "yes"),
                *("--dir", str(self.folder)),
            ],
            log=self.folder / "redis.log",
        )

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        self.process.start()
        self.process.ready(self._answers)

    def stop(self) -> None:
        self.process.stop()

    def flush(self) -> None:
        with client.Redis(port=self.port) as connection:
            connection.flushall()

    def _answers(self) -> bool:
        try:
            with client.Redis(port=self.port) as connection:
                return bool(connection.ping())
        except client.RedisError:
            return False


@contextmanager
def redis() -> Iterator[Redis]:
    with folder("redis") as path:
        server = Redis(path, free_port())
        try:
            server.start()
            yield server
        finally:
            server.stop()
