"""A mail server of one's own, which remembers what it took and can be told to misbehave."""

import asyncio
import email.policy
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.servers.processes import free_port, wait_until

OK = "250 OK"
type Answer = str | None
type Hook = Callable[[str, Envelope], Answer | Awaitable[Answer]]


@dataclass(frozen=True)
class Mail:
    sender: str
    recipients: list[str]
    message: EmailMessage

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])

    @property
    def message_id(self) -> str:
        return str(self.message["Message-ID"])

    @property
    def text(self) -> str:
        body = self.message.get_body(("plain",))
        return "" if body is None else str(body.get_content())

    @property
    def html(self) -> str:
        body = self.message.get_body(("html",))
        return "" if body is None else str(body.get_content())


@dataclass
class Smtp:
    """`hook(stage, envelope)` is asked at the stages "rcpt" and "data" (after the final dot).

    It answers None (go on) or a line such as "451 later"; it may be a coroutine that sleeps.
    A mail is remembered before the sender is told so: as with a real server, a sender that dies
    while it waits for the answer cannot know.
    """

    port: int
    mails: list[Mail] = field(default_factory=list)
    hook: Hook | None = None

    @property
    def env(self) -> dict[str, str]:
        return {"PORTAL_SMTP_HOST": "127.0.0.1", "PORTAL_SMTP_PORT": str(self.port)}

    def to(self, address: str) -> list[Mail]:
        return [mail for mail in list(self.mails) if address in mail.recipients]

    def wait_for(self, address: str, *, subject: str = "", within: float = 20) -> Mail:
        """The newest mail to the address (whose subject holds the words), once it has come."""

        def found() -> list[Mail]:
            return [mail for mail in self.to(address) if subject in mail.subject]

        wait_until(found, f"a mail to {address} about «{subject}»", within=within)
        return found()[-1]

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        refusal = await self._ask("rcpt", envelope)
        if refusal is not None:
            envelope.rcpt_tos.remove(address)
        return refusal or OK

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        refusal = await self._ask("data", envelope)
        if refusal is not None and not refusal.startswith("250"):
            return refusal
        assert isinstance(envelope.content, bytes)
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        self.mails.append(Mail(envelope.mail_from or "", list(envelope.rcpt_tos), message))
        return OK

    async def _ask(self, stage: str, envelope: Envelope) -> Answer:
        answer = self.hook(stage, envelope) if self.hook else None
        return await answer if isinstance(answer, Awaitable) else answer


@contextmanager
def smtp(kind: type[Smtp] = Smtp) -> Iterator[Smtp]:
    server = kind(free_port())
    loop = asyncio.new_event_loop()
    controller = Controller(server, hostname="127.0.0.1", port=server.port, loop=loop)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()
        loop.close()
