"""Files through the doors: added, refused, removed and opened."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from exchange_portal.files.models import StoredFile
from meetings.models import DraftFile
from tests.meetings.conftest import PDF_BYTES, Stage, mark_all_files
from tests.meetings.filling import JSON, answer_name, opened, send, texts


def upload(browser: Client, stage: Stage, *files, **more):
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return browser.post(reverse("add_file", args=[stage.assignment.key]), {"filer": sent}, **more)


def test_files_are_added_each_with_its_own_fault(stage: Stage, visitor) -> None:
    page = upload(
        visitor("ada"), stage, ("Plan.pdf", PDF_BYTES), ("tom.pdf", b""), ("x.exe", b"MZ" * 99)
    )
    text = page.content.decode()

    assert page.status_code == 409
    assert [one.file.original_name for one in stage.draft().files] == ["Plan.pdf"]
    assert "<b>tom.pdf</b>: Filen är tom." in text
    assert "<b>x.exe</b>:" in text


def test_files_by_script_come_back_as_a_list(stage: Stage, visitor) -> None:
    browser = visitor("ada")
    added = upload(browser, stage, ("Plan.pdf", PDF_BYTES), **JSON)
    refused = upload(browser, stage, ("tom.pdf", b""), **JSON)

    assert (added.status_code, refused.status_code) == (200, 422)
    assert "Plan.pdf" in added.json()["files"]
    assert "Kontrolleras" in added.json()["files"]
    assert refused.json()["error"].startswith("Filen är tom.")


def test_texts_and_files_go_together_in_the_plain_form(stage: Stage, visitor) -> None:
    browser = visitor("ada")
    fields = opened(browser, stage) | {
        answer_name(stage, 1): "Med fil",
        "filer": SimpleUploadedFile("Plan.pdf", PDF_BYTES),
    }
    send(browser, stage, fields)

    assert texts(stage)[0] == "Med fil"
    assert len(stage.draft().files) == 1


def test_a_file_is_removed_with_the_texts_of_the_form(stage: Stage, visitor) -> None:
    lying = stage.attach()
    browser = visitor("ben")
    fields = opened(browser, stage) | {answer_name(stage, 1): "Utan fil", "bort": str(lying.key)}
    page = browser.get(send(browser, stage, fields)["Location"]).text

    assert texts(stage)[0] == "Utan fil"
    assert stage.draft().files == ()
    assert f"Filen «{lying.file.original_name}» är borttagen." in page
    assert "Utkastet är sparat." not in page


@pytest.mark.parametrize("key", ["", "nonsense", "00000000-0000-4000-8000-000000000000"])
def test_a_file_that_is_not_there_is_not_removed(stage: Stage, visitor, key: str) -> None:
    stage.attach()

    assert send(visitor("ada"), stage, {"bort": key}).status_code == 302
    assert len(stage.draft().files) == 1


def test_another_institutions_file_is_out_of_reach(stage: Stage, visitor) -> None:
    theirs = stage.attach("Fortes.pdf", at=stage.forte)
    mark_all_files(StoredFile.State.CLEAN)
    browser = visitor("ada")

    assert send(browser, stage, {"bort": str(theirs.key)}).status_code == 302
    assert browser.post(reverse("remove_file", args=[theirs.key])).status_code == 404
    assert browser.get(reverse("draft_file", args=[theirs.key])).status_code == 404
    assert visitor("cleo").get(reverse("draft_file", args=[theirs.key])).status_code == 404
    assert DraftFile.objects.count() == 1


def test_a_file_is_opened_when_it_is_clean(stage: Stage, visitor) -> None:
    lying = stage.attach("Plan.pdf")
    browser, address = visitor("ben"), reverse("draft_file", args=[lying.key])
    assert browser.get(address).status_code == 409

    mark_all_files(StoredFile.State.CLEAN)
    response = browser.get(address)
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == PDF_BYTES
    assert response["Content-Disposition"].startswith("attachment")


def test_removing_by_script_twice_is_removing_once(stage: Stage, visitor) -> None:
    lying = stage.attach()
    browser, address = visitor("ada"), reverse("remove_file", args=[lying.key])

    assert "Inga filer än." in browser.post(address, **JSON).json()["files"]
    assert browser.post(address, **JSON).status_code == 404


def test_files_are_locked_with_the_draft(stage: Stage, visitor) -> None:
    lying = stage.attach()
    stage.hand_in()
    browser = visitor("ada")

    assert upload(browser, stage, ("Plan.pdf", PDF_BYTES), **JSON).status_code == 422
    assert upload(browser, stage, ("Plan.pdf", PDF_BYTES)).status_code == 409
    assert browser.post(reverse("remove_file", args=[lying.key]), **JSON).status_code == 422
    assert browser.post(reverse("remove_file", args=[lying.key])).status_code == 409


def test_a_full_draft_says_so(stage: Stage, visitor, monkeypatch) -> None:
    monkeypatch.setattr("meetings.actions.drafts.MAX_FILES", 0)
    reply = upload(visitor("ada"), stage, ("Plan.pdf", PDF_BYTES), **JSON)

    assert reply.status_code == 422
    assert "högst 0 filer" in reply.json()["error"]
