"""A leader's self-assessment, from the first question to what the institution hands in.

Rolf, rector, answers on his phone; Meta and Sten have answered before him; Tora coordinates.
"""

import io
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect
from pypdf import PdfReader

from tests.browser.person import Person
from tests.journeys.answering import STATEMENTS, STEPS, agree, answer, choose
from tests.journeys.conftest import FORMS, Stage
from tests.journeys.rounds import PREPARATION

WORLD = PREPARATION.format("answered=['planning', 'core_activity']")
TITLE = "Förändringspotential och ambitionsnivå"
ROLFS = [(1, 3), (2, 3), (1, 4), (2, 4), (1, 3), (2, 3), (2, 4), (1, 4), (2, 4)]
AGREED = [(2, 3), (2, 4), (2, 3), (2, 4), (2, 3), (3, 4), (2, 4), (2, 4), (2, 3)]
COMMENT = "Vi är oense om vad som räknas som att veta."
LEADERS = ("Rolf Alving", "Meta Lindow", "Sten Wide")


class Leader:
    """The acts of the story. Each begins where the one before ended."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.rolf: Person = stage.enter("rolf@oru.example", **FORMS["phone"])
        self.tora: Person = stage.enter("tora@oru.example")
        self.address = ""  # of the assessment

    # --- Answering ----------------------------------------------------------------------

    def rolf_is_told_who_sees_what(self) -> None:
        self.rolf.log_in()
        self.rolf.reads("Nio frågor")
        self.rolf.press("Svara")
        self.rolf.reads("Ingen annan ser dina svar.")
        self.rolf.look("answering")
        self.address = self.rolf.page.url.removeprefix(self.stage.site.url).removesuffix("svara/")

    def rolf_answers_four_and_a_half(self) -> None:
        self.rolf.press("Börja")
        self.rolf.look("question")
        for number in range(1, 5):
            answer(self.rolf, number, ROLFS[number - 1])
        choose(self.rolf, "present", ROLFS[4][0])

    def rolf_comes_back_where_he_was(self) -> None:
        """The phone has lost the page; the portal has not lost the answers."""
        self.rolf.page.goto("about:blank")
        self.rolf.go("/")
        self.rolf.reads("Du har svarat på 4 av 9")
        self.rolf.press("Fortsätt")
        self.rolf.press("Fortsätt med fråga 5")
        chosen = self.rolf.page.locator("[aria-pressed=true]")
        expect(chosen).to_have_text(STEPS[ROLFS[4][0] - 1])

    def tora_sees_who_has_answered_and_no_answer(self) -> None:
        self.tora.log_in()
        self.tora.press("Se vilka som har svarat")
        rows = {name: self.tora.page.get_by_role("row").filter(has_text=name) for name in LEADERS}
        told = {name: "Har svarat" in row.inner_text() for name, row in rows.items()}
        assert told == {"Rolf Alving": False, "Meta Lindow": True, "Sten Wide": True}
        assert [step for step in STEPS if step in self.tora.page.content()] == []
        self.tora.look("respondents")
        for path in ("svara/", "svara/1/", "svara/klart/", "enas/"):
            asked = self.tora.context.request.get(f"{self.stage.site.url}{self.address}{path}")
            assert not asked.ok, path
            assert [step for step in STEPS if step in asked.text()] == []

    def rolf_finishes(self) -> None:
        for number in range(5, 10):
            answer(self.rolf, number, ROLFS[number - 1])
        assert self.rolf.heading() == "Titta igenom dina svar"
        self.rolf.look("all chosen")

    def rolf_takes_a_slip_back_and_is_done(self) -> None:
        """Nothing closes before he says so, though the others have."""
        self.rolf.page.get_by_role("link", name=STATEMENTS[1]).click()
        choose(self.rolf, "present", 1)
        self.rolf.page.wait_for_url("**/svara/klart/")
        self.rolf.page.get_by_role("link", name=STATEMENTS[1]).click()
        choose(self.rolf, "present", ROLFS[1][0])
        self.rolf.page.wait_for_url("**/svara/klart/")
        self.rolf.page.get_by_role("button", name="Jag är klar").dblclick()
        expect(self.rolf.page.get_by_role("heading", level=1)).to_have_text("Tack för dina svar")
        self.rolf.reads("Du har svarat på 9 av 9.")
        self.rolf.look("thanks")

    # --- Agreeing -----------------------------------------------------------------------

    def _spread(self, number: int) -> Locator:
        return self.tora.page.locator(f"#svar-{number} .step-bar")

    def tora_sees_the_spread_without_names(self) -> None:
        """All have answered, so that the answering has closed by itself."""
        self.tora.go("/")
        row = self.tora.page.locator(".todo > li").filter(has_text=TITLE)
        row.get_by_role("link", name="Öppna").click()
        first = self._spread(1).first
        expect(first).to_contain_text("Inte alls 1, I liten grad 1, Till stor del 1, Fullt ut 0")
        main = self.tora.page.locator("main").inner_text()
        assert [name for name in LEADERS if name in main] == []
        self.tora.look("agreeing")

    def tora_sets_what_they_have_agreed_on(self) -> None:
        agree(self.tora, AGREED)
        row = self.tora.page.locator("#svar-1")
        row.get_by_role("textbox").fill(COMMENT)
        row.get_by_role("textbox").blur()
        expect(row.locator("[data-saved]")).to_have_text(re.compile(r"^Sparat"))

    def tora_hands_in(self) -> None:
        self.tora.press("Granska och lämna in")
        self.tora.reads("Bara det gemensamma svaret lämnas in.")
        self.tora.page.get_by_role("button", name="Lämna in", exact=True).dblclick()
        self.tora.page.wait_for_url("**/inlamnade-sjalvskattningar/**")
        assert self.tora.heading() == "Ni har lämnat in"
        receipt = self.stage.smtp.wait_for(self.tora.email, subject="Kvitto")
        assert self.tora.page.url in receipt.text

    def the_pdf_holds_what_was_agreed_and_no_name_of_a_leader(self) -> None:
        link = self.tora.page.get_by_role("link", name="PDF av det som lämnades in")
        expect(link).to_be_visible(timeout=30_000)
        self.tora.look("receipt")
        pdf = self.tora.context.request.get(f"{self.stage.site.url}{link.get_attribute('href')}")
        pages = PdfReader(io.BytesIO(pdf.body())).pages
        found = " ".join(" ".join(page.extract_text() for page in pages).split())
        for text in ("Örebro universitet", TITLE, STATEMENTS[0], STATEMENTS[8], COMMENT):
            assert text in found, found
        assert [name for name in LEADERS if name in found] == []

    def rolf_reads_it(self) -> None:
        self.rolf.go(self.address)
        self.rolf.reads(COMMENT)


@pytest.mark.journey
def test_a_rector_answers_on_a_phone_and_only_what_is_agreed_leaves_the_house(
    open_stage: Callable[..., Stage],
) -> None:
    story = Leader(open_stage(screens="leader", build=WORLD))

    story.rolf_is_told_who_sees_what()
    story.rolf_answers_four_and_a_half()
    story.rolf_comes_back_where_he_was()
    story.tora_sees_who_has_answered_and_no_answer()
    story.rolf_finishes()
    story.rolf_takes_a_slip_back_and_is_done()
    story.tora_sees_the_spread_without_names()
    story.tora_sets_what_they_have_agreed_on()
    story.tora_hands_in()
    story.the_pdf_holds_what_was_agreed_and_no_name_of_a_leader()
    story.rolf_reads_it()
