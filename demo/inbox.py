"""The mails that the demo has sent: files in a folder, as Django's file mailer leaves them."""

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path

from django.utils.timezone import localtime

# What the file mailer writes after each mail: a line that the end or the next head follows.
BETWEEN = re.compile(rb"\n-{79}\n(?=\Z|[!-9;-~]+: )")


@dataclass(frozen=True, kw_only=True)
class Mail:
    """One mail as it was sent. `slug` is the file's name and the mail's place in it."""

    slug: str
    sent_at: datetime
    recipients: tuple[str, ...]
    subject: str
    text: str
    html: str
    raw: bytes


def mails(folder: Path, *, to: str = "") -> list[Mail]:
    """Newest first; only those to the address, if one is named."""
    found = [mail for path in folder.glob("*.log") for mail in _mails_in(path)]
    wanted = [mail for mail in found if not to or to in mail.recipients]
    return sorted(wanted, key=lambda mail: (mail.sent_at, mail.slug), reverse=True)


def mail_named(folder: Path, slug: str) -> Mail | None:
    return next((mail for mail in mails(folder) if mail.slug == slug), None)


def _mails_in(path: Path) -> Iterator[Mail]:
    for number, raw in enumerate(BETWEEN.split(path.read_bytes())):
        if raw.strip():
            yield _parsed(f"{path.stem}-{number}", raw.lstrip())


def _parsed(slug: str, raw: bytes) -> Mail:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101  (the policy makes them)
    addresses = getaddresses([str(value) for value in message.get_all("To", [])])
    return Mail(
        slug=slug,
        sent_at=localtime(parsedate_to_datetime(str(message["Date"]))),
        recipients=tuple(address.lower() for _, address in addresses),
        subject=str(message["Subject"]),
        text=_body(message, "plain"),
        html=_body(message, "html"),
        raw=raw,
    )


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()) if part else ""
