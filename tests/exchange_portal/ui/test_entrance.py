"""allauth in our dress: elements and layouts alone give its pages our markup."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from tests.exchange_portal.ui.reading import texts, tree, values, with_class
from tests.personas import PASSWORD, World, login
from tests.test_login.post import delivered

CODE = re.compile(r"^([0-9A-Z]{4}-?[0-9A-Z]{4})$", re.MULTILINE)


@pytest.fixture(autouse=True)
def _fresh_limits(db: None) -> None:
    cache.clear()


def test_a_stranger_meets_one_thing(client: Client) -> None:
    page = tree(client.get("/", follow=True).text)

    assert texts(page, ".//main//label") == ["E-postadress"]
    assert len(list(with_class(page, "primary"))) == 1
    assert "/konto/login/" in [value.split("?")[0] for value in values(page, "href")]


def test_in_by_code(client: Client, world: World) -> None:
    client.post("/konto/login/code/", {"email": world.ada.email})
    found = CODE.search(str(delivered()[0].body))
    assert found is not None
    page = client.post("/konto/login/code/confirm/", {"code": found[1]})

    assert page["Location"] == "/"
    assert client.session["_auth_user_id"] == str(world.ada.pk)


def test_a_wrong_code_is_said_in_the_field(client: Client, world: World) -> None:
    client.post("/konto/login/code/", {"email": world.ada.email})
    page = tree(client.post("/konto/login/code/confirm/", {"code": "AAAA-AAAA"}).text)

    assert page.find(".//input[@id='id_code']").get("aria-invalid") == "true"  # type: ignore[union-attr]
    assert texts(page, ".//p[@id='id_code_error']")
    assert "#id_code" in values(page, "href")


def test_the_quiet_way_in_offers_no_account(client: Client) -> None:
    page = tree(client.get("/konto/login/").text)

    assert texts(page, ".//main//label") == ["E-postadress", "Lösenord"]
    assert not [value for value in values(page, "href") if "signup" in value]


def test_in_by_password(client: Client, world: World) -> None:
    answer = client.post("/konto/login/", {"login": world.ada.email, "password": PASSWORD})

    assert answer["Location"] == "/"


@pytest.mark.parametrize(
    "address",
    ["/konto/password/change/", "/konto/2fa/", "/konto/reauthenticate/", "/konto/logout/"],
)
def test_ones_own_account(client: Client, world: World, address: str) -> None:
    client.post("/konto/login/", {"login": world.ada.email, "password": PASSWORD})
    whole = client.get(address)
    page = tree(whole.text)

    assert whole.status_code == 200
    assert len(texts(page, ".//h1")) == 1
    assert values(page, "style") == values(page, "onclick") == []
    assert all(one.get("class") for one in page.findall(".//main//button"))


def test_the_secret_of_the_app_is_a_field_like_others(client: Client, world: World) -> None:
    client.post("/konto/login/", {"login": world.ada.email, "password": PASSWORD})
    client.post("/konto/reauthenticate/", {"password": PASSWORD})
    page = tree(client.get("/konto/2fa/totp/activate/").text)

    assert page.find(".//input[@id='authenticator_secret']") is not None
    assert len(page.findall(".//label[@for='authenticator_secret']")) == 1
    assert any(value.startswith("data:image/svg+xml") for value in values(page, "src"))


def test_masthead_offers_language_and_logout(client: Client, world: World) -> None:
    page = tree(login(client, world.ada).get("/om/personuppgifter/").text)
    forms = {one.get("action"): one.get("method") for one in page.findall(".//header//form")}

    assert forms == {"/sprak/": "post", "/konto/logout/": "post"}
    assert texts(page, ".//header//button") == ["English", "Logga ut"]


def test_english(client: Client, world: World) -> None:
    client.cookies["language"] = "en"
    page = tree(client.get("/om/personuppgifter/").text)

    assert page.get("lang") == "en"
    assert texts(page, ".//header//button[@name='language']") == ["Svenska"]
