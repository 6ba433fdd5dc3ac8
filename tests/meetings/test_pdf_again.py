"""A PDF that could not be made: who may have it tried again, and that it is made once."""

import pytest
from django.urls import reverse

from exchange_portal.outbox.models import Job
from meetings import documents
from tests.meetings.conftest import Stage
from tests.meetings.test_receipt_pages import receipt, words


@pytest.mark.parametrize(("who", "back"), [("ben", "submitted"), ("cleo", "staff_submitted")])
def test_a_pdf_that_failed_is_tried_again(stage: Stage, visitor, who: str, back: str) -> None:
    """By the institution and by those who run the group. Pressed twice, it is made once."""
    version, browser = stage.hand_in(), visitor(who)
    again, page = (reverse(name, args=[version.key]) for name in ("submitted_pdf_again", back))
    assert again not in words(browser.get(page))
    job = Job.objects.filter(once=documents.once(version))
    job.update(state=Job.State.FAILED, tries=5, error="x")

    assert again in words(browser.get(page))
    state = browser.get(reverse("submitted_pdf_state", args=[version.key]))
    assert again in words(state)
    for _ in range(2):
        assert browser.post(again)["Location"] == page
    assert job.values_list("state", "tries", "error").get() == (Job.State.WAITING, 0, "")
    assert "PDF:en skapas" in words(browser.get(page))
    job.delete()  # lost altogether
    assert again in words(browser.get(page))
    browser.post(again)
    assert job.get().state == Job.State.WAITING


def test_readers_of_the_group_do_not_start_it(stage: Stage, visitor) -> None:
    version = stage.hand_in()
    job = Job.objects.filter(once=documents.once(version))
    job.update(state=Job.State.FAILED)
    again = reverse("submitted_pdf_again", args=[version.key])

    assert again not in words(receipt(visitor("dan"), version))
    for who, status in (("dan", 403), ("eve", 404), ("paul", 404)):
        assert visitor(who).post(again).status_code == status
    assert visitor("ada").get(again).status_code == 405
    assert job.get().state == Job.State.FAILED
