"""A logged-in person's connection to a running portal, which may break as connections do."""

import http.client
import random
import select
from dataclasses import dataclass
from urllib.parse import urlencode

CSRF = "c" * 32  # in the cookie and in the header: what the portal compares
PATIENCE = 30  # seconds


@dataclass(frozen=True)
class Answer:
    status: int
    place: str  # of a redirect
    body: bytes


class Unheard(Exception):
    """No answer came: nobody knows whether the portal did what it was asked."""


class Line:
    """Stays open between questions until something breaks it."""

    def __init__(self, port: int, session: str, *, accept: str = "*/*") -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self.headers = {
            "Host": f"localhost:{port}",
            "Cookie": f"session={session}; csrf={CSRF}",
            "X-CSRFToken": CSRF,
            "Accept": accept,
        }

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, fields: dict[str, str | int]) -> Answer:
        return self._ask("POST", path, fields)

    def post_unheard(self, path: str, fields: dict[str, str | int]) -> None:
        """Send, and hang up: at once, or when the answer has come but is not read."""
        try:
            self._say("POST", path, fields)
            if random.random() < 0.5:
                select.select([self.connection.sock], [], [], PATIENCE)
        except OSError:
            pass  # then it was not even sent
        finally:
            self.connection.close()

    def _ask(self, method: str, path: str, fields: dict[str, str | int] | None = None) -> Answer:
        try:
            self._say(method, path, fields)
            response = self.connection.getresponse()
            body = response.read()
        except (OSError, http.client.HTTPException) as error:
            self.connection.close()
            raise Unheard(str(error)) from error
        return Answer(response.status, response.getheader("Location", ""), body)

    def _say(self, method: str, path: str, fields: dict[str, str | int] | None) -> None:
        form = {"Content-Type": "application/x-www-form-urlencoded"} if fields else {}
        body = urlencode(fields) if fields else None
        self.connection.request(method, path, body, self.headers | form)
