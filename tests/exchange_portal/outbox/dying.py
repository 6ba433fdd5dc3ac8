"""A mail server that hangs up at a chosen moment."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

MOMENTS = {"greeting", "mail", "rcpt", "data", "body", "dot"}


@dataclass
class Dying:
    """Hangs up at the moment, `times` times; afterwards it behaves. It remembers how far each
    connection came, and counts the mails it took."""

    moment: str
    times: int = 1
    after_mails: int = 0  # mails taken on a connection before it hangs up
    connections: list[list[str]] = field(default_factory=list)
    mails: list[str] = field(default_factory=list)
    listener: socket.socket = field(init=False)

    def __post_init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _address = self.listener.accept()
                with connection, suppress(OSError):
                    self._talk(connection)

    def _talk(self, connection: socket.socket) -> None:
        seen: list[str] = []
        self.connections.append(seen)
        taken = 0
        lines = connection.makefile("rb")
        if self._dies("greeting", seen, taken):
            return
        connection.sendall(b"220 hello\r\n")
        for line in lines:
            word = line.split()[0].decode().lower() if line.split() else ""
            if self._dies(word, seen, taken):
                return
            if word == "data":
                connection.sendall(b"354 go on\r\n")
                content = self._content(connection, lines, seen, taken)
                if content is None:
                    return
                self.mails.append(content)
                taken += 1
            connection.sendall(b"250 fine\r\n")

    def _content(self, connection, lines, seen, taken) -> str | None:
        content: list[bytes] = []
        for line in lines:
            if self._dies("body", seen, taken):
                return None
            if line == b".\r\n":
                if self._dies("dot", seen, taken):
                    self.mails.append(b"".join(content).decode())
                    return None
                return b"".join(content).decode()
            content.append(line)
        return None

    def _dies(self, moment: str, seen: list[str], taken: int) -> bool:
        if moment not in seen:
            seen.append(moment)
        if moment != self.moment or self.times == 0 or taken < self.after_mails:
            return False
        self.times -= 1
        return True


@contextmanager
def dying(moment: str, **options: int) -> Iterator[Dying]:
    assert moment in MOMENTS
    server = Dying(moment, **options)
    try:
        yield server
    finally:
        server.listener.close()
