"""From templates to a mail in words, and from a Message to a mail on the wire."""

import re
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context, engines
from django.utils import translation

from exchange_portal.links import signed
from exchange_portal.outbox.kinds import Mail
from exchange_portal.outbox.models import Message

SUBJECT_LENGTH = 200


def compose(template: str, context: dict[str, Any], *, language: str) -> Mail:
    """Render `templates/emails/<template>/` (subject.txt, body.txt, body.html) in a language.

    Plain parts are not escaped. Templates find the portal's address in
    `portal_url` and the name of the agency in `agency`.
    """
    values = {
        "portal_url": settings.PORTAL_URL,
        "agency": settings.AGENCY,
        "language": language,
    } | context
    with translation.override(language):
        subject = _render(f"emails/{template}/subject.txt", values, is_html=False)
        text = _render(f"emails/{template}/body.txt", values, is_html=False)
        html = _render(f"emails/{template}/body.html", values, is_html=True)
    return Mail(subject=" ".join(subject.split()), text=_tidy(text), html=html.strip())


def on_the_wire(message: Message) -> EmailMultiAlternatives:
    """The same Message gives the same Message-ID every time, so that a mail server can be asked
    what became of it, and a mailbox can tell a copy."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=signed(message.text, message.to_address),
        to=[message.to_address],
        headers={
            "Message-ID": f"<{message.key}@{domain}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": message.language,
        },
    )
    if message.html:
        mail.attach_alternative(signed(message.html, message.to_address), "text/html")
    return mail


def short_subject(subject: str) -> str:
    if len(subject) <= SUBJECT_LENGTH:
        return subject
    return subject[: SUBJECT_LENGTH - 1].rstrip() + "…"


def _render(name: str, values: dict[str, Any], *, is_html: bool) -> str:
    template = engines["django"].get_template(name).template  # type: ignore[attr-defined]
    return str(template.render(Context(values, autoescape=is_html)))


def _tidy(text: str) -> str:
    """Lines without trailing blanks, never more than one empty line in a row."""
    lines = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines) + "\n"
