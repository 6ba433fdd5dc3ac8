"""What every request passes: the clock, caching, language, and the wall before login."""

from http import HTTPStatus

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.personas import World, login

FROM_HERE = {"Sec-Fetch-Site": "same-origin"}
TEXT = "Vi har kommit längre än vi trodde."


def save(client: Client, headers: dict[str, str], **fields: str):
    return client.post("/sparas/", fields, headers=headers)


@pytest.fixture
def address(world: World) -> str:
    return reverse("cohort", args=[world.group2.key])


class TestWall:
    @pytest.mark.parametrize("path", ["/", "/galleri/", "/admin/", "/admin/inlamningar/"])
    def test_strangers_are_sent_to_login_and_back(self, client: Client, db: None, path: str):
        answer = client.get(path)

        assert answer.status_code == HTTPStatus.FOUND
        assert answer["Location"] == f"{reverse(settings.LOGIN_URL)}?next={path}"

    def test_existing_and_missing_things_look_the_same(
        self, client: Client, world: World, address: str
    ) -> None:
        missing = address.replace(str(world.group2.key), str(world.ada.key))
        answers = [client.get(path) for path in (address, missing)]
        places = [answer["Location"].partition("?")[0] for answer in answers]

        assert places == [reverse(settings.LOGIN_URL)] * 2
        assert answers[0].content == answers[1].content

    def test_a_text_that_was_posted_without_a_session_comes_back(
        self, client: Client, db: None
    ) -> None:
        answer = client.post("/", {"svar": TEXT, "password": "hemligt"}, headers=FROM_HERE)

        assert answer.status_code == HTTPStatus.UNAUTHORIZED
        page = answer.content.decode()
        assert TEXT in page
        assert "hemligt" not in page
        assert 'action="/"' in page

    def test_what_another_site_posts_is_not_shown(self, client: Client, db: None) -> None:
        for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}):
            answer = client.post("/", {"svar": TEXT}, headers=headers)

            assert answer.status_code == HTTPStatus.FOUND
            assert TEXT not in answer.content.decode()

    def test_a_lost_post_without_texts_leads_to_min_sida(self, client: Client, db: None) -> None:
        answer = client.post("/galleri/", headers=FROM_HERE)

        assert answer["Location"] == reverse(settings.LOGIN_URL)

    @pytest.mark.parametrize(
        "header",
        [{"HX-Request": "true"}, {"Sec-Fetch-Mode": "cors"}, {"Accept": "application/json"}],
    )
    def test_scripts_get_a_bare_no(self, client: Client, db: None, header: dict[str, str]) -> None:
        answer = client.post("/", {"svar": TEXT}, headers={**FROM_HERE, **header})

        assert answer.status_code == HTTPStatus.UNAUTHORIZED
        assert answer.content == b""
        assert answer["HX-Refresh"] == "true"


class TestEdge:
    def test_personal_pages_are_not_kept_anywhere(self, client: Client, world: World) -> None:
        login(client, world.ada)
        answer = client.get("/")

        assert answer["Cache-Control"] == "no-store"
        assert "camera=()" in answer["Permissions-Policy"]

    @pytest.mark.parametrize("path", ["/", "/finns-inte/", "/konto/login/"])
    def test_every_answer_says_how_it_may_be_used(
        self, client: Client, db: None, path: str
    ) -> None:
        answer = client.get(path)

        assert {"no-store", "private"} & set(answer["Cache-Control"].replace(",", "").split())
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Referrer-Policy"] == "same-origin"
        assert answer["X-Frame-Options"] == "DENY"


class TestLanguage:
    def test_swedish_first_whatever_the_browser_prefers(self, client: Client, db: None) -> None:
        answer = client.get(reverse("account_login"), headers={"Accept-Language": "en-GB"})

        assert answer["Content-Language"] == "sv"
        assert b'lang="sv"' in answer.content

    @pytest.mark.parametrize(
        ("cookie", "language"), [("en", "en"), ("sv", "sv"), ("de", "sv"), ("", "sv")]
    )
    def test_what_was_chosen_is_kept(
        self, client: Client, db: None, cookie: str, language: str
    ) -> None:
        client.cookies["language"] = cookie

        assert client.get(reverse("account_login"))["Content-Language"] == language
