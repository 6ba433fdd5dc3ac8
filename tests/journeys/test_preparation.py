"""A coordinator carries the preparation through: she does what Min sida says, in the order it says.

Tora alone knows the way; Rolf has not answered for himself, and one seat is empty.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.person import Person
from tests.journeys.answering import agree
from tests.journeys.conftest import Stage
from tests.journeys.rounds import PREPARATION

WORLD = PREPARATION.format("answered=['planning'], vacant=['core_activity']")
STEN = ("Sten Wide", "sten@oru.example")
WAITS = ("Svara", "Börja", "Fortsätt", "Öppna", "Se vilka som har svarat")


class Preparation:
    """The acts of the story. Each begins where the one before ended."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.tora: Person = stage.enter("tora@oru.example")
        self.done: list[str] = []

    def tora_fills_the_empty_seat(self) -> None:
        self.tora.log_in()
        self.tora.press("Bjud in någon")
        self.tora.page.get_by_label("Namn").fill(STEN[0])
        self.tora.page.get_by_label("E-postadress").fill(STEN[1])
        self.tora.look("colleague")
        self.tora.page.get_by_role("main").get_by_role("button", name="Bjud in").click()
        self.tora.reads("Sten Wide")
        assert "Örebro universitet" in self.stage.smtp.wait_for(STEN[1], subject="Välkommen").text
        self.tora.go("/")
        expect(self.tora.page.locator("main")).not_to_contain_text("Lediga platser hos er")

    def tora_does_what_comes_first(self) -> bool:
        """Whether there was anything. What only tells her something is left where it is."""
        self.tora.go("/")
        rows = self.tora.page.locator(".todo > li")
        waiting = [row for row in rows.all() if self._button_of(row) in WAITS]
        if not waiting:
            return False
        row = next((one for one in waiting if one.locator(".primary").count()), waiting[0])
        self.done.append(row.locator("h2").inner_text())
        row.locator(".button").click()
        self._do()
        return True

    @staticmethod
    def _button_of(row: Locator) -> str:
        """What stands on it; what only a screen reader says comes after."""
        return row.locator(".button").inner_text().splitlines()[0]

    def _do(self) -> None:
        path = self.tora.page.url.removeprefix(self.stage.site.url)
        doors = {
            "/traffar/": self._say_yes,
            "/uppgifter/": self._write,
            "/sjalvskattning/": self._assess,
        }
        (do,) = [way for start, way in doors.items() if path.startswith(start)]
        do()

    def _say_yes(self) -> None:
        yes = self.tora.page.get_by_role("button", name="Jag kommer")
        while yes.count():
            left = yes.count()
            yes.first.click()
            expect(yes).to_have_count(left - 1)

    def _write(self) -> None:
        for answer in self.tora.page.locator("[data-answer]").all():
            area = answer.get_by_role("textbox")
            area.fill("Vi har gjort det tillsammans, och skriver mer när vi vet mer.")
            area.blur()
            expect(answer.locator("[data-saved]")).to_have_text(re.compile(r"^Sparat"))
        self._hand_in()

    def _assess(self) -> None:
        if self.tora.page.get_by_role("button", name="Stäng svaren").count():
            self.tora.look("closing")
            self.tora.press("Stäng svaren nu")
            self.tora.reads("Svaren är stängda.")
            return
        rows = self.tora.page.locator("[data-choices]")
        levels = rows.first.locator("fieldset").count()
        agree(self.tora, [(2, 3)[:levels]] * rows.count())
        self._hand_in()

    def _hand_in(self) -> None:
        self.tora.press("Granska och lämna in")
        self.tora.page.get_by_role("button", name="Lämna in", exact=True).click()
        self.tora.page.wait_for_url(re.compile(r"/inlamn(ingar|ade)"))
        assert self.tora.heading() == "Ni har lämnat in"

    def nothing_of_the_preparation_is_left(self) -> None:
        """The nearest came first; the leaders' answers last, for they only told her to wait."""
        assert self.done == [
            "Samordnarträff 1: Vi förbereder träff 1",
            "Gå den introducerande webbutbildningen",
            "Förutsättningar",
            "Planering och uppföljning",
            "Förbered en presentation av er till uppstartsträffen",
            "Träff 1: Uppstart: inriktningar, problembilder och förutsättningar",
            "Förändringspotential och ambitionsnivå",  # is closed
            "Förändringspotential och ambitionsnivå",  # is handed in
        ]
        assert self.tora.heading() == "Inget att göra just nu"
        self.tora.look("done")


@pytest.mark.journey
def test_a_coordinator_carries_the_preparation_through(open_stage: Callable[..., Stage]) -> None:
    story = Preparation(open_stage(screens="preparation", build=WORLD))

    story.tora_fills_the_empty_seat()
    while story.tora_does_what_comes_first():
        assert len(story.done) < 12, story.done
    story.nothing_of_the_preparation_is_left()
