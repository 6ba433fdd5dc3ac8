"""axe-core on a page as it is shown, held against WCAG 2.2 A and AA."""

from dataclasses import dataclass

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]


@dataclass(frozen=True)
class Finding:
    rule: str
    where: str  # the element
    why: str


def findings(page: Page) -> list[Finding]:
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    results = Axe().run(page, options=options)
    return [
        Finding(violation["id"], " ".join(map(str, node["target"])), violation["help"])
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]
