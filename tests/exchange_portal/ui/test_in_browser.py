"""The platform's own pages in Chromium: nothing for axe to find, no policy broken, no sideways
scroll, on a large screen and a small one. `new_context` watches policy and foreign hosts."""

from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from django.apps import apps
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page

from exchange_portal.outbox.models import Message
from exchange_portal.pages.models import FaultReport
from tests.personas import World

AXE = Path(AXE_FILE_PATH).read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PUBLIC = [
    "/om/tillganglighet/",
    "/om/personuppgifter/",
    "/om/anmal-fel/",
    "/om/anmal-fel/tack/",
    "/om/finns-inte/",
    "/konto/login/code/",
    "/konto/login/",
    "/konto/password/reset/",
]
OWN = [
    "/konto/password/change/",
    "/konto/2fa/",
    "/konto/2fa/totp/activate/",
    "/konto/reauthenticate/",
    "/konto/logout/",
]
STAFF = [
    "/galleri/",
    "/admin/",
    "/admin/pages/pagetext/",
    "/admin/pages/faultreport/",
    "/admin/pages/faultreport/?q=fel",
    "/admin/outbox/message/",
]


@pytest.fixture
def texts(transactional_db: None) -> None:
    """Tests that empty the tables take the first texts with them."""
    first_texts = import_module("exchange_portal.pages.migrations.0002_first_texts")
    first_texts.add_texts(apps, None)


@pytest.fixture
def browse(
    live_server: Any, texts: None, new_context: Callable[..., BrowserContext]
) -> Callable[..., Page]:
    def open_(width: int, who: Any = None) -> Page:
        context = new_context(viewport={"width": width, "height": 800}, base_url=live_server.url)
        if who is not None:
            client = Client()
            client.force_login(who)
            key = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}]
            )
        return context.new_page()

    return open_


def wrongs(page: Page, address: str) -> list[str]:
    """What is wrong with a page, in words; an empty list is a page without fault."""
    page.goto(address)
    page.evaluate(AXE + ";0")
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    said = [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found["violations"]]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        said.append("wider than the window")
    return [f"{address} {one}" for one in said]


@pytest.mark.parametrize("width", [1280, 375, 320])
def test_public_pages(browse: Callable[..., Page], width: int) -> None:
    page = browse(width)

    assert [wrong for address in PUBLIC for wrong in wrongs(page, address)] == []


@pytest.mark.parametrize("width", [1280, 320])
def test_pages_of_ones_account(browse: Callable[..., Page], world: World, width: int) -> None:
    page = browse(width, world.ada)

    assert [wrong for address in OWN for wrong in wrongs(page, address)] == []


@pytest.mark.parametrize("width", [1280, 375])
def test_gallery_and_admin(browse: Callable[..., Page], world: World, width: int) -> None:
    for hours in range(40):
        when = world.now - timedelta(hours=hours)
        report = FaultReport.objects.create(text="fel", page="/", reported_at=when)
        Message.objects.create(
            kind="x", to_address="a@vr.example", language="sv", subject="Hej", text="Hej",
            not_before=when, created_at=when,
        )  # fmt: skip
    page = browse(width, world.gun)
    things = [
        f"/admin/pages/faultreport/{report.pk}/change/",
        f"/admin/outbox/message/{Message.objects.latest('pk').pk}/change/",
        "/admin/pages/pagetext/",
    ]

    assert [wrong for address in STAFF + things for wrong in wrongs(page, address)] == []


def test_what_is_wrong_is_found(browse: Callable[..., Page]) -> None:
    page = browse(375)
    page.route(
        "**/om/tillganglighet/",
        lambda route: route.fulfill(
            content_type="text/html",
            body="<!doctype html><title>x</title><img src='data:,'><pre>" + "x" * 200,
        ),
    )

    found = " ".join(wrongs(page, "/om/tillganglighet/"))
    assert "image-alt" in found
    assert "html-has-lang" in found
    assert "wider than the window" in found


def test_the_summary_takes_the_focus_and_leads_to_the_field(browse: Callable[..., Page]) -> None:
    page = browse(375)
    page.goto("/om/anmal-fel/")
    page.get_by_role("button", name="Skicka anmälan").click()

    assert page.evaluate("document.activeElement.className") == "summary"
    page.get_by_role("link", name="Skriv några ord").click()
    assert page.evaluate("document.activeElement.id") == "id_text"


def test_one_can_skip_to_the_content(browse: Callable[..., Page]) -> None:
    page = browse(1280)
    page.goto("/om/tillganglighet/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "innehall"
