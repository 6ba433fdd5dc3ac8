"""The access matrix: every route, method, person and thing, asked for in earnest."""

import json
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

import pytest
from django.test import Client
from django.urls import resolve, reverse

from tests.access.asking import as_answer, ask, content, leaked, told
from tests.access.rules import RULES
from tests.access.stand_ins import person_of
from tests.access.standing import NOBODY, PEOPLE, Answer, Rule, asked, expected
from tests.access.thing import Thing, Things
from tests.access.things import WORDS, build
from tests.personas import World, login

PAGE = Thing("page", key=None)  # type: ignore[arg-type]  # a route of no single thing
NEEDS = {  # what else is in the address
    "save_answer": "question",
    "answer": "holding",
    "answer_as_assistant": "session",
    "stand_in_at_meeting": "meeting",
    "rate": "number",
    "agree_answer": "number",
    "missing_assessment": "instrument",
    "merge_people": "other",
    "tell_apart": "other",
    "draft_part": "part",
}
MADE_UP = {"gallery"}  # its examples name real institutions and tell nothing of them


@dataclass(frozen=True)
class Cell:
    route: str
    method: str
    person: str
    thing: Thing
    answers: tuple[Answer, ...]

    def __str__(self) -> str:
        who = self.person or "nobody"
        return f"{who}: {self.method} {self.route} of {self.thing.name} ({self.thing.cohort})"

    @property
    def address(self) -> str:
        arguments = {} if self.thing is PAGE else {"key": self.thing.key}
        if self.route in NEEDS:
            needed = NEEDS[self.route]
            arguments |= {needed: self.thing.arguments[needed]}
        return reverse(self.route, kwargs=arguments)

    @property
    def room(self) -> str:
        return resolve(self.address).func.__module__.partition(".")[0]


def likely_first(cells: Iterator[Cell]) -> list[Cell]:
    """As they come; of a copy in which something is wrong, the room where it is comes first."""
    return sorted(cells, key=lambda cell: cell.room != os.environ.get("ACCESS_FIRST"))


def cells(person: str, things: Things) -> Iterator[Cell]:
    for rule in RULES:
        for thing in asked(person, things_of(rule, things)):
            answers = tuple(expected(rule, person, thing))
            for route in sorted(rule.routes):
                for method in sorted(rule.methods):
                    yield Cell(route, method, person, thing, answers)


def things_of(rule: Rule, things: Things) -> list[Thing]:
    return getattr(things, rule.shows) if rule.shows else [PAGE]


def client_of(world: World, person: str) -> Client:
    return login(Client(), person_of(world, person)) if person else Client()


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person or "nobody")
def test_every_cell(world: World, person: str, pytestconfig: pytest.Config) -> None:
    stops_at_first = bool(pytestconfig.getoption("maxfail"))  # pytest -x: the first cell says it
    things, client = build(world), client_of(world, person)
    wrong, leaks = [], []
    missing: set[bytes] = set()
    seen: set[str] = set()
    count = Counter[str]()
    for cell in likely_first(cells(person, things)):
        response = ask(client, cell.method, cell.address)
        got = as_answer(response)
        count[str(got)] += 1
        seen |= told(response)
        if cell.route not in MADE_UP:
            leaks += [f"{cell}: {words}" for words in leaked(response, person)]
        if (got,) != cell.answers:
            wrong.append(f"{cell}: {got} {response.status_code} instead of {cell.answers}")
        if got is Answer.MISSING:
            missing.add(content(response))
        if stops_at_first and (wrong or leaks):
            break

    report(person, count, leaks)
    assert wrong == []
    assert leaks == []
    assert len(missing) <= 1, "a foreign and a missing id are told apart"
    assert seen == {word for word, readers in WORDS.items() if person in readers}


def report(person: str, count: Counter[str], leaks: list[str]) -> None:
    """Figures for whoever asks how large the matrix is."""
    folder = Path("build/access")
    folder.mkdir(parents=True, exist_ok=True)
    figures = {"cells": count.total(), "answers": dict(count), "leaks": len(leaks)}
    (folder / f"{person or 'nobody'}.json").write_text(json.dumps(figures))


def test_no_cell_is_promised_two_answers(world: World) -> None:
    things = build(world)
    twice = [
        str(cell) for person in PEOPLE for cell in cells(person, things) if len(cell.answers) > 1
    ]

    assert twice == []


def test_a_method_that_a_page_lacks_says_nothing(world: World) -> None:
    """The same for a foreign and a missing thing, and for nobody the way to login."""
    things = build(world)
    answers = set()
    for person in ("ada", NOBODY):
        client = client_of(world, person)
        for rule in RULES:
            for method in {"GET", "POST"} - rule.methods:
                for thing in things_of(rule, things):
                    for route in rule.routes:
                        cell = Cell(route, method, person, thing, ())
                        answers.add((person, ask(client, method, cell.address).status_code))

    assert answers == {("ada", HTTPStatus.METHOD_NOT_ALLOWED), (NOBODY, HTTPStatus.FOUND)}
