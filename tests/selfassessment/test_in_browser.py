"""Nine questions on a phone, with scripts and without; and two colleagues in the same answers."""

import re
from collections.abc import Callable, Iterator
from time import monotonic
from typing import Any
from urllib.parse import urljoin

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, Locator, Page, expect

from selfassessment.models import AgreedAnswer, Rating
from tests.selfassessment.conftest import Stage

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="the server has its own threads"),
]

PHONE = {"width": 375, "height": 740}
SIX_MINUTES = 6 * 60
PATIENCE = 20_000  # milliseconds, for a machine that does much else


@pytest.fixture(autouse=True)
def _patience() -> Iterator[None]:
    expect.set_options(timeout=PATIENCE)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture
def come(
    stage: Stage, live_server: Any, new_context: Callable[..., BrowserContext]
) -> Callable[..., Page]:
    """Someone's own browser, on the page of an assessment."""

    def as_person(who: str, assessment: Any, **options: Any) -> Page:
        context = new_context(**options)
        client = Client()
        client.force_login(stage.world.people[who])
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
        context.add_cookies([cookie])
        page = context.new_page()
        page.goto(live_server.url + reverse("assessment", args=[assessment.key]))
        return page

    return as_person


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_nine_questions_in_less_than_six_minutes(
    stage: Stage, come: Callable[..., Page], scripts: bool
) -> None:
    hedda = come("hedda", stage.vr, viewport=PHONE, java_script_enabled=scripts)
    started = monotonic()
    hedda.get_by_role("link", name="Börja").click()
    for number in range(1, 10):
        expect(hedda.locator("h1")).to_contain_text(f"Fråga {number} av 9")
        hedda.locator("[name=present][value='2']").click()
        expect(hedda.locator("[name=present][value='2']")).to_have_attribute("aria-pressed", "true")
        expect(hedda.locator("[data-saved]")).to_contain_text("Sparat ")
        hedda.locator("[name=wanted][value='4']").click()
    expect(hedda.locator("h1")).to_have_text("Titta igenom dina svar")
    assert not _is_wider_than_the_phone(hedda)
    press = hedda.get_by_role("button", name="Jag är klar")
    expect(press).to_be_in_viewport()  # before one has scrolled
    press.click()
    expect(hedda.locator("h1")).to_have_text("Tack för dina svar")

    assert monotonic() - started < SIX_MINUTES
    assert Rating.objects.filter(present__position=2, wanted__position=4).count() == 9
    assert not _is_wider_than_the_phone(hedda)


def test_the_list_of_areas_counts_along(stage: Stage, come: Callable[..., Page]) -> None:
    ada = come("ada", stage.own, viewport=PHONE)
    first = ada.locator("[data-areas] [data-count]").first
    expect(first).to_have_text(re.compile("^0 av "))
    ada.locator("[name=present-1][value='2']").check()
    expect(first).to_have_text(re.compile("^1 av "))
    assert not _is_wider_than_the_phone(ada)

    link = ada.locator("[data-areas] a").nth(1)
    link.click()
    expect(ada.get_by_role("heading", name=link.inner_text(), exact=True)).to_be_in_viewport()


def test_two_colleagues_in_the_same_answer(stage: Stage, come: Callable[..., Page]) -> None:
    ada, ben = come("ada", stage.own), come("ben", stage.own)
    ada.locator("[name=present-1][value='2']").check()
    ada.locator("[name=comment-1]").fill("Adas ord.")
    expect(ada.locator("#svar-1 [data-saved]")).to_contain_text("Sparat ")

    ben.locator("[name=present-1][value='3']").check()
    expect(ben.locator("#svar-1 [data-theirs]")).to_contain_text("Nu: På gång")
    expect(ben.locator("#svar-1 [data-theirs]")).to_contain_text("Adas ord.")
    ben.locator("#svar-1").get_by_role("button", name="Ta kollegans").click()

    expect(ben.locator("[name=present-1][value='2']")).to_be_checked()
    expect(ben.locator("[name=comment-1]")).to_have_value("Adas ord.")
    answer = AgreedAnswer.objects.get()
    assert (answer.present.position, answer.comment) == (2, "Adas ord.")


def test_a_summary_of_four_steps_fits_a_phone(stage: Stage, come: Callable[..., Page]) -> None:
    stage.answer_all(stage.world.hedda)
    stage.close()
    handed_in = stage.hand_in(stage.vr)
    ada = come("ada", stage.own, viewport=PHONE)
    ada.goto(urljoin(ada.url, reverse("submitted_assessment", args=[handed_in.key])))
    tables = ada.locator(".step-chart .scroll")

    expect(tables).to_have_count(2)
    assert [_hidden(table) for table in tables.all()] == [0, 0]


def _hidden(table: Locator) -> int:
    """How much of it one has to scroll sideways to see, in pixels."""
    return int(table.evaluate("one => one.scrollWidth - one.clientWidth"))


def _is_wider_than_the_phone(page: Page) -> bool:
    box = page.locator("main").bounding_box()
    return box is None or box["width"] > PHONE["width"]
