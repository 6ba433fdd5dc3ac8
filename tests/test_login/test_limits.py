"""How often one may try. The count is in the database: many at once share it, and Redis is not
asked."""

import http.cookiejar
import re
import urllib.parse
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from threading import Barrier

import pytest
from django.conf import settings
from django.contrib.auth import get_user
from django.core.cache import cache
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from tests import servers
from tests.conftest import StartPortal
from tests.personas import PASSWORD, World
from tests.test_login.post import CODE, code_in, delivered

AT_ONCE = 40
TOO_MANY = "för många försök"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def all_at_once(clients: list[Client], address: str, data: dict[str, str]) -> list[str]:
    """Each client posts at the same moment; what they are shown, or where they are sent."""
    gate = Barrier(len(clients))

    def post(client: Client) -> str:
        gate.wait()
        try:
            answer = client.post(address, data)
            if answer.status_code == HTTPStatus.TOO_MANY_REQUESTS:
                return TOO_MANY
            return answer.get("Location", answer.content.decode())
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(clients)) as pool:
        return list(pool.map(post, clients))


@pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer at a time anyway")
@pytest.mark.django_db(transaction=True)
def test_many_wrong_passwords_at_once(world: World) -> None:
    """At most five are compared with the right one; the rest are turned away unread."""
    clients = [Client() for _ in range(AT_ONCE)]
    pages = all_at_once(
        clients, reverse("account_login"), {"login": world.ada.email, "password": "fel"}
    )

    told = Counter("turned away" if TOO_MANY in page else "compared" for page in pages)
    assert told["compared"] <= 5
    assert sum(told.values()) == AT_ONCE
    late = Client()
    late.post(reverse("account_login"), {"login": world.ada.email, "password": PASSWORD})
    assert not get_user(late).is_authenticated


@pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer at a time anyway")
@pytest.mark.django_db(transaction=True)
def test_many_wrong_codes_at_once(world: World) -> None:
    """One browser's session in many hands: the count is not each request's own."""
    first = Client()
    first.post(reverse("account_request_login_code"), {"email": world.ada.email})
    clients = [Client() for _ in range(AT_ONCE)]
    for client in clients:
        client.cookies = first.cookies
    pages = all_at_once(clients, reverse("account_confirm_login_code"), {"code": "BBBB-BBBB"})

    compared = [page for page in pages if "Koden stämmer inte" in page and TOO_MANY not in page]
    assert len(compared) <= 6
    first.post(reverse("account_confirm_login_code"), {"code": code_in(delivered()[0])})
    assert not get_user(first).is_authenticated


def test_many_codes_for_one_address(world: World) -> None:
    for _ in range(6):
        Client().post(reverse("account_request_login_code"), {"email": world.ada.email})

    assert len(delivered()) == 3


def test_new_codes_count_in_the_same_limit(client: Client, world: World) -> None:
    client.post(reverse("account_request_login_code"), {"email": world.ada.email})
    for _ in range(5):
        answer = client.post(reverse("account_confirm_login_code"), {"action": "resend"})
    Client().post(reverse("account_request_login_code"), {"email": world.ada.email})

    assert len(delivered()) == 3
    assert "Vänta en minut." in client.get(answer["Location"]).text


def test_wrong_passwords_for_one_do_not_lock_out_the_others(client: Client, world: World) -> None:
    for _ in range(7):
        client.post(reverse("account_login"), {"login": world.ada.email, "password": "fel"})
    client.post(reverse("account_login"), {"login": world.ben.email, "password": PASSWORD})

    assert get_user(client) == world.ben


def test_the_code_still_opens_when_the_password_is_being_guessed(
    client: Client, world: World
) -> None:
    for _ in range(7):
        Client().post(reverse("account_login"), {"login": world.ada.email, "password": "fel"})
    client.post(reverse("account_request_login_code"), {"email": world.ada.email})
    client.post(reverse("account_confirm_login_code"), {"code": code_in(delivered()[0])})

    assert get_user(client) == world.ada


def test_the_count_is_kept_in_the_database(client: Client, world: World) -> None:
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
    client.post(reverse("account_login"), {"login": world.ada.email, "password": "fel"})

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM portal_cache")
        assert cursor.fetchone()[0] > 0
    assert cache.get("nothing") is None


class Browser:
    """The least one needs to fill in a form of a portal that runs."""

    def __init__(self, url: str) -> None:
        self.url = url
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)

    def get(self, path: str) -> tuple[int, str, str]:
        with self.opener.open(self.url + path, timeout=20) as answer:
            return answer.status, answer.url, answer.read().decode()

    def fill_in(self, path: str, **fields: str) -> tuple[int, str, str]:
        token = TOKEN.search(self.get(path)[2])
        assert token
        data = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": token[1]}).encode()
        request = urllib.request.Request(self.url + path, data, {"Origin": self.url})
        with self.opener.open(request, timeout=20) as answer:
            return answer.status, answer.url, answer.read().decode()


def test_login_with_redis_stopped(
    start_portal: StartPortal, redis: servers.Redis, smtp: servers.Smtp
) -> None:
    site = start_portal(smtp=smtp, workers=0)
    site.manage("invite_administrator", "asa@jamy.example", "Åsa Öst")
    redis.stop()

    browser = Browser(site.url)
    status, url, _ = browser.fill_in("/konto/login/code/", email="asa@jamy.example")
    assert (status, url) == (HTTPStatus.OK, f"{site.url}/konto/login/code/confirm/")
    code = CODE.search(smtp.wait_for("asa@jamy.example").text)
    assert code
    status, url, _ = browser.fill_in("/konto/login/code/confirm/", code=code[1])
    assert (status, url) == (HTTPStatus.OK, f"{site.url}/konto/2fa/totp/activate/")


def test_login_with_the_mail_server_gone(start_portal: StartPortal) -> None:
    """The page says the same as always, and the log says what happened without saying to whom."""
    nobody_listens = str(servers.free_port())
    env = {"PORTAL_SMTP_HOST": "127.0.0.1", "PORTAL_SMTP_PORT": nobody_listens}
    site = start_portal(workers=0, env=env)
    site.manage("invite_administrator", "asa@jamy.example", "Åsa Öst")

    pages = [
        Browser(site.url).fill_in("/konto/login/code/", email=email)
        for email in ("asa@jamy.example", "nobody@jamy.example")
    ]
    assert [(status, url) for status, url, _ in pages] == [
        (HTTPStatus.OK, f"{site.url}/konto/login/code/confirm/")
    ] * 2
    servers.wait_until(lambda: "login mail could not be sent" in site.logs(), "a line in the log")
    assert "asa@jamy.example" not in site.logs()
