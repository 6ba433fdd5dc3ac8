"""A portal that runs, with its world, and people at their browsers."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.person import Person
from tests.conftest import StartPortal
from tests.journeys.world import BUILD
from tests.servers import Portal, Smtp

FORMS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "phone": {"viewport": {"width": 375, "height": 812}, "has_touch": True},
    "without-scripts": {"java_script_enabled": False},
}


@dataclass
class Stage:
    """Where a journey plays: a portal on one database, seen in one form."""

    site: Portal
    smtp: Smtp
    keys: dict[str, str]  # of what the world is known by: see the one who built it
    form: str
    enter: Callable[..., Person]

    @property
    def has_scripts(self) -> bool:
        return self.form != "without-scripts"


@pytest.fixture
def open_stage(
    start_portal: StartPortal, smtp: Smtp, new_context: Callable[..., BrowserContext]
) -> Iterator[Callable[..., Stage]]:
    people: list[Person] = []
    sites: list[Portal] = []

    def open_(
        database: str = "postgres", form: str = "desktop", screens: str = "", build: str = BUILD
    ) -> Stage:
        site = start_portal(database, smtp=smtp)
        sites.append(site)
        keys = json.loads(site.manage("shell", "--verbosity=0", "--command", build))

        def enter(email: str, **options: Any) -> Person:
            context = new_context(**{**FORMS[form], **options})
            has_scripts = form != "without-scripts"
            people.append(
                Person(email, context, site, smtp, screens=screens, has_scripts=has_scripts)
            )
            return people[-1]

        return Stage(site, smtp, keys, form, enter)

    yield open_
    for site in sites:
        print(site.logs())  # shown if the test fails
    assert [wrong for person in people for wrong in person.wrongs] == []
