"""Sending, through a real mail server, and through one that dies."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail as post

from exchange_portal.outbox import claims, delivery
from exchange_portal.outbox.mail import on_the_wire
from exchange_portal.outbox.models import Message
from tests import servers
from tests.exchange_portal.conftest import NOW
from tests.exchange_portal.outbox.conftest import Clock, states
from tests.exchange_portal.outbox.dying import dying

pytestmark = pytest.mark.django_db

type Make = Callable[..., Message]
type Through = Callable[[int], None]


def answering(*lines: str | None) -> Callable[[str, Any], str | None]:
    """Answer with these lines in turn, then as usual."""
    left = list(lines)
    return lambda stage, envelope: left.pop(0) if left else None


# --- A server that behaves ---------------------------------------------------------------


def test_arrives_as_it_was_written(server: servers.Smtp, make_message: Make, clock: Clock) -> None:
    text = "Hej Åsa\n\nEn lång rad: " + "å " * 2000 + "\n"
    message = make_message(subject="Mål & medel åäö", text=text, html="<p>Hej Åsa</p>")
    delivery.send_batch(clock)
    [mail] = server.mails
    message.refresh_from_db()

    assert (mail.subject, mail.recipients) == ("Mål & medel åäö", ["ada@vr.example.se"])
    assert mail.text.replace("\r\n", "\n") == text
    assert mail.html.strip() == "<p>Hej Åsa</p>"
    assert mail.message_id == f"<{message.key}@example.se>"
    assert (message.state, message.sent_at, message.claim) == ("sent", NOW, None)


def test_lines_that_are_dots_do_not_end_the_mail(
    server: servers.Smtp, make_message: Make, clock: Clock
) -> None:
    make_message(text="one\n.\n..two\n.three\n")
    delivery.send_batch(clock)
    [mail] = server.mails

    assert mail.text.replace("\r\n", "\n") == "one\n.\n..two\n.three\n"


def test_sixty_mails_go_once_each_on_two_connections(
    server: servers.Smtp, make_message: Make, clock: Clock
) -> None:
    for number in range(60):
        make_message(to_address=f"p{number}@example.se")
    batches = [delivery.send_batch(clock) for _ in range(3)]

    assert batches == [50, 10, 0]
    assert sorted(mail.recipients[0] for mail in server.mails) == sorted(
        f"p{number}@example.se" for number in range(60)
    )


def test_is_not_sent_before_its_time(
    server: servers.Smtp, make_message: Make, clock: Clock
) -> None:
    make_message(not_before=NOW + timedelta(seconds=1))

    assert delivery.send_batch(clock) == len(server.mails) == 0


# --- A server that says no ---------------------------------------------------------------


@pytest.mark.parametrize("stage", ["rcpt", "data"])
def test_greylisting_is_waited_out(
    server: servers.Smtp, make_message: Make, clock: Clock, stage: str
) -> None:
    refused: list[str] = []

    def refuse_twice(now: str, envelope: Any) -> str | None:
        if now != stage or len(refused) == 2:
            return None
        refused.append(now)
        return "451 4.7.1 Greylisted"

    server.hook = refuse_twice
    message = make_message()
    seen = []
    for _ in range(5):
        delivery.send_batch(clock)
        message.refresh_from_db()
        seen.append((message.state, message.tries, message.not_before - NOW))
        clock.pass_by(seconds=31)

    half, one_and_half = timedelta(seconds=30), timedelta(seconds=91)
    assert seen == [
        ("waiting", 1, half),
        ("waiting", 2, one_and_half),
        ("waiting", 2, one_and_half),
        ("sent", 2, one_and_half),
        ("sent", 2, one_and_half),
    ]
    assert len(server.mails) == 1


def test_the_last_try_gives_up(server: servers.Smtp, make_message: Make, clock: Clock) -> None:
    server.hook = answering("451 later")
    message = make_message(tries=claims.MAIL_TRIES - 1)
    delivery.send_batch(clock)
    message.refresh_from_db()

    assert (message.state, message.error) == ("failed", "451 later")


@pytest.mark.parametrize("lines", [("550 no such user",), (None, "554 no")], ids=["rcpt", "data"])
def test_a_final_no_is_kept_with_its_reason_and_the_next_mail_goes(
    server: servers.Smtp, make_message: Make, clock: Clock, lines: tuple[str | None, ...]
) -> None:
    server.hook = answering(*lines)
    refused, other = make_message(), make_message(to_address="ben@vr.example.se")
    delivery.send_batch(clock)
    refused.refresh_from_db()

    assert states() == ["failed", "sent"]
    assert refused.error == lines[-1]
    assert [mail.recipients for mail in server.mails] == [[other.to_address]]


def test_an_impossible_address_fails_alone(
    server: servers.Smtp, make_message: Make, clock: Clock
) -> None:
    make_message(to_address="a@b, c@d")
    make_message()
    delivery.send_batch(clock)

    assert states() == ["failed", "sent"]
    assert len(server.mails) == 1


# --- A server that is not there, or dies -------------------------------------------------


def test_no_server_leaves_everything_waiting(
    through: Through, make_message: Make, clock: Clock
) -> None:
    through(servers.free_port())
    make_message()
    make_message()
    delivery.send_batch(clock)

    assert states() == ["waiting", "waiting"]
    assert set(Message.objects.values_list("tries", "claim", "not_before")) == {
        (0, None, NOW + timedelta(seconds=30))
    }


@pytest.mark.parametrize("moment", ["greeting", "mail", "rcpt", "data", "body"])
def test_dies_before_the_dot(
    through: Through, make_message: Make, clock: Clock, moment: str
) -> None:
    more_than_fits_on_the_way = ("x" * 76 + "\n") * 100_000 if moment == "body" else "Text"
    make_message(text=more_than_fits_on_the_way)
    with dying(moment) as server:
        through(server.port)
        delivery.send_batch(clock)
        before = (states(), len(server.mails))
        clock.pass_by(minutes=1)
        delivery.send_batch(clock)

        assert before == (["waiting"], 0)
        assert (states(), len(server.mails)) == (["sent"], 1)


def test_dies_after_the_dot_and_nobody_sends_again(
    through: Through, make_message: Make, clock: Clock
) -> None:
    make_message()
    with dying("dot") as server:
        through(server.port)
        for _ in range(5):
            delivery.work_off(clock)
            clock.pass_by(hours=5)

        assert states() == ["unclear"]
        assert len(server.mails) == 1


def test_a_connection_that_grew_old_is_opened_anew(
    through: Through, make_message: Make, clock: Clock
) -> None:
    for _ in range(3):
        make_message()
    with dying("mail", after_mails=2) as server:
        through(server.port)
        delivery.send_batch(clock)

        assert states() == ["sent"] * 3
        assert (len(server.mails), len(server.connections)) == (3, 2)


def test_the_mail_is_told_before_the_moment_is_marked(through: Through, make_message: Make) -> None:
    text = ("x" * 76 + "\n") * 100_000
    told: list[list[str]] = []
    with dying("dot", times=0) as server:
        through(server.port)
        with delivery.open_post() as connection:
            mail = on_the_wire(make_message(text=text))
            connection.send(mail, lambda: told.append(list(server.connections[-1])))

    assert told == [["greeting", "ehlo", "mail", "rcpt", "data", "body"]]


# --- Other ways to send ------------------------------------------------------------------


def test_a_backend_without_smtp(make_message: Make, clock: Clock) -> None:
    message = make_message()
    delivery.send_batch(clock)

    assert states() == ["sent"]
    assert [each.extra_headers["Message-ID"] for each in post.outbox] == [
        f"<{message.key}@example.se>"
    ]


def test_a_folder_that_cannot_be_written_is_unclear(
    make_message: Make, clock: Clock, settings: Any, tmp_path: Any
) -> None:
    folder = tmp_path / "mail"
    folder.mkdir()
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": folder},
        }
    }
    make_message()
    delivery.send_batch(clock)
    assert states() == ["sent"]

    make_message()
    folder.rename(tmp_path / "elsewhere")
    delivery.send_batch(clock)
    assert states()[0] == "sent"
