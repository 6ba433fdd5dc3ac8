"""Handing one mail over, with the moment marked from which it may have arrived.

SMTP is spoken by hand: the message is written, `committing` is called, and only then comes the
final dot that makes it the server's. Other backends (a folder, memory) offer no such moment;
there it is just before sending.
"""

import email.policy
import re
import smtplib
from collections.abc import Callable
from contextlib import ExitStack
from types import TracebackType
from typing import Self, cast

from django.core.mail import EmailMessage, mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend as SmtpBackend

# Lines of at most 998 octets, no eight-bit bytes: every mail server understands it.
WIRE = email.policy.SMTP.clone(cte_type="7bit")
DONE, DATA_MAY_COME, CLOSING = 250, 354, 421
ANSWER_SECONDS = 120  # a server may inspect the mail before it answers the final dot

type Committing = Callable[[], None]


class NotReached(Exception):
    """No server answers: it was not even asked to take the mail."""


class Lost(Exception):
    """The server went away while it was being told: it has certainly not taken the mail."""


class Later(Exception):
    """The server said: not now (4xx)."""


class Never(Exception):
    """The server said no (5xx), or no server could say yes."""


class Unclear(Exception):
    """The server may have taken the mail: its answer was lost."""


class Post:
    """Any backend of Django's."""

    def __init__(self, backend: BaseEmailBackend) -> None:
        self.backend = backend

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.backend.close()

    def send(self, mail: EmailMessage, committing: Committing) -> None:
        committing()
        try:
            self.backend.send_messages([mail])
        except OSError as error:
            raise Unclear(str(error)) from error


class SmtpPost(Post):
    """One connection for many mails, opened when the first one needs it."""

    backend: SmtpBackend
    is_down = False

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            self._part()
        else:
            self._drop()

    def send(self, mail: EmailMessage, committing: Committing) -> None:
        try:
            sender = self.backend.prep_address(mail.from_email)
            recipient = self.backend.prep_address(mail.to[0])
            content = _with_dots(mail.message(policy=WIRE).as_bytes())
        except ValueError as error:
            raise Never(str(error)) from error
        smtp = self._offered(sender, recipient)
        with ExitStack() as unless_marked:
            unless_marked.callback(self._drop)
            self._tell(smtp, content)
            committing()
            unless_marked.pop_all()
        self._understand(self._answer_to_dot(smtp))

    def _connected(self) -> smtplib.SMTP:
        if self.is_down:
            raise NotReached
        try:
            self.backend.open()
            smtp = cast(smtplib.SMTP, self.backend.connection)
            smtp.ehlo_or_helo_if_needed()
        except OSError as error:
            self.is_down = True
            self._drop()
            raise NotReached(str(error)) from error
        return smtp

    def _offered(self, sender: str, recipient: str) -> smtplib.SMTP:
        """A connection that waits for the mail. One that had grown old is opened anew, once."""
        is_old = self.backend.connection is not None
        smtp = self._connected()
        try:
            self._understand(smtp.mail(sender))
            self._understand(smtp.rcpt(recipient))
            self._understand(smtp.docmd("DATA"), expected=DATA_MAY_COME)
        except OSError as error:
            self._drop()
            if not is_old:
                raise Lost(str(error)) from error
            return self._offered(sender, recipient)
        return smtp

    def _tell(self, smtp: smtplib.SMTP, content: bytes) -> None:
        try:
            smtp.send(content)
        except OSError as error:
            raise Lost(str(error)) from error

    def _answer_to_dot(self, smtp: smtplib.SMTP) -> tuple[int, bytes]:
        try:
            if smtp.sock is not None:
                smtp.sock.settimeout(ANSWER_SECONDS)
            smtp.send(b".\r\n")
            answer = smtp.getreply()
            if smtp.sock is not None:
                smtp.sock.settimeout(self.backend.timeout)
        except OSError as error:
            self._drop()
            raise Unclear(str(error)) from error
        if answer[0] // 100 not in {2, 4, 5}:
            self._drop()
            raise Unclear(_as_text(answer))
        return answer

    def _understand(self, answer: tuple[int, bytes], *, expected: int = DONE) -> None:
        code = answer[0]
        if code == expected or (expected == DONE and code // 100 == 2):
            return
        self._clear(code)
        if code // 100 == 4:
            raise Later(_as_text(answer))
        if code // 100 == 5:
            raise Never(_as_text(answer))
        self._drop()
        raise Lost(_as_text(answer))

    def _clear(self, code: int) -> None:
        """Make the connection ready for the next mail; after 421 the server hangs up."""
        try:
            if code == CLOSING:
                self._drop()
            elif self.backend.connection is not None:
                self.backend.connection.rset()
        except OSError:
            self._drop()

    def _part(self) -> None:
        try:
            self.backend.close()
        except OSError:
            self._drop()

    def _drop(self) -> None:
        """Hang up without a word: what was half said is then nothing."""
        if self.backend.connection is not None:
            self.backend.connection.close()
        self.backend.connection = None


def open_post() -> Post:
    backend = mailers.default
    return SmtpPost(backend) if isinstance(backend, SmtpBackend) else Post(backend)


def _with_dots(content: bytes) -> bytes:
    """A line that begins with a dot gets another one: alone it would end the mail."""
    stuffed = re.sub(rb"(?m)^\.", b"..", content)
    return stuffed if stuffed.endswith(b"\r\n") else stuffed + b"\r\n"


def _as_text(answer: tuple[int, bytes]) -> str:
    return f"{answer[0]} {answer[1].decode(errors='replace')}"
