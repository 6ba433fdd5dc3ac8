"""The mails of login: whose language, what they say, and that no copy is kept."""

import logging

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from cohorts.login_mail import CHANGES
from exchange_portal.outbox.models import Message
from tests.personas import PASSWORD, World, login
from tests.test_login.post import code_in, delivered


@pytest.mark.parametrize(
    ("language", "subject"),
    [("sv", "Din kod för att logga in"), ("en", "Your code for logging in")],
)
def test_a_code_in_the_persons_own_language(
    client: Client, world: World, language: str, subject: str
) -> None:
    world.ada.language = language
    world.ada.save()
    client.cookies["language"] = "en" if language == "sv" else "sv"  # the browser's is another
    client.post(reverse("account_request_login_code"), {"email": "ADA@vr.example"})

    (letter,) = delivered()
    with translation.override(language):
        assert letter.subject == gettext("Din kod för att logga in")
    assert letter.extra_headers["Content-Language"] == language
    assert code_in(letter) in letter.alternatives[0].content


def test_no_copy_is_kept(client: Client, world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    before = Message.objects.count()
    client.post(reverse("account_request_login_code"), {"email": world.ada.email})
    code = code_in(delivered()[0])

    assert Message.objects.count() == before
    assert code not in caplog.text


def test_a_new_password_is_told_to_its_owner(client: Client, world: World) -> None:
    login(client, world.ada)
    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": "nytt och långt 7", "password2": "nytt och långt 7"},
    )

    (letter,) = delivered()
    assert letter.to == [world.ada.email]
    assert CHANGES["account/email/password_changed"] in letter.body
    assert "nytt och långt" not in letter.body


@override_settings(
    MAILERS={
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": 9, "timeout": 1},
        }
    }
)
def test_a_mail_server_that_does_not_answer_changes_nothing_on_the_page(
    client: Client, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    answer = client.post(reverse("account_request_login_code"), {"email": world.ada.email})

    assert answer["Location"] == reverse("account_confirm_login_code")
    assert delivered() == []
    assert "login mail could not be sent" in caplog.text
    assert world.ada.email not in caplog.text
