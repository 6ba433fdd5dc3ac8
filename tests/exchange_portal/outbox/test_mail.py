"""Mails in words and on the wire."""

from collections.abc import Callable

import pytest

from exchange_portal.outbox import queue
from exchange_portal.outbox.mail import compose, on_the_wire, short_subject
from exchange_portal.outbox.models import Message
from tests.exchange_portal.conftest import NOW

WORDS = {"name": "Åsa <chef>", "what": "mål & medel"}


@pytest.mark.usefixtures("own_templates")
def test_three_parts_and_only_html_is_escaped() -> None:
    mail = compose("sample", WORDS, language="sv")

    assert mail.subject == "Glöm inte mål & medel i dag"
    assert mail.text == (
        "Hej Åsa <chef>,\n\nmål & medel väntar. http://localhost:8000\n.\n.. slut\n"
    )
    assert mail.html == (
        '<html lang="sv"><p>Hej Åsa &lt;chef&gt;, mål &amp; medel väntar.</p></html>'
    )


@pytest.mark.django_db
@pytest.mark.usefixtures("own_templates")
def test_a_mail_to_somebody_without_account() -> None:
    for _ in range(2):
        queue.write_mail(
            "test.fault",
            to_address="fel@example.se",
            language="en",
            template="sample",
            context=WORDS,
            now=NOW,
        )

    assert (
        list(Message.objects.values_list("to_address", "language", "recipient", "state"))
        == [("fel@example.se", "en", None, "waiting")] * 2
    )


def test_the_message_id_stays(make_message: Callable[..., Message]) -> None:
    message = make_message(html="<p>x</p>")
    first = on_the_wire(message).message()
    again = on_the_wire(Message.objects.get(pk=message.pk)).message()

    assert first["Message-ID"] == again["Message-ID"] == f"<{message.key}@example.se>"
    assert first["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in first.iter_parts()] == ["text/plain", "text/html"]


def test_a_long_subject_is_cut() -> None:
    assert short_subject("å" * 200) == "å" * 200
    assert short_subject("å" * 201) == "å" * 199 + "…"
