"""How long a leader needs who reads 200 words a minute and takes ten seconds a choice.

The time is reckoned, not slept. A line is read when it is met for the first time: what stands on
nine pages alike, such as the steps, is read once and found again within the seconds of the choice.
"""

import time
from collections.abc import Callable

import pytest

from tests.browser.person import Person
from tests.journeys.answering import STATEMENTS, choose
from tests.journeys.conftest import Stage
from tests.journeys.rounds import PREPARATION

WORDS_A_MINUTE, SECONDS_A_CHOICE, AT_MOST = 200, 10, 6 * 60
STEPS = (2, 3)


class Reader:
    """Counts words and choices, and measures what server and browser take between them."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.known: set[str] = set()
        self.words = self.choices = 0
        self.waited = 0.0  # seconds

    @property
    def seconds(self) -> float:
        reading = self.words / WORDS_A_MINUTE * 60
        return reading + self.choices * SECONDS_A_CHOICE + self.waited

    def read(self, where: str = "main") -> None:
        lines = self.person.page.locator(where).inner_text().splitlines()
        new = [line for line in lines if line not in self.known]
        self.known.update(new)
        self.words += sum(len(line.split()) for line in new)

    def wait(self, do: Callable[[], None]) -> None:
        begun = time.monotonic()
        do()
        self.person.page.wait_for_load_state()
        self.waited += time.monotonic() - begun

    def press(self, name: str) -> None:
        self.wait(lambda: self.person.press(name))

    def answer(self, number: int) -> None:
        """Both choices of a question, and what comes after it."""
        onwards = "klart" if number == len(STATEMENTS) else str(number + 1)

        def answer() -> None:
            for level, step in zip(("present", "wanted"), STEPS, strict=True):
                choose(self.person, level, step)
            self.person.page.wait_for_url(f"**/svara/{onwards}/")

        self.wait(answer)
        self.choices += len(STEPS)


@pytest.mark.journey
def test_a_leader_who_reads_everything_is_done_in_six_minutes(
    open_stage: Callable[..., Stage],
) -> None:
    stage = open_stage(build=PREPARATION.format(""))
    leader = stage.enter("rolf@oru.example")
    leader.log_in()
    reader = Reader(leader)

    reader.read()
    reader.press("Svara")
    reader.read()
    reader.press("Börja")
    for number in range(1, len(STATEMENTS) + 1):
        reader.read()
        reader.answer(number)
    reader.read()
    reader.press("Jag är klar")
    reader.read(".heading")

    assert leader.heading() == "Tack för dina svar"
    assert reader.choices == 18
    minutes, seconds = divmod(round(reader.seconds), 60)
    print(f"the scripted leader: {minutes} min {seconds} s, {reader.words} words")
    assert reader.seconds < AT_MOST
