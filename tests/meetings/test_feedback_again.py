"""The same comment or return again, with other files: nothing is dropped without a word."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from meetings.models import Comment, FeedbackFile, SubmittedVersion
from tests.meetings.conftest import Stage
from tests.meetings.test_feedback import KEY, TEXT, document, send, staff_page

PDF, OTHER = b"%PDF-1.4 one", b"%PDF-1.4 two"


def send_back(browser: Client, version: SubmittedVersion, *files: SimpleUploadedFile) -> Any:
    fields = {"comment": "Skriv mer.", "uploads": list(files)}
    return browser.post(reverse("staff_return", args=[version.key]), fields, follow=True)


@pytest.mark.parametrize("others", [[], [OTHER], [PDF, PDF], [PDF, OTHER]])
def test_other_files_with_the_same_comment_are_asked_about(
    stage: Stage, visitor: Any, others: list[bytes]
) -> None:
    version, browser = stage.hand_in(), visitor("cleo")
    (key,) = KEY.findall(staff_page(browser, version))
    send(browser, version, form_key=key, uploads=[document(content=PDF)])
    chosen = [document(content=one) for one in others]
    refused = send(browser, version, form_key=key, uploads=chosen)

    assert refused.status_code == 422
    assert "Du har redan skickat en kommentar" in refused.text
    assert TEXT in refused.text
    assert (Comment.objects.count(), FeedbackFile.objects.count()) == (1, 1)


def test_other_files_with_the_same_return_are_told_of(stage: Stage, visitor: Any) -> None:
    version, browser = stage.hand_in(), visitor("cleo")
    for _twice in range(2):
        assert send_back(browser, version, document(content=PDF)).status_code == 200
    refused = send_back(browser, version, document(content=OTHER))

    assert refused.status_code == 422
    assert "filerna som du valde nu kom inte med" in refused.text
    assert FeedbackFile.objects.count() == 1
