"""The PDF of what was handed in: from the frozen copy, once, and for later."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from pypdf import PdfReader

from exchange_portal import pdf
from exchange_portal.files.models import StoredFile
from exchange_portal.outbox.kinds import TryLater
from meetings import actions, documents
from meetings.frozen import Frozen
from meetings.models import SubmittedVersion
from programmes.management.commands.sample_pdfs import sample
from tests.meetings.conftest import Stage
from tests.personas import canary


def make(version: SubmittedVersion, stage: Stage) -> SubmittedVersion:
    documents.make_submission_pdf({"version": version.pk}, stage.now)
    version.refresh_from_db()
    return version


def words_of(version: SubmittedVersion) -> str:
    assert version.pdf is not None
    with default_storage.open(version.pdf.path) as file:
        pages = [page.extract_text() for page in PdfReader(file).pages]
    return " ".join(" ".join(pages).split())


def test_the_pdf_says_everything(stage: Stage) -> None:
    stage.attach("Plan för åren.pdf")
    words = words_of(make(stage.hand_in(), stage))
    version = SubmittedVersion.objects.get()

    for said in (
        "Vetenskapsrådet",
        "Beskriv ert utgångsläge",
        "Ada Lind, samordnare för jämställdhetsintegrering",
        "Jämställdhetsmyndigheten och de andra i grupp 2",
        "Träff 1: Inriktning",
        "1. Vilka ojämställdhetsproblem ser ni?",
        canary("VR"),
        "Plan för åren.pdf",
        version.fingerprint[:20],
    ):
        assert said in words


def test_the_name_of_the_pdf_says_whose_it_is(stage: Stage) -> None:
    version = make(stage.hand_in(), stage)

    assert version.pdf is not None
    name = version.pdf.original_name
    assert name == f"vetenskapsrådet-beskriv-ert-utgångsläge-{stage.world.today}-version-1.pdf"


def test_the_pdf_is_of_the_copy_not_of_what_came_later(stage: Stage) -> None:
    version = stage.hand_in()
    stage.send_back(version, "Hemlig kommentar.")
    stage.write("Ändrat sedan", number=1, version=1)
    actions.change_assignment(stage.assignment, title_sv="Nytt", by=None, now=stage.now)
    words = words_of(make(version, stage))

    assert "Beskriv ert utgångsläge" in words
    assert "Ändrat sedan" not in words
    assert "Hemlig kommentar" not in words


def test_made_twice_is_made_once(stage: Stage) -> None:
    version = make(stage.hand_in(), stage)
    first = version.pdf_id

    assert make(version, stage).pdf_id == first
    assert StoredFile.objects.filter(content_type="application/pdf").count() == 1


def test_without_its_library_the_pdf_comes_later(stage: Stage, monkeypatch) -> None:
    def unavailable(*args: object, **kwargs: object) -> bytes:
        raise pdf.PdfUnavailable("Pango saknas")

    version = stage.hand_in()
    monkeypatch.setattr(pdf, "render", unavailable)
    with pytest.raises(TryLater, match="Pango"):
        make(version, stage)
    assert documents.pdf_state(version) == "waiting"


def test_a_copy_survives_being_data() -> None:
    copy = sample()

    assert Frozen.from_content(copy.as_content()) == copy


def test_samples_are_written_without_a_database(tmp_path: Path) -> None:
    call_command("sample_pdfs", tmp_path / "pdfs", stdout=StringIO())

    made = sorted((tmp_path / "pdfs").iterdir())
    kinds = ["inlamning.pdf", "sammanstallning.pdf", "sjalvskattning.pdf"]
    assert [one.name for one in made] == kinds
    assert all(one.read_bytes().startswith(b"%PDF-") for one in made)
