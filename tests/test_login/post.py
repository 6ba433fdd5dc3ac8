"""Reading the mails of login, which are sent beside the request."""

import re
from threading import Barrier

from django.core import mail
from django.core.mail import EmailMessage

from cohorts import login

CODE = re.compile(r"^([A-Z0-9]{3,5}(?:-[A-Z0-9]{3,5})+)\r?$", re.MULTILINE)


def delivered() -> list[EmailMessage]:
    """All mails so far, when both postmen have nothing left to do."""
    idle = Barrier(3)
    for _ in range(2):
        login._postmen().submit(idle.wait, 10)
    idle.wait(10)
    return mail.outbox


def code_in(message: EmailMessage) -> str:
    found = CODE.search(message.body)
    assert found, message.body
    return found[1]
