"""The draft in Chromium: what the scripts promise. Two people, lost nets and lost sessions."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from exchange_portal.files.models import StoredFile
from meetings.models import DraftAnswer, SubmittedVersion
from tests.meetings.conftest import PDF_BYTES, Stage

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="the server has its own threads"),
]

UNSAVED = "Inte sparat än"
PATIENCE = 20_000  # milliseconds, for a machine that does much else


@pytest.fixture(autouse=True)
def _patience() -> Iterator[None]:
    expect.set_options(timeout=PATIENCE)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture
def come(
    stage: Stage, live_server: Any, new_context: Callable[..., BrowserContext]
) -> Callable[[str], Page]:
    """Someone's own browser, on the page of the assignment."""

    def as_person(who: str) -> Page:
        context = new_context()
        sign_in(context, stage, live_server.url, who)
        page = context.new_page()
        page.goto(live_server.url + reverse("assignment", args=[stage.assignment.key]))
        return page

    return as_person


def sign_in(context: BrowserContext, stage: Stage, url: str, who: str) -> None:
    client = Client()
    client.force_login(stage.world.people[who])
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": url}])


def answer(page: Page, number: int) -> Any:
    return page.locator("[data-answer]").nth(number - 1)


def write(page: Page, number: int, text: str) -> None:
    answer(page, number).locator("textarea").fill(text)


def expect_word(page: Page, number: int, word: str) -> None:
    expect(answer(page, number).locator("[data-saved]")).to_contain_text(word)


def ask(page: Page) -> None:
    """What the page does by itself every twenty seconds."""
    page.locator("form[data-draft]").dispatch_event("draft:ask")


def stored(number: int = 1) -> str:
    return DraftAnswer.objects.get(question__number=number).text


def test_a_text_is_saved_by_itself(come: Callable[[str], Page]) -> None:
    page = come("ada")
    write(page, 1, "Första meningen.\n\nAndra.")
    expect_word(page, 1, "Sparat")

    assert stored() == "Första meningen.\n\nAndra."
    write(page, 1, "Första meningen.")
    expect_word(page, 1, "Sparat")
    assert stored() == "Första meningen."


def test_two_in_one_field_keep_both_until_one_chooses(come: Callable[[str], Page]) -> None:
    ada, ben = come("ada"), come("ben")
    write(ada, 1, "Adas text")
    expect_word(ada, 1, "Sparat")
    write(ben, 1, "Bens text")
    expect_word(ben, 1, UNSAVED)

    expect(answer(ben, 1).locator("[data-theirs]")).to_have_text("Adas text")
    expect(answer(ben, 1).locator("textarea")).to_have_value("Bens text")
    assert stored() == "Adas text"

    write(ben, 1, "Adas text\nBens text")
    ben.get_by_role("button", name="Behåll min").click()
    expect_word(ben, 1, "Sparat")
    assert stored() == "Adas text\nBens text"


def test_no_text_is_gone_when_one_has_chosen(come: Callable[[str], Page]) -> None:
    """Whose text gave way has it in a fold, and so has whoever chose."""
    ada, ben = come("ada"), come("ben")
    write(ada, 1, "Adas text")
    expect_word(ada, 1, "Sparat")
    write(ben, 1, "Bens text")
    ben.get_by_role("button", name="Behåll min").click()
    expect_word(ben, 1, "Sparat")
    ask(ada)

    expect(answer(ada, 1).locator("textarea")).to_have_value("Bens text")
    answer(ada, 1).get_by_text("Din tidigare text").click()
    expect(answer(ada, 1).get_by_text("Adas text", exact=True)).to_be_visible()
    answer(ben, 1).get_by_text("Kollegans text").click()
    expect(answer(ben, 1).get_by_text("Adas text", exact=True)).to_be_visible()


def test_a_colleague_who_has_gone_on_meanwhile(come: Callable[[str], Page]) -> None:
    ada, ben = come("ada"), come("ben")
    write(ada, 1, "Adas text")
    expect_word(ada, 1, "Sparat")
    write(ben, 1, "Bens text")
    expect(ben.get_by_text("Två texter i samma svar")).to_be_visible()
    expect(ben.get_by_text("Kollegan har skrivit mer sedan dess.")).to_be_hidden()
    write(ada, 1, "Adas text, och mer")
    expect_word(ada, 1, "Sparat")
    ben.get_by_role("button", name="Behåll min").click()

    expect(ben.get_by_text("Kollegan har skrivit mer sedan dess.")).to_be_visible()
    expect(answer(ben, 1).locator("[data-theirs]")).to_have_text("Adas text, och mer")
    assert stored() == "Adas text, och mer"


def test_one_takes_the_colleagues_text(come: Callable[[str], Page]) -> None:
    ada, ben = come("ada"), come("ben")
    write(ada, 1, "Adas text")
    expect_word(ada, 1, "Sparat")
    write(ben, 1, "Bens text")
    ben.get_by_role("button", name="Ta kollegans").click()

    expect(answer(ben, 1).locator("textarea")).to_have_value("Adas text")
    expect_word(ben, 1, "av Ada Lind")
    assert stored() == "Adas text"


def test_in_two_tabs_of_ones_own_no_colleague_is_blamed(come: Callable[[str], Page]) -> None:
    first, second = come("ada"), come("ada")
    write(first, 1, "I den ena fliken")
    expect_word(first, 1, "Sparat")
    write(second, 1, "I den andra")
    expect(answer(second, 1).get_by_text("Det här har du sparat i en annan flik")).to_be_visible()
    second.get_by_role("button", name="Behåll den i rutan").click()
    expect_word(second, 1, "Sparat")
    assert stored() == "I den andra"

    answer(second, 1).get_by_text("Din tidigare text").click()
    expect(answer(second, 1).get_by_text("I den ena fliken", exact=True)).to_be_visible()
    ask(first)
    expect(first.get_by_text("Du har skrivit en nyare text i en annan flik.")).to_be_visible()
    expect(answer(first, 1)).not_to_contain_text("ollega")


def test_a_colleagues_text_comes_into_an_untouched_field(come: Callable[[str], Page]) -> None:
    ada, ben = come("ada"), come("ben")
    write(ada, 2, "Adas text")
    expect_word(ada, 2, "Sparat")
    write(ben, 1, "Bens eget")
    ask(ben)

    expect(answer(ben, 2).locator("textarea")).to_have_value("Adas text")
    expect_word(ben, 2, "av Ada Lind")
    expect(answer(ben, 1).locator("textarea")).to_have_value("Bens eget")
    ben.get_by_role("button", name="Spara utkast").click()
    expect(ben.get_by_text("Utkastet är sparat.")).to_be_visible()
    assert (stored(1), stored(2)) == ("Bens eget", "Adas text")


def test_without_a_net_the_text_waits_and_is_sent(come: Callable[[str], Page]) -> None:
    page = come("ada")
    page.context.set_offline(True)
    write(page, 1, "Skrivet på tåget")
    expect_word(page, 1, "svarar inte")

    page.context.set_offline(False)
    expect_word(page, 1, "Sparat")
    assert stored() == "Skrivet på tåget"


def test_a_lost_reply_is_not_taken_for_someone_else(come: Callable[[str], Page]) -> None:
    page = come("ada")
    page.route("**/svar/**", lose_the_reply)
    write(page, 1, "Kom fram")
    expect_word(page, 1, "svarar inte")
    page.unroute("**/svar/**")
    write(page, 1, "Kom fram, och mer")

    expect_word(page, 1, "Sparat")
    expect(page.locator("[data-theirs]")).to_have_count(0)
    assert stored() == "Kom fram, och mer"


def lose_the_reply(route: Any) -> None:
    route.fetch()
    route.abort()


def test_a_reload_in_the_middle_keeps_the_text(come: Callable[[str], Page]) -> None:
    page = come("ada")
    page.context.set_offline(True)
    write(page, 1, "Inte hunnet")
    page.context.set_offline(False)
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()

    expect(answer(page, 1).locator("textarea")).to_have_value("Inte hunnet")
    expect_word(page, 1, "Sparat")


def test_a_lost_session_says_so_and_goes_on_after_login(
    stage: Stage, come: Callable[[str], Page], live_server: Any
) -> None:
    page = come("ada")
    page.context.clear_cookies()
    write(page, 1, "Skrivet utloggad")
    expect_word(page, 1, "du är utloggad")
    expect(page.get_by_role("link", name="Logga in i en ny flik")).to_be_visible()

    sign_in(page.context, stage, live_server.url, "ada")
    ask(page)
    expect_word(page, 1, "Sparat")
    expect(page.get_by_role("link", name="Logga in i en ny flik")).to_have_count(0)
    assert stored() == "Skrivet utloggad"


def test_handed_in_meanwhile_the_text_stays_on_the_page(
    stage: Stage, come: Callable[[str], Page]
) -> None:
    ben = come("ben")
    stage.hand_in()
    write(ben, 3, "Bens sista ord")
    expect_word(ben, 3, "redan inlämnad")
    ask(ben)

    expect(ben.get_by_role("link", name="Läs in sidan på nytt")).to_be_visible()
    expect(answer(ben, 3).locator("textarea")).to_have_value("Bens sista ord")


def test_files_are_sent_each_with_its_own_fault(come: Callable[[str], Page]) -> None:
    page = come("ada")
    page.set_input_files(
        "#filer",
        [
            {"name": "Plan åäö.pdf", "mimeType": "application/pdf", "buffer": PDF_BYTES},
            {"name": "tom.pdf", "mimeType": "application/pdf", "buffer": b""},
        ],
    )
    expect(page.locator("[data-files]")).to_contain_text("Plan åäö.pdf")
    expect(page.locator("[data-files]")).to_contain_text("Kontrolleras")
    expect(page.locator("[data-uploads]")).to_contain_text("Filen är tom.")
    expect(page.locator("[data-uploads]")).not_to_contain_text("Plan åäö.pdf")

    StoredFile.objects.update(state=StoredFile.State.CLEAN)
    ask(page)
    expect(page.locator("[data-files]")).to_contain_text("Sparad")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Ta bort Plan åäö.pdf").click()
    expect(page.locator("[data-files]")).to_contain_text("Inga filer än.")
    expect(page.get_by_text("Filen «Plan åäö.pdf» är borttagen.")).to_be_visible()


def test_from_the_last_word_to_the_receipt(stage: Stage, come: Callable[[str], Page]) -> None:
    page = come("ada")
    write(page, 1, "Ett")
    write(page, 2, "Två")  # pressed at once: it is saved before the page is left
    page.get_by_role("button", name="Granska och lämna in").click()
    page.get_by_role("button", name="Lämna in", exact=True).dblclick()

    receipt = page.get_by_role("heading", name="Ni har lämnat in")
    expect(receipt).to_be_visible()
    version = SubmittedVersion.objects.get()
    assert [one["text"] for one in version.content["answers"]] == ["Ett", "Två", ""]
