"""One portal for all looks at pages: they change nothing."""

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.person import Person
from tests.journeys.world import BUILD, LOG_IN
from tests.servers import Portal, Smtp, portal, smtp


@pytest.fixture(scope="module")
def gallery_site() -> Iterator[tuple[Portal, Smtp, dict[str, str], dict[str, str]]]:
    with smtp() as post, portal(smtp=post, workers=0) as site:
        keys = json.loads(site.manage("shell", "--verbosity=0", "--command", BUILD))
        sessions = json.loads(site.manage("shell", "--verbosity=0", "--command", LOG_IN))
        yield site, post, keys, sessions


@pytest.fixture
def visit(
    gallery_site: tuple[Portal, Smtp, dict[str, str], dict[str, str]],
    new_context: Callable[..., BrowserContext],
) -> Iterator[Callable[..., Person]]:
    """Someone already logged in, or a stranger: `visit("ada@vr.example", width=320)`."""
    site, post, _keys, sessions = gallery_site
    people: list[Person] = []

    def enter(email: str = "", *, width: int = 1280) -> Person:
        context = new_context(viewport={"width": width, "height": 900})
        if email:
            cookie = {"name": "session", "value": sessions[email], "url": site.url}
            context.add_cookies([cookie])  # type: ignore[list-item]
        people.append(Person(email or "stranger", context, site, post))
        return people[-1]

    yield enter
    assert [wrong for person in people for wrong in person.wrongs] == []
