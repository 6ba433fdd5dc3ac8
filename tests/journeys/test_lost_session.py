"""Logged out in the middle of a text: not a word is lost, and it is saved after login."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.person import Person
from tests.journeys.conftest import Stage

TEXT = "Detta skrev jag medan portalen glömde vem jag var."
FORGET = "from django.contrib.sessions.models import Session; Session.objects.all().delete()"


@pytest.fixture
def stage(open_stage: Callable[..., Stage], form: str) -> Stage:
    return open_stage("postgres", form)


def begin(stage: Stage) -> Person:
    ada = stage.enter("ada@vr.example")
    ada.expected = {401, 403}
    ada.log_in()
    ada.press("Börja")
    ada.page.locator("textarea").first.wait_for()
    stage.site.manage("shell", "--verbosity=0", "--command", FORGET)
    return ada


def log_in_beside(ada: Person, link: str) -> None:
    """In a tab of its own, as the page proposes."""
    writing = ada.page
    with ada.context.expect_page() as opened:
        writing.get_by_role("link", name=link).click()
    ada.page = opened.value
    ada.log_in(path=None)
    ada.page.close()
    ada.page = writing


def stands_in_draft(stage: Stage, ada: Person) -> None:
    fresh: Page = ada.context.new_page()
    fresh.goto(f"{stage.site.url}/uppgifter/{stage.keys['group2']}/")
    expect(fresh.locator("textarea").first).to_have_value(TEXT)


@pytest.mark.journey
@pytest.mark.parametrize("form", ["desktop"])
def test_with_scripts_the_page_says_so_and_saves_when_back(stage: Stage) -> None:
    ada = begin(stage)
    area = ada.page.locator("textarea").first
    area.fill(TEXT)
    ada.reads("Du är utloggad")
    expect(area).to_have_value(TEXT)

    log_in_beside(ada, "Logga in i en ny flik")
    ada.page.bring_to_front()
    ada.page.evaluate("dispatchEvent(new Event('focus'))")

    expect(ada.page.locator("[data-saved]").first).to_contain_text("Sparat")
    expect(ada.page.locator("main")).not_to_contain_text("Du är utloggad")
    stands_in_draft(stage, ada)


@pytest.mark.journey
@pytest.mark.parametrize("form", ["desktop"])
def test_a_text_survives_that_the_page_is_loaded_again(stage: Stage) -> None:
    ada = begin(stage)
    ada.page.locator("textarea").first.fill(TEXT)
    ada.reads("Du är utloggad")
    ada.page.on("dialog", lambda dialog: dialog.accept())

    ada.page.reload()
    ada.log_in(path=None)

    expect(ada.page.locator("textarea").first).to_have_value(TEXT)
    expect(ada.page.locator("[data-saved]").first).to_contain_text("Sparat")
    stands_in_draft(stage, ada)


@pytest.mark.journey
@pytest.mark.parametrize("form", ["without-scripts"])
def test_without_scripts_the_text_is_given_back(stage: Stage) -> None:
    ada = begin(stage)
    ada.page.locator("textarea").first.fill(TEXT)
    ada.press("Spara utkast")
    assert ada.heading() == "Din text är kvar"
    expect(ada.page.locator("textarea").first).to_have_value(TEXT)

    log_in_beside(ada, "Logga in i en ny flik")
    ada.press("Skicka igen")
    if ada.heading() == "Din text är kvar":  # the form was made for the earlier login
        ada.press("Skicka igen")

    ada.reads("Utkastet är sparat")
    stands_in_draft(stage, ada)
