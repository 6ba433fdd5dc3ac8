"""A virus scanner of one's own that knows two signatures and nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.servers.processes import Process, answers, folder, free_port

# The harmless string that every scanner calls a virus, in two halves so that no file holds it.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
MARKED_TEXT = b"a text that the test scanner dislikes"


@dataclass
class Clamd:
    folder: Path
    port: int
    process: Process = field(init=False)

    def __post_init__(self) -> None:
        config = self.folder / "clamd.conf"
        config.write_text(
            f"Foreground yes\nTCPSocket {self.port}\nTCPAddr 127.0.0.1\nUser root\n"
            f"DatabaseDirectory {self.folder}\nTemporaryDirectory {self.folder}\n"
            "StreamMaxLength 60M\nMaxScanSize 100M\nMaxFileSize 60M\n"
        )
        (self.folder / "own.ndb").write_text(
            f"Portal.Test.Eicar:0:0:{EICAR.hex()}\nPortal.Test.Marked:0:*:{MARKED_TEXT.hex()}\n"
        )
        self.process = Process(["clamd", f"--config-file={config}"], log=self.folder / "clamd.log")

    @property
    def address(self) -> str:
        """As PORTAL_CLAMAV wants it."""
        return f"127.0.0.1:{self.port}"

    def start(self) -> None:
        self.process.start()
        self.process.ready(lambda: answers(self.port))

    def stop(self) -> None:
        self.process.stop()


@contextmanager
def clamd() -> Iterator[Clamd]:
    with folder("clamd") as path:
        server = Clamd(path, free_port())
        try:
            server.start()
            yield server
        finally:
            server.stop()
