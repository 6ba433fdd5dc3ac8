"""Error pages say what happened, what is kept and what to do now, and give nothing away."""

from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory

from exchange_portal import errors
from tests.exchange_portal.ui.reading import texts, tree, values
from tests.personas import World, login

TEXT = "Vi följer upp målen varje kvartal,\nmed <egna> indikatorer."
FROM_HERE = {"Sec-Fetch-Site": "same-origin"}


def test_not_found_is_the_same_bytes_for_everyone_everywhere(client: Client, world: World) -> None:
    bodies = {Client().get("/om/finns-inte/").content}
    for person in (world.ada, world.eve, world.cleo):
        login(client, person)
        bodies |= {client.get(f"/{uuid4()}/").content, client.get("/om/annat/?a=1").content}

    assert len(bodies) == 1


@pytest.mark.parametrize("code", [400, 403, 404, 500])
def test_pages_without_a_person(code: int, rf: RequestFactory) -> None:
    request = rf.get("/")
    request.now = None  # type: ignore[attr-defined]
    page = {
        400: lambda: errors.bad_request(request, Exception()),
        403: lambda: errors.forbidden(request, Exception()),
        404: lambda: errors.not_found(request, Exception()),
        500: lambda: errors.server_error(request),
    }[code]().content.decode()

    assert "csrf" not in page
    assert texts(tree(page), ".//a[@class='button primary']") == ["Till min sida"]
    assert len(texts(tree(page), ".//main/h1")) == 1
    assert "/om/anmal-fel/" in values(tree(page), "href")


def test_a_text_posted_after_the_session_was_lost_is_given_back(client: Client, db: None) -> None:
    address = f"/uppgifter/{uuid4()}/spara/"
    page = client.post(address, {"text": TEXT, "version": "7"}, headers=FROM_HERE)
    form = tree(page.text).find(".//main/form")

    assert page.status_code == 401
    assert form is not None
    assert form.get("action") == address
    (area,) = form.findall(".//textarea")
    assert area.get("name") == "text"
    assert (area.text or "").strip() == TEXT
    hidden = {one.get("name"): one.get("value") for one in form.findall("./input")}
    assert hidden["version"] == "7"
    assert hidden["csrfmiddlewaretoken"]


def test_another_site_cannot_lend_us_its_words(db: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    page = strict.post("/om/anmal-fel/", {"text": TEXT}, headers={"Sec-Fetch-Site": "cross-site"})

    assert page.status_code == 403
    assert "kvartal" not in page.text
    assert "Inget har sparats" in page.text


def test_a_form_that_was_open_too_long_is_given_back(db: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    page = strict.post("/om/anmal-fel/", {"text": TEXT}, headers=FROM_HERE)

    assert page.status_code == 403
    assert texts(tree(page.text), ".//textarea") == [" ".join(TEXT.split())]


def test_too_many_tries(rf: RequestFactory, db: None, settings: Any) -> None:
    from allauth.core.ratelimit import respond_429

    request: HttpRequest = rf.get("/konto/login/")
    request.now = None  # type: ignore[attr-defined]
    page = respond_429(request)

    assert page.status_code == 429
    assert texts(tree(page.content.decode()), ".//main/h1") == ["Vänta en stund"]
