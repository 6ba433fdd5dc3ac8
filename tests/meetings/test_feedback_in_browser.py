"""Files beside instructions and comments with files, in Chromium: two forms with files on one page,
and pages that everyone can use."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from exchange_portal.files.models import StoredFile
from meetings import actions
from meetings.models import Comment, SubmittedVersion
from tests.browser.axe import findings
from tests.meetings.conftest import PDF_BYTES, Stage, mark_all_files
from tests.meetings.test_in_browser import sign_in

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="the server has its own threads"),
]

FILE = {"name": "Läst.pdf", "mimeType": "application/pdf", "buffer": PDF_BYTES}


@pytest.fixture
def come(
    stage: Stage, live_server: Any, new_context: Callable[..., BrowserContext]
) -> Callable[..., Page]:
    def as_person(who: str, path: str, **options: Any) -> Page:
        context = new_context(**options)
        sign_in(context, stage, live_server.url, who)
        page = context.new_page()
        page.goto(live_server.url + path)
        return page

    return as_person


def upload() -> SimpleUploadedFile:
    return SimpleUploadedFile("Läst.pdf", PDF_BYTES)


def say(stage: Stage, version: SubmittedVersion) -> Comment:
    cleo, now = stage.world.cleo, stage.now
    return actions.comment_on(
        version, text="Bra!", uploads=[upload()], form_key=uuid4(), by=cleo, now=now
    )


def test_a_file_stays_chosen_in_its_own_form(stage: Stage, come: Callable[..., Page]) -> None:
    page = come("cleo", reverse("staff_submitted", args=[stage.hand_in().key]))
    page.set_input_files("#tillbaka_uploads", [FILE, {**FILE, "name": "Mer.pdf"}])
    page.get_by_role("button", name="Skicka tillbaka för komplettering").click()
    expect(
        page.locator(".wrong").get_by_text("Skriv vad som behöver kompletteras.")
    ).to_be_visible()

    assert page.evaluate("document.querySelector('#tillbaka_uploads').files.length") == 2
    assert page.evaluate("document.querySelector('#kommentar_uploads').files.length") == 0
    page.fill("#tillbaka_comment", "Skriv mer.")
    page.get_by_role("button", name="Skicka tillbaka för komplettering").click()
    expect(page.get_by_text("Inlämningen är tillbakaskickad.")).to_be_visible()
    names = SubmittedVersion.objects.get().feedback_files.values_list("file__original_name")
    assert {name for (name,) in names} == {"Läst.pdf", "Mer.pdf"}


@pytest.mark.parametrize("width", [1280, 320])
def test_pages(stage: Stage, come: Callable[..., Page], live_server: Any, width: int) -> None:
    version = stage.hand_in()
    comment, gone = say(stage, version), say(stage, version)
    actions.withdraw_comment(gone, by=stage.world.cleo, now=stage.now)
    (beside,) = actions.add_assignment_file(
        stage.assignment, upload=upload(), by=stage.world.cleo, now=stage.now
    )
    stage.send_back(version)
    mark_all_files(StoredFile.State.CLEAN)
    ways = [
        ("cleo", "staff_submitted", version),
        ("cleo", "withdraw_comment", comment),
        ("cleo", "assignment_files", stage.assignment),
        ("cleo", "withdraw_assignment_file", beside),
        ("ada", "submitted", version),
        ("ada", "assignment", stage.assignment),
    ]
    for who, route, thing in ways:
        path = reverse(route, args=[thing.key])
        page = come(who, path, viewport={"width": width, "height": 900})
        assert [f"{one.rule} {one.where}" for one in findings(page)] == [], path
        root = "document.documentElement"
        assert not page.evaluate(f"{root}.scrollWidth > {root}.clientWidth"), path
