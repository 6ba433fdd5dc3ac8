"""Which pages of allauth exist here."""

from http import HTTPStatus

import pytest
from django.conf import settings
from django.test import Client
from django.urls import NoReverseMatch, reverse

from cohorts import account_urls
from tests.personas import World, login

OPEN = {
    "account_change_password",
    "account_complete_password_reset",
    "account_confirm_login_code",
    "account_confirm_password_reset_code",
    "account_login",
    "account_logout",
    "account_password_reset_completed",
    "account_reauthenticate",
    "account_request_login_code",
    "account_reset_password",
    "account_set_password",
    "mfa_activate_totp",
    "mfa_authenticate",
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_view_recovery_codes",
}
CLOSED = [
    "/konto/",
    "/konto/signup/",
    "/konto/signup/passkey/",
    "/konto/email/",
    "/konto/confirm-email/",
    "/konto/inactive/",
    "/konto/phone/change/",
    "/konto/password/reset/key/1-abc/",
    "/konto/3rdparty/",
    "/konto/3rdparty/signup/",
    "/konto/social/signup/",
    "/konto/sessions/",
    "/konto/2fa/webauthn/",
    "/konto/2fa/trust/",
]


def test_the_open_pages_are_these() -> None:
    assert {pattern.name for pattern in account_urls.urlpatterns} == OPEN


def test_everything_else_does_not_exist(client: Client, world: World) -> None:
    ada = login(Client(), world.ada)
    answers = {
        (path, visitor is ada, method.__name__): method(path).status_code
        for path in CLOSED
        for visitor in (client, ada)
        for method in (visitor.get, visitor.post)
    }

    assert set(answers.values()) == {HTTPStatus.NOT_FOUND}, answers


@pytest.mark.parametrize("name", ["account_signup", "account_email", "socialaccount_signup"])
def test_no_page_can_link_there(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("who", ["", "ada", "gun"])
def test_open_pages_answer_everyone(world: World, who: str) -> None:
    client = login(Client(), world.people[who]) if who else Client()
    for name in OPEN - {"account_logout"}:
        answer = client.get(reverse(name))

        assert answer.status_code in {HTTPStatus.OK, HTTPStatus.FOUND, HTTPStatus.NOT_FOUND}, name
        assert b"signup" not in answer.content


def test_the_admin_has_no_login_of_its_own(client: Client, world: World) -> None:
    for path in ("/admin/", "/admin/login/", "/admin/cohorts/user/"):
        answer = client.get(path)
        assert answer.status_code == HTTPStatus.FOUND
        assert answer["Location"].startswith(reverse(settings.LOGIN_URL))
