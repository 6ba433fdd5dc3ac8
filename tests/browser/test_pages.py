"""Every kind of page, looked at by axe and the Nu checker, wide and as narrow as at 400 % zoom.

What findings there are on pages that are Django's own is written to build/findings.json, by rule.
"""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib import admin
from django.urls import reverse

from tests.browser.axe import findings
from tests.browser.nu import complaints
from tests.browser.person import Person
from tests.journeys.world import TITLE

STRANGER, ADA, CLEO, GUN, NILS = (
    "",
    "ada@vr.example",
    "cleo@jamy.example",
    "gun@jamy.example",
    "nils@vr.example",
)
FINDINGS = Path(__file__).resolve().parents[2] / "build" / "findings.json"
NARROW = 320  # 1280 at 400 %

OURS = [
    (STRANGER, "/konto/login/code/"),
    (STRANGER, "/konto/login/"),
    (STRANGER, "/konto/password/reset/"),
    (STRANGER, "/om/tillganglighet/"),
    (STRANGER, "/om/personuppgifter/"),
    (STRANGER, "/om/anmal-fel/"),
    (STRANGER, "/intresse/"),
    (ADA, "/"),
    (ADA, "/fraga/"),
    (ADA, "/konto/password/change/"),
    (ADA, "/konto/2fa/"),
    (NILS, "/"),
    (CLEO, "/"),
    (CLEO, "/admin/inlamningar/"),
    (CLEO, "/admin/laget/"),
    (CLEO, "/admin/forberedelse/"),
    (CLEO, "/admin/fragor/"),
    (CLEO, "/galleri/"),
    (GUN, "/"),
    (GUN, "/admin/"),
    (GUN, "/admin/inlamningar/"),
]


def is_too_wide(person: Person) -> bool:
    root = "document.documentElement"
    return bool(person.page.evaluate(f"{root}.scrollWidth > {root}.clientWidth"))


def faults(person: Person, path: str) -> list[str]:
    """What axe finds on the page, and whether one has to scroll sideways."""
    answer = person.go(path)
    assert answer.status == 200, f"{path} answered {answer.status}"
    found = [f"{one.rule} {one.where}" for one in findings(person.page)]
    return [*found, "scrolls sideways"] if is_too_wide(person) else found


@pytest.mark.parametrize("width", [1280, NARROW])
@pytest.mark.parametrize(("email", "path"), OURS)
def test_page(visit: Callable[..., Person], email: str, path: str, width: int) -> None:
    assert faults(visit(email, width=width), path) == []


@pytest.mark.parametrize("width", [1280, NARROW])
def test_pages_on_the_way(visit: Callable[..., Person], width: int) -> None:
    """Those whose address holds a key."""
    ada = visit(ADA, width=width)
    ada.go("/")
    ada.press("Gruppen")
    assert findings(ada.page) == []
    ada.press("Er förberedelse")
    assert findings(ada.page) == []
    assert not is_too_wide(ada)
    ada.press("Gruppen")
    assert not is_too_wide(ada)
    ada.page.locator("a[href^='/traffar/']").first.click()
    ada.page.wait_for_url("**/traffar/**")
    assert findings(ada.page) == []
    assert not is_too_wide(ada)
    ada.go("/")
    ada.page.get_by_role("link", name=TITLE).first.click()
    ada.page.wait_for_url("**/uppgifter/**")
    assignment = ada.page.url.removeprefix(ada.site.url)
    for path in (assignment, f"{assignment}lamna-in/"):
        assert faults(ada, path) == [], path
    ada.expected = {404}
    ada.go("/finns-inte/")
    assert findings(ada.page) == []


FROM_THE_BOARD = ("/admin/kontakter/", "/admin/saknas/uppgift/")


def from_the_board(cleo: Person) -> list[str]:
    cleo.go("/admin/laget/")
    links = [cleo.page.locator(f"a[href^='{one}']").first for one in FROM_THE_BOARD]
    return [str(one.get_attribute("href")) for one in links]


@pytest.mark.parametrize("width", [1280, NARROW])
def test_pages_from_the_board(visit: Callable[..., Person], width: int) -> None:
    """A contact, who is missing, and the mail to them before it is sent."""
    cleo = visit(CLEO, width=width)
    for path in from_the_board(cleo):
        assert faults(cleo, path) == [], path
    cleo.page.get_by_role("button", name="Förhandsgranska").click()
    cleo.page.get_by_role("button", name="Skicka").wait_for()
    assert findings(cleo.page) == []
    assert not is_too_wide(cleo)


def test_in_english(visit: Callable[..., Person]) -> None:
    """The same page in another language: its own words, its own `lang`."""
    ada = visit(ADA)
    ada.go("/")
    ada.press("English")
    assert ada.page.locator("html").get_attribute("lang") == "en"
    assert findings(ada.page) == []


def test_markup(visit: Callable[..., Person], tmp_path: Path) -> None:
    pages = {}
    for email, path in OURS:
        person = visit(email)
        pages[f"{person.name}{path}"] = person.context.request.get(person.site.url + path).text()
    for path in from_the_board(cleo := visit(CLEO)):
        pages[path] = cleo.context.request.get(cleo.site.url + path).text()

    assert complaints(pages, tmp_path) == []


def test_djangos_own_pages_are_counted(visit: Callable[..., Person], tmp_path: Path) -> None:
    """They are dressed by us but not made by us; what shuts nobody out of the slice may stay."""
    gun = visit(GUN)
    pages, axe = {}, Counter[str]()
    for path in admin_pages():
        answer = gun.context.request.get(gun.site.url + path)
        if answer.status == 403:  # nothing may be added there by hand
            continue
        assert answer.ok, f"{path} answered {answer.status}"
        pages[path] = answer.text()
        gun.go(path)
        axe.update(one.rule for one in findings(gun.page))
    nu = Counter(one.split(" ", 1)[1] for one in complaints(pages, tmp_path))

    FINDINGS.parent.mkdir(exist_ok=True)
    FINDINGS.write_text(
        json.dumps({"pages": len(pages), "axe": axe, "nu": nu}, indent=1, ensure_ascii=False)
    )
    assert len(pages) > 5


def test_djangos_forms_move(visit: Callable[..., Person]) -> None:
    """Though few of Django's scripts are sent: days are chosen, questions added, others shown."""
    gun = visit(GUN)
    gun.go("/admin/meetings/assignment/add/")

    gun.page.get_by_text("I dag").first.click()
    assert gun.page.locator("#id_opens_on").input_value()
    gun.page.locator("#calendarlink1").click()
    gun.page.locator("#calendarbox1 .calendar td a", has_text="15").click()
    assert gun.page.locator("#id_due_on").input_value().endswith("-15")

    rows = gun.page.locator(".dynamic-questions")
    before = rows.count()
    gun.press("Lägg till en fråga")
    assert rows.count() == before + 1

    gun.page.locator("#id_meeting").select_option(index=1)
    with gun.page.expect_popup() as shown:
        gun.page.locator("#change_id_meeting").click()
    assert shown.value.locator("#id_theme_sv").input_value() == "Inriktning"


def admin_pages() -> list[str]:
    names = [model._meta.label_lower.replace(".", "_") for model in admin.site._registry]
    return [reverse(f"admin:{name}_{kind}") for name in names for kind in ("changelist", "add")]
