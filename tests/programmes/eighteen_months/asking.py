"""Reads the table, and asks the portal what stands in each cell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.programmes.eighteen_months.columns import DEEDS, PAGES
from tests.programmes.eighteen_months.play import Play
from tests.test_login.post import delivered

HEADING = re.compile(r"^(\d{4}-\d\d-\d\d) ([^:]+): ")
LOGIN = reverse("account_request_login_code")
REFUSED = {HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY}


@dataclass(frozen=True)
class Block:
    day: str
    name: str
    columns: list[str]
    rows: dict[str, list[str]]  # by who; in order


def blocks(table: str) -> Iterator[Block]:
    for text in table.strip().split("\n\n"):
        heading, columns, *rows = text.split("\n")
        told = HEADING.match(heading)
        assert told, heading
        by_person = {cells[0]: cells[1:] for cells in map(_cells, rows)}
        _empty, *names = _cells(columns)
        assert all(len(cells) == len(names) for cells in by_person.values()), text
        yield Block(told[1], told[2], names, by_person)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def said_of(block: Block, play: Play) -> list[str]:
    """Each cell where the portal says something else than the table."""
    wrong = []
    for number, column in enumerate(block.columns):
        for who, cells in block.rows.items():
            written = cells[number]
            if written == ".":
                continue
            said = _ask(column, play, who)
            if said != (_sorted(written) if column == "to do" else written):
                wrong.append(f"{block.day} {block.name}, {who} | {column}: {said}, not {written}")
    return wrong


def _ask(column: str, play: Play, who: str) -> str:
    client = play.browser(who)
    if column == "to do":
        return _to_do(client, play)
    if column == "door":
        return _door(play.emails[who])
    if column in DEEDS:
        return _done(DEEDS[column](play, client, who))
    route, thing, word = PAGES[column]
    return _seen(client.get(play.url(route, *filter(None, [thing]))), word)


def _seen(answer: Any, word: str) -> str:
    if answer.status_code != HTTPStatus.OK:
        is_leaked = "kanariefågel" in word and word in answer.text
        return "leaks" if is_leaked else _away(answer)
    return "sees" if word in answer.text else "blank"


def _done(answer: Any) -> str:
    if answer.status_code in REFUSED:
        return "late"
    away = _away(answer)
    return "does" if away.startswith("to ") else away


def _away(answer: Any) -> str:
    if answer.status_code != HTTPStatus.FOUND:
        return str(answer.status_code)
    return "login" if answer.url.startswith(LOGIN) else f"to {answer.url}"


def _to_do(client: Client, play: Play) -> str:
    answer = client.get(reverse("home"), {"alla": ""})
    if answer.status_code != HTTPStatus.OK:
        return _away(answer)
    asked, _between, _aside = answer.text.partition("<aside")
    _frame, _between, asked = asked.partition("<main")
    links = re.findall(r'href="([^"]+)"', asked)
    return _sorted(", ".join(play.asked[one] for one in links if one in play.asked) or "nothing")


def _sorted(names: str) -> str:
    return ", ".join(sorted(names.split(", ")))


def _door(email: str) -> str:
    """Whether a code comes."""
    mail.outbox.clear()
    cache.clear()  # the limits of login, which go by the real clock
    Client().post(LOGIN, {"email": email})
    return "open" if [one.to for one in delivered()] == [[email]] else "shut"
