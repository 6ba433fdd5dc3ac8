"""The agency's people carry a second factor, and the pages that see to it."""

import time
from http import HTTPStatus
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth import get_user
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from cohorts.middleware import SEEN_AT, TRUSTED_FOR
from tests.personas import PASSWORD, TOTP_SECRET, World, login

HOME = "/"


def totp_now(secret: str = TOTP_SECRET) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def without_factor(world: World, client: Client) -> Client:
    Authenticator.objects.filter(user=world.cleo).delete()
    return login(client, world.cleo)


def log_in_as_cleo(client: Client, world: World):
    return client.post(reverse("account_login"), {"login": world.cleo.email, "password": PASSWORD})


def test_staff_are_asked_for_their_code_at_login(client: Client, world: World) -> None:
    answer = log_in_as_cleo(client, world)
    assert answer["Location"] == reverse("mfa_authenticate")
    assert not get_user(client).is_authenticated

    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert not get_user(client).is_authenticated
    client.post(reverse("mfa_authenticate"), {"code": totp_now()})
    assert get_user(client) == world.cleo
    assert client.get(HOME).status_code == HTTPStatus.OK


def test_a_recovery_code_works_once(client: Client, world: World) -> None:
    (code, *_) = RecoveryCodes.activate(world.cleo).get_unused_codes()
    for attempt, is_in in ((Client(), True), (Client(), False)):
        log_in_as_cleo(attempt, world)
        attempt.post(reverse("mfa_authenticate"), {"code": code})
        assert get_user(attempt).is_authenticated == is_in


def test_codes_of_the_app_are_not_guessed(client: Client, world: World) -> None:
    log_in_as_cleo(client, world)
    for _ in range(6):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    client.post(reverse("mfa_authenticate"), {"code": totp_now()})

    assert not get_user(client).is_authenticated


@pytest.mark.parametrize("path", ["/", "/admin/", "/admin/cohorts/user/"])
def test_staff_without_an_app_connect_one_first(client: Client, world: World, path: str) -> None:
    answer = without_factor(world, client).get(path)

    assert answer["Location"] == reverse("mfa_activate_totp")


@pytest.mark.parametrize(
    "header",
    [{"HX-Request": "true"}, {"Sec-Fetch-Mode": "cors"}, {"Sec-Fetch-Mode": "same-origin"}],
)
def test_scripts_get_a_bare_no(client: Client, world: World, header: dict[str, str]) -> None:
    answer = without_factor(world, client).get(HOME, headers=header)

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert answer.content == b""
    assert answer["HX-Refresh"] == "true"


@pytest.mark.parametrize(
    "name", ["mfa_index", "mfa_activate_totp", "account_logout", "account_set_password"]
)
def test_their_own_account_stays_open(client: Client, world: World, name: str) -> None:
    world.cleo.set_unusable_password()
    world.cleo.save()
    answer = without_factor(world, client).get(reverse(name))

    assert answer.status_code == HTTPStatus.OK


def test_public_pages_stay_open(client: Client, world: World) -> None:
    without_factor(world, client)

    assert client.get("/om/tillganglighet/").status_code == HTTPStatus.OK
    assert client.post(reverse("language"), {"language": "en"})["Location"] == HOME


def test_connecting_an_app_opens_the_portal(client: Client, world: World) -> None:
    world.cleo.set_unusable_password()  # came in by a code
    world.cleo.save()
    without_factor(world, client).get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    client.post(reverse("mfa_activate_totp"), {"code": totp_now(secret)})

    assert client.get(HOME).status_code == HTTPStatus.OK
    kinds = Authenticator.objects.filter(user=world.cleo).values_list("type", flat=True)
    assert set(kinds) == {"totp", "recovery_codes"}


def test_participants_are_free_to_have_one_or_not(client: Client, world: World) -> None:
    assert login(client, world.ada).get(HOME).status_code == HTTPStatus.OK


def test_the_question_is_not_asked_at_each_request(client: Client, world: World) -> None:
    login(client, world.cleo).get(HOME)
    seen_at = client.session[SEEN_AT]
    client.get(HOME)

    assert client.session[SEEN_AT] == seen_at


def test_an_app_that_is_taken_away_is_missed(client: Client, world: World) -> None:
    login(client, world.cleo).get(HOME)
    Authenticator.objects.filter(user=world.cleo).delete()
    session = client.session
    session[SEEN_AT] -= TRUSTED_FOR
    session.save()

    assert client.get(HOME)["Location"] == reverse("mfa_activate_totp")


def test_an_app_that_one_takes_away_oneself_is_missed_at_once(client: Client, world: World) -> None:
    world.cleo.set_unusable_password()
    world.cleo.save()
    login(client, world.cleo).get(HOME)
    client.post(reverse("mfa_reauthenticate"), {"code": totp_now()})
    client.post(reverse("mfa_deactivate_totp"))

    assert not Authenticator.objects.filter(user=world.cleo, type="totp").exists()
    assert client.get(HOME)["Location"] == reverse("mfa_activate_totp")


def test_the_secret_is_sealed_in_the_database(world: World) -> None:
    stored = str(Authenticator.objects.get(user=world.cleo, type="totp").data)

    assert TOTP_SECRET not in stored


def test_a_changed_key_opens_what_the_old_one_sealed(
    client: Client, world: World, settings: Any
) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-" * 6
    log_in_as_cleo(client, world)
    client.post(reverse("mfa_authenticate"), {"code": totp_now()})

    assert get_user(client) == world.cleo


def test_without_the_key_every_code_is_wrong(
    client: Client, world: World, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.SECRET_KEY = "another-key-" * 6
    log_in_as_cleo(client, world)
    page = client.post(reverse("mfa_authenticate"), {"code": totp_now()})

    assert page.status_code == HTTPStatus.OK
    assert not get_user(client).is_authenticated
    assert "sealed with a key" in caplog.text


def test_after_resealing_the_old_key_is_not_needed(
    client: Client, world: World, settings: Any
) -> None:
    RecoveryCodes.activate(world.cleo)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-" * 6
    call_command("reseal_second_factors", verbosity=0)
    settings.SECRET_KEY_FALLBACKS = []
    log_in_as_cleo(client, world)
    client.post(reverse("mfa_authenticate"), {"code": totp_now()})

    assert get_user(client) == world.cleo
