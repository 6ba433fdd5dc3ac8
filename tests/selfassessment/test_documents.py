"""The PDF and the receipt of what was handed in."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from pypdf import PdfReader

from exchange_portal.outbox.models import Job, Notice
from selfassessment import documents, emails, events
from selfassessment.models import SubmittedAssessment
from tests.personas import canary
from tests.selfassessment.asking import Visitor
from tests.selfassessment.conftest import Stage


def make(stage: Stage, submitted: SubmittedAssessment) -> SubmittedAssessment:
    documents.make_summary_pdf({"submitted": submitted.pk}, stage.now)
    submitted.refresh_from_db()
    return submitted


def test_the_pdf_says_everything(stage: Stage) -> None:
    submitted = stage.hand_in()
    assert documents.pdf_state(submitted) == "waiting"
    submitted = make(stage, submitted)
    assert submitted.pdf is not None
    with default_storage.open(submitted.pdf.path) as file:
        words = " ".join(" ".join(one.extract_text() for one in PdfReader(file).pages).split())

    for said in (
        "Vetenskapsrådet",
        "Förutsättningar",
        "Ada Lind, samordnare för jämställdhetsintegrering",
        "Av 11 påståenden står 0 på Saknas, 11 på På gång och 0 på Uppnått.",
        "Högsta ledningen äger arbetet",
        canary("VR"),
        submitted.fingerprint[:20],
    ):
        assert said in words
    assert documents.pdf_state(submitted) == "made"
    assert submitted.pdf.original_name == f"vetenskapsrådet-förutsättningar-{stage.world.today}.pdf"


def test_it_is_made_once(stage: Stage) -> None:
    submitted = make(stage, stage.hand_in())
    first = submitted.pdf_id

    assert make(stage, submitted).pdf_id == first


@pytest.mark.parametrize("who", ["ben", "cleo"])
def test_a_pdf_that_failed_is_tried_again(stage: Stage, visitor: Visitor, who: str) -> None:
    submitted, browser = stage.hand_in(), visitor(who)
    again, page = (
        reverse(name, args=[submitted.key])
        for name in ("submitted_assessment_pdf_again", "submitted_assessment")
    )
    job = Job.objects.filter(once=documents.once(submitted))
    assert again not in browser.get(page).text
    job.update(state=Job.State.FAILED, tries=5, error="x")

    assert again in browser.get(page).text
    for _ in range(2):
        assert browser.post(again)["Location"] == page
    assert job.values_list("state", "tries", "error").get() == (Job.State.WAITING, 0, "")
    assert again not in browser.get(page).text
    for other in ("dan", "eve", "paul"):
        assert visitor(other).post(again).status_code == 404


def test_the_receipt_tells_no_answers(stage: Stage) -> None:
    submitted = stage.hand_in()
    mail = emails.write_receipt(Notice.objects.get(kind=events.RECEIPT))

    assert mail.subject == "Kvitto: Vetenskapsrådet har lämnat in ”Förutsättningar”"
    assert "Du har lämnat in för Vetenskapsrådet" in mail.text
    assert str(submitted.key) in mail.text
    assert submitted.fingerprint in mail.text
    assert canary("VR") not in mail.text + (mail.html or "")


def test_who_has_left_gets_no_receipt(stage: Stage) -> None:
    stage.hand_in()
    notice = Notice.objects.get(kind=events.RECEIPT)
    assert emails.receipt_still_wanted(notice, stage.now)

    notice.recipient = stage.world.nils
    assert not emails.receipt_still_wanted(notice, stage.now)
