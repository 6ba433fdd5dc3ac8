"""A day with two sessions: the rector is called to one of them, the coordinator to both."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.person import Person
from tests.journeys.conftest import FORMS, Stage
from tests.journeys.rounds import PREPARATION

MORNING, AFTERNOON = "10–12", "13–16"


class Day:
    """The acts of the story. Each begins where the one before ended."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.rolf: Person = stage.enter("rolf@oru.example", **FORMS["phone"])
        self.tora: Person = stage.enter("tora@oru.example")
        self.majken: Person = stage.enter("majken@kau.example")

    def _open_the_kickoff(self, person: Person) -> None:
        person.log_in()
        person.page.get_by_text("längre fram").click()
        person.press("Träff 1: Uppstart")

    def _sessions(self, person: Person) -> tuple[list[str], list[str]]:
        """The headings of those that are the person's own, and of the others."""
        headings = person.page.locator("section.session h2").all_inner_texts()
        own = [one.removeprefix("Ditt pass ") for one in headings if one.startswith("Ditt pass ")]
        others = [one.removeprefix("Pass ") for one in headings if one.startswith("Pass ")]
        return own, others

    # --- The rector ---------------------------------------------------------------------

    def rolf_sees_one_session_as_his(self) -> None:
        self._open_the_kickoff(self.rolf)
        assert self._sessions(self.rolf) == ([MORNING], [AFTERNOON])
        self.rolf.reads("Inte för dig")
        self.rolf.look("meeting")

    def rolf_says_no_and_why(self) -> None:
        self.rolf.page.get_by_label("Kommentar").fill("Jag är på resa den dagen.")
        self.rolf.press("Jag kan inte komma")
        expect(self.rolf.page.locator(".session .tag").first).to_have_text("Du kommer inte")

    def rolfs_calendar_holds_his_session(self) -> None:
        assert self._calendars(self.rolf) == [["10–12"]]

    # --- The coordinator ----------------------------------------------------------------

    def tora_sees_both_as_hers(self) -> None:
        self._open_the_kickoff(self.tora)
        assert self._sessions(self.tora) == ([MORNING, AFTERNOON], [])
        self.tora.look("meeting")

    def tora_says_yes_to_both(self) -> None:
        yes = self.tora.page.get_by_role("button", name="Jag kommer")
        for left in (1, 0):
            yes.first.click()
            expect(yes.locator("visible=true")).to_have_count(left)

    def toras_calendar_holds_both(self) -> None:
        assert self._calendars(self.tora) == [["10–12", "13–16"], ["10–12"], ["13–16"]]
        self.tora.look("answered")

    def _calendars(self, person: Person) -> list[list[str]]:
        """The hours in each file that the page offers."""
        person.page.wait_for_load_state()
        panel = person.page.locator(".panel").filter(has_text="I din kalender")
        expect(panel.get_by_role("link").first).to_be_visible()
        paths = [str(one.get_attribute("href")) for one in panel.get_by_role("link").all()]
        texts = [
            person.context.request.get(f"{self.stage.site.url}{path}").text() for path in paths
        ]
        return [self._hours(text) for text in texts]

    @staticmethod
    def _hours(calendar: str) -> list[str]:
        starts = re.findall(r"^DTSTART;TZID\S*T(\d\d)0000", calendar, re.MULTILINE)
        ends = re.findall(r"^DTEND;TZID\S*T(\d\d)0000", calendar, re.MULTILINE)
        return [f"{first}–{last}" for first, last in zip(starts, ends, strict=True)]

    # --- The others ---------------------------------------------------------------------

    def majken_sees_who_comes_but_no_reason(self) -> None:
        """A colleague of another institution in the group."""
        self._open_the_kickoff(self.majken)
        self.majken.reads("Rolf Alving")
        expect(self.majken.page.locator("main")).not_to_contain_text("Jag är på resa")


@pytest.mark.journey
def test_a_day_with_sessions_for_different_people(open_stage: Callable[..., Stage]) -> None:
    story = Day(open_stage(screens="day", build=PREPARATION.format("")))

    story.rolf_sees_one_session_as_his()
    story.rolf_says_no_and_why()
    story.rolfs_calendar_holds_his_session()
    story.tora_sees_both_as_hers()
    story.tora_says_yes_to_both()
    story.toras_calendar_holds_both()
    story.majken_sees_who_comes_but_no_reason()
