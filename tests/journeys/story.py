"""Five people at browsers of their own, and what they can do there."""

import re
from functools import cached_property

from playwright.sync_api import Locator, expect

from tests.browser.person import Person
from tests.journeys.conftest import Stage

FILE = "Målkedja för år 2021.csv"
CSV = "år;kvinnor;män\n2021;48;52\n".encode() * 20_000


class Story:
    """Everyone logs in when first asked for."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.people: dict[str, Person] = {}

    def person(self, name: str, domain: str) -> Person:
        if name not in self.people:
            self.people[name] = self.stage.enter(f"{name}@{domain}.example")
            self.people[name].log_in()
        return self.people[name]

    @cached_property
    def ada(self) -> Person:
        return self.person("ada", "vr")

    @cached_property
    def ben(self) -> Person:
        return self.person("ben", "vr")

    @cached_property
    def dan(self) -> Person:
        return self.person("dan", "forte")

    @cached_property
    def eve(self) -> Person:
        return self.person("eve", "kv")

    @cached_property
    def cleo(self) -> Person:
        cleo = self.person("cleo", "jamy")
        cleo.pass_second_factor()
        return cleo

    def answer(self, person: Person, number: int) -> Locator:
        return person.page.locator("[data-answer] textarea").nth(number)

    def write(self, person: Person, number: int, text: str) -> None:
        self.answer(person, number).fill(text)
        if not self.stage.has_scripts:
            person.press("Spara utkast")
            person.reads("Utkastet är sparat")
            return
        self.answer(person, number).blur()
        saved = person.page.locator("[data-saved]").nth(number)
        expect(saved).to_have_text(re.compile(r"^Sparat"))

    def upload(self, person: Person) -> None:
        file = {"name": FILE, "mimeType": "text/csv", "buffer": CSV}
        field = person.page.locator("input[type=file]")
        if not self.stage.has_scripts:
            field.set_input_files(files=[file])
            person.press("Spara utkast")
        else:
            self.slow_down(person, kilobytes_per_second=400)
            field.set_input_files(files=[file])
            expect(person.page.locator("progress")).to_be_visible()
            self.slow_down(person, kilobytes_per_second=-1)
        checked = person.page.locator(".files").get_by_role("link", name=FILE)
        if not self.stage.has_scripts:
            person.look_again_until(checked, "the file to be checked")
        expect(checked).to_be_visible(timeout=20_000)

    @staticmethod
    def slow_down(person: Person, *, kilobytes_per_second: int) -> None:
        """Uploads only, so that their progress can be seen."""
        session = person.context.new_cdp_session(person.page)
        rate = kilobytes_per_second * 1000 if kilobytes_per_second > 0 else -1
        session.send(
            "Network.emulateNetworkConditions",
            {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": rate},
        )
