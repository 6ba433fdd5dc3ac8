"""Sharing in Chromium: what the script promises, and how the pages look to axe."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from materials.models import Material
from tests.browser.axe import findings
from tests.materials.conftest import CLEAN, PDF_BYTES, Shelf, mark

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="the server has its own threads"),
]

PATIENCE = 20_000  # milliseconds, for a machine that does much else
FILE = {"name": "Dagordning.pdf", "mimeType": "application/pdf", "buffer": PDF_BYTES}
EMPTY = {"name": "tom.pdf", "mimeType": "application/pdf", "buffer": b""}


@pytest.fixture(autouse=True)
def _patience() -> Iterator[None]:
    expect.set_options(timeout=PATIENCE)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture
def come(
    shelf: Shelf, live_server: Any, new_context: Callable[..., BrowserContext]
) -> Callable[..., Page]:
    """Someone's own browser, on a page: `come("ada", "/material/")`."""

    def as_person(who: str, path: str, **options: Any) -> Page:
        client = Client()
        client.force_login(shelf.world.people[who])
        name = settings.SESSION_COOKIE_NAME
        context = new_context(**options)
        cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
        context.add_cookies([cookie])
        page = context.new_page()
        page.goto(live_server.url + path)
        return page

    return as_person


@pytest.fixture
def form(shelf: Shelf, come: Callable[..., Page]) -> Page:
    """Ada's, on the way to share with her group."""
    page = come("ada", reverse("share_material", args=[shelf.world.group2.key]))
    page.get_by_label("Hela gruppen").check()
    return page


def send(page: Page) -> None:
    page.get_by_role("button", name="Dela", exact=True).click()


def chosen_files(page: Page) -> int:
    return page.evaluate("document.querySelector('input[type=file]').files.length")


def test_a_fault_elsewhere_leaves_the_file_chosen(form: Page) -> None:
    form.set_input_files("input[type=file]", FILE)
    send(form)
    expect(form.get_by_role("alert").first).to_be_focused()
    expect(form.get_by_role("link", name="Skriv en titel.")).to_be_visible()
    expect(form.get_by_text("Välj filen en gång till")).to_have_count(0)
    assert chosen_files(form) == 1

    form.get_by_label("Titel", exact=True).fill("Dagordning")
    send(form)
    expect(form.get_by_text("«Dagordning» är delat.")).to_be_visible()
    assert Material.objects.get().versions.get().file.original_name == "Dagordning.pdf"


def test_a_file_that_is_refused_is_chosen_anew(form: Page) -> None:
    form.get_by_label("Titel", exact=True).fill("Dagordning")
    form.set_input_files("input[type=file]", EMPTY)
    send(form)
    expect(form.get_by_role("link", name="Filen är tom.")).to_be_visible()
    assert chosen_files(form) == 0
    expect(form.get_by_label("Titel", exact=True)).to_have_value("Dagordning")


def test_a_lost_net_loses_nothing(form: Page) -> None:
    form.get_by_label("Titel", exact=True).fill("Dagordning")
    form.set_input_files("input[type=file]", FILE)
    form.context.set_offline(True)
    send(form)
    expect(form.get_by_text("Filen kom inte fram.")).to_be_visible()
    assert not Material.objects.exists()

    form.context.set_offline(False)
    form.wait_for_timeout(5_500)  # portal.js holds back a second press for so long
    send(form)
    expect(form.get_by_text("«Dagordning» är delat.")).to_be_visible()
    assert Material.objects.count() == 1


@pytest.mark.parametrize("width", [1280, 320])
def test_pages(shelf: Shelf, come: Callable[..., Page], live_server: Any, width: int) -> None:
    material = shelf.from_vr(shelf.world.group2, description="Fyll i.")
    shelf.renew(material, note="Rättade tider")
    mark(material, CLEAN)
    shelf.from_vr(title="Eget")
    group = reverse("materials", args=[shelf.world.group2.key])
    names = ("material", "add_version", "describe_material", "withdraw_material")
    page = come("ada", group, viewport={"width": width, "height": 900})

    for path in (group, f"{group}dela/", *(reverse(n, args=[material.key]) for n in names)):
        page.goto(live_server.url + path)
        assert [f"{one.rule} {one.where}" for one in findings(page)] == [], path
        root = "document.documentElement"
        assert not page.evaluate(f"{root}.scrollWidth > {root}.clientWidth"), path
