"""The PDF and the receipt of what was handed in."""

from django.core.files.storage import default_storage
from pypdf import PdfReader

from exchange_portal.outbox.models import Notice
from selfassessment import documents, emails, events
from selfassessment.models import SubmittedAssessment
from tests.personas import canary
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
