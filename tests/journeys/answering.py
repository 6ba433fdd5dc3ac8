"""How people answer self-assessments in the browser, each answer with the word that it is saved."""

import re
from collections.abc import Sequence

from playwright.sync_api import expect

from tests.browser.person import Person

STEPS = ("Inte alls", "I liten grad", "Till stor del", "Fullt ut")
STATEMENTS = (
    "Vi vet vilka ojämställdhetsproblem vår verksamhet kan påverka",
    "Vi i ledningen frågar efter resultat",
    "Det finns tid och pengar för arbetet",
    "Våra chefer vet vad de ansvarar för",
    "Vi ändrar arbetssätt när det behövs",
    "Målen för jämställdhet står i vår ordinarie plan",
    "Jämställdhet påverkar hur vi fördelar resurser",
    "Vi följer upp vad arbetet leder till",
    "Vi berättar öppet om det som inte fungerar",
)
SAVED = re.compile(r"^Sparat \d\d\.\d\d")


def choose(leader: Person, level: str, step: int) -> None:
    """`level`: present or wanted. Done when the page says that it is saved."""
    button = leader.page.locator(f"button[name={level}]").nth(step - 1)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(leader.page.locator("[data-saved]")).to_have_text(SAVED)


def answer(leader: Person, number: int, steps: Sequence[int]) -> None:
    """One question of a leader's own, of the nine: how it is, how it should be; then the next."""
    assert leader.heading().endswith(STATEMENTS[number - 1])
    for level, step in zip(("present", "wanted"), steps, strict=True):
        choose(leader, level, step)
    onwards = "klart" if number == len(STATEMENTS) else str(number + 1)
    leader.page.wait_for_url(f"**/svara/{onwards}/")


def agree(person: Person, answers: Sequence[Sequence[int]]) -> None:
    """All rows of the answer that the institution agrees on; the last is saved like the first."""
    for number, steps in enumerate(answers, start=1):
        row = person.page.locator(f"#svar-{number}")
        for name, step in zip(("present", "wanted"), steps, strict=False):
            row.locator(f"input[name={name}-{number}][value='{step}']").check()
    for saved in person.page.locator("[data-choices] [data-saved]").all():
        expect(saved).to_have_text(SAVED)
