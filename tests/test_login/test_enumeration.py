"""What a stranger can learn about who is known here: nothing."""

import re
from time import perf_counter
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.personas import PASSWORD, World
from tests.test_login.post import delivered

STRANGER = "nobody@nowhere.example"
TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]+')
SHOWN_HEADERS = ("Location", "Content-Type", "Cache-Control", "Vary", "Content-Language")


def as_seen(response: HttpResponse, email: str) -> tuple:
    """The answer byte for byte, except for the token and the address that was typed."""
    body = TOKEN.sub(rb"\1", response.content).replace(email.encode(), b"ADDRESS")
    headers = {name: response.get(name) for name in SHOWN_HEADERS}
    cookies = {name: dict(morsel) for name, morsel in response.cookies.items()}
    return response.status_code, headers, sorted(cookies), body


def walk(email: str, steps: list[tuple[str, dict[str, str]]]) -> list[tuple]:
    """All that a fresh browser is shown on the way: each answer, and the page it leads to."""
    client, seen = Client(), []
    for address, data in steps:
        typed = {name: text.replace("ADDRESS", email) for name, text in data.items()}
        answer = client.post(address, typed)
        seen.append(as_seen(answer, email))
        if "Location" in answer:
            seen.append(as_seen(client.get(answer["Location"]), email))
    return seen


def ways() -> dict[str, list[tuple[str, dict[str, str]]]]:
    wrong = {"code": "BBBB-BBBB"}
    return {
        "password": [(reverse("account_login"), {"login": "ADDRESS", "password": "fel lösenord"})]
        * 6,
        "code": [
            (reverse("account_request_login_code"), {"email": "ADDRESS"}),
            *[(reverse("account_confirm_login_code"), wrong)] * 4,
        ],
        "code again and again": [(reverse("account_request_login_code"), {"email": "ADDRESS"})] * 5,
        "a new code": [
            (reverse("account_request_login_code"), {"email": "ADDRESS"}),
            *[(reverse("account_confirm_login_code"), {"action": "resend"})] * 4,
        ],
        "new password": [
            (reverse("account_reset_password"), {"email": "ADDRESS"}),
            *[(reverse("account_confirm_password_reset_code"), wrong)] * 4,
        ],
    }


@pytest.mark.parametrize("way", ways())
@pytest.mark.parametrize("name", ["ada", "cleo", "lena", "nora", "nils", "olof", "stig"])
def test_everyone_meets_the_same_pages(world: World, way: str, name: str) -> None:
    email = world.people[name].email

    assert walk(email, ways()[way]) == walk(STRANGER, ways()[way])


@pytest.mark.parametrize("name", ["lena", "nora", "nils", "olof"])
def test_a_right_password_is_wrong_for_those_outside(world: World, name: str) -> None:
    right = [(reverse("account_login"), {"login": "ADDRESS", "password": PASSWORD})] * 7

    assert walk(world.people[name].email, right) == walk(STRANGER, right)


def test_the_inactive_are_strangers_too(world: World) -> None:
    world.ada.is_active = False
    world.ada.save()
    right = [(reverse("account_login"), {"login": "ADDRESS", "password": PASSWORD})] * 2

    assert walk(world.ada.email, right) == walk(STRANGER, right)


def test_the_same_work_is_done_for_all(world: World) -> None:
    """A hash is computed for strangers as well; the bound is wide, machines are uneven."""

    def seconds(email: str) -> float:
        taken = []
        for _ in range(3):
            before = perf_counter()
            Client().post(reverse("account_login"), {"login": email, "password": "fel"})
            taken.append(perf_counter() - before)
        return min(taken)

    known, unknown = seconds(world.ada.email), seconds(STRANGER)
    assert unknown / 2 < known < unknown * 2


def test_strangers_get_no_mail(world: World) -> None:
    for way in ways().values():
        walk(STRANGER, way)

    assert delivered() == []


@pytest.mark.parametrize("route", ["account_request_login_code", "account_reset_password"])
def test_answers_come_at_the_same_time_for_all(world: World, route: str, settings: Any) -> None:
    """However quick the work was: none comes before its time."""
    settings.LOGIN_ANSWER_SECONDS = 0.4
    for email in (world.ada.email, world.people["lena"].email, STRANGER):
        before = perf_counter()
        Client().post(reverse(route), {"email": email})
        assert perf_counter() - before >= 0.4
