"""Choosing a language."""

from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from tests.personas import World, login


def choose(client: Client, language: str, back: str = ""):
    return client.post(reverse("language"), {"language": language, "next": back})


def test_a_stranger_chooses_for_the_browser(client: Client, db: None) -> None:
    answer = choose(client, "en", "/konto/login/")

    assert answer["Location"] == "/konto/login/"
    assert client.cookies["language"].value == "en"
    assert client.get("/konto/login/")["Content-Language"] == "en"


def test_a_person_chooses_for_mail_too(client: Client, world: World) -> None:
    choose(login(client, world.ada), "en", "/")

    world.ada.refresh_from_db()
    assert world.ada.language == "en"


@pytest.mark.parametrize(
    "back",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "javascript:alert(1)",
        "\\\\x",
        "",
        "foo",
        "?x=1",
    ],
)
def test_the_way_back_stays_here(client: Client, db: None, back: str) -> None:
    assert choose(client, "en", back)["Location"] == "/"


@pytest.mark.parametrize("language", ["", "de", "sv-SE", "../x"])
def test_unknown_languages_are_refused(client: Client, world: World, language: str) -> None:
    answer = choose(login(client, world.ada), language)

    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "language" not in answer.cookies
    world.ada.refresh_from_db()
    assert world.ada.language == "sv"


def test_looking_changes_nothing(client: Client, db: None) -> None:
    answer = client.get(reverse("language"), {"language": "en"})

    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert "language" not in client.cookies
