"""Whatever is sent to a page by somebody who may send: it is answered, and never by a fault."""

from collections.abc import Iterator
from functools import cache, partial
from html.parser import HTMLParser
from http import HTTPStatus
from typing import Any

from django.test import Client

from tests.access.asking import ask, content
from tests.access.rules import RULES
from tests.access.standing import PEOPLE, Answer, expected
from tests.access.test_matrix import Cell, client_of, things_of
from tests.access.things import Things, build
from tests.personas import World

NUL, LONG = "\0", "9" * 4000  # no database takes the one, no column or whole number the other
YEAR_ONE = "0001-01-01"
OF_LINKS = {"disown"}  # nobody here has confirmed by a link: tests/preparation/test_links.py
# Read by hand, or shown only when there is something to send.
ALSO = ["andring", "gor", "flytta", "person", "holding", "chosen", "text", "version", "stamp"]
ALSO += ["vem", "ta", "bort", "sedan", "seen", "lines", "spara", "position", "reason", "answer"]


class Fields(HTMLParser):
    """The fields of a page by name, with the value that each has there."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.hidden: dict[str, str] = {}
        self.open = dict.fromkeys(ALSO, "")
        self.days: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag in {"input", "select", "textarea", "button"} and "name" in told:
            fields = self.hidden if told.get("type") == "hidden" else self.open
            fields[told["name"]] = told.get("value", "")
            if told.get("type") == "date":
                self.days[told["name"]] = YEAR_ONE


def test_nothing_that_is_sent_is_a_fault(world: World) -> None:
    things = build(world)
    known = cache(partial(client_of, world))
    faults = []
    for cell in sendable(things):
        client = known(cell.person)
        client.raise_request_exception = False
        for data in hostile(client, cell):
            answer = ask(client, "POST", cell.address, data)
            if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
                faults.append(f"{cell}: {data}"[:300])

    assert faults == []


def sendable(things: Things) -> Iterator[Cell]:
    """Each route once, of the first thing and by the first person that may."""
    for rule in RULES:
        if "POST" in rule.methods and not rule.routes <= OF_LINKS:
            found = next(
                (person, thing)
                for person in PEOPLE
                for thing in things_of(rule, things)
                if expected(rule, person, thing) == [Answer.IN]
            )
            for route in sorted(rule.routes):
                yield Cell(route, "POST", *found, (Answer.IN,))


def hostile(client: Client, cell: Cell) -> Iterator[dict[str, Any]]:
    """In every field that a person fills in, and in those that the page fills in itself."""
    shown = ask(client, "GET", cell.address)
    is_page = shown.status_code == HTTPStatus.OK
    fields = Fields(content(shown).decode(errors="replace") if is_page else "")
    yield fields.hidden | dict.fromkeys(fields.open, NUL)
    yield fields.hidden | dict.fromkeys(fields.open, LONG) | fields.days
    yield fields.open | dict.fromkeys(fields.hidden, LONG)
