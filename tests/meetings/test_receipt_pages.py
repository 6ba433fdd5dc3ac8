"""Reviewing, handing in, the receipt, and reading what others have handed in."""

import pytest
from django.urls import reverse

from exchange_portal.files.models import StoredFile
from exchange_portal.outbox.models import Job
from exchange_portal.pages.actions import change_text
from exchange_portal.pages.models import PageText
from meetings import actions, documents
from meetings.models import Sharing, SubmittedVersion
from tests.meetings.conftest import LATER, PDF_BYTES, Stage, ask, mark_all_files, move_due
from tests.personas import canary


def words(response) -> str:
    return " ".join(response.content.decode().split())


def review(browser, stage: Stage):
    return browser.get(reverse("submit", args=[stage.assignment.key]))


def press(browser, stage: Stage, stamp: str | None = None):
    address = reverse("submit", args=[stage.assignment.key])
    return browser.post(address, {"stamp": stage.draft().stamp if stamp is None else stamp})


def receipt(browser, version: SubmittedVersion):
    return browser.get(reverse("submitted", args=[version.key]))


# --- Review -----------------------------------------------------------------------------------


def test_the_review_says_what_it_means_and_who_reads(stage: Stage, visitor) -> None:
    stage.fill()
    stage.attach("Plan.pdf")
    text = words(review(visitor("ada"), stage))

    assert "kan Jämställdhetsmyndigheten och de andra i grupp 2 läsa det" in text
    assert "kan begäras ut hos dem också" in text
    assert "blir en allmän handling hos Jämställdhetsmyndigheten" in text
    assert "Formas, Forte och Vinnova" in text
    assert "inte ta tillbaka" in text
    assert canary("VR") in text
    assert "Plan.pdf" in text
    assert stage.draft().stamp in text
    assert "Lämna in</button>" in text


def test_the_review_of_what_is_not_shared_names_nobody(stage: Stage, visitor) -> None:
    stage.assignments["Grupp 2"] = ask(stage, stage.world.group2, sharing=Sharing.OWN)
    stage.fill()
    text = words(review(visitor("ada"), stage))

    assert "Forte" not in text
    assert "De andra i gruppen kan det inte." in text


def test_the_words_on_public_records_are_the_agencys_own(stage: Stage, visitor) -> None:
    browser, by = visitor("ada"), {"by": None, "now": stage.now}
    for slug in (PageText.Slug.DRAFT, PageText.Slug.HANDING_IN):
        change_text(PageText.objects.get(slug=slug), texts={"body_sv": f"Nytt om {slug}."}, **by)
    draft = browser.get(reverse("assignment", args=[stage.assignment.key]))

    assert "Nytt om utkast." in words(draft)
    assert "Nytt om lamna-in." in words(review(browser, stage))


def test_the_review_names_what_is_missing(stage: Stage, visitor) -> None:
    stage.write("Svar", number=1)
    text = words(review(visitor("ada"), stage))

    assert f"#id_svar-{stage.questions[1].key}" in text
    assert f"#id_svar-{stage.questions[0].key}" not in text
    assert "Lämna in</button>" not in text


def test_the_review_says_when_it_is_late(stage: Stage, visitor) -> None:
    stage.fill()
    move_due(stage.assignment, -1, stage.world)

    assert "Det går bra att lämna in ändå." in words(review(visitor("ada"), stage))


@pytest.mark.parametrize(
    ("who", "status"), [("ben", 403), ("hedda", 403), ("cleo", 403), ("eve", 404), ("nils", 404)]
)
def test_only_coordinators_come_here(stage: Stage, visitor, who: str, status: int) -> None:
    stage.fill()

    assert review(visitor(who), stage).status_code == status
    assert press(visitor(who), stage).status_code == status
    assert not SubmittedVersion.objects.exists()


def test_pressing_leads_to_the_receipt_however_often(stage: Stage, visitor) -> None:
    stage.fill()
    stamp, browser = stage.draft().stamp, visitor("ada")
    pages = [press(browser, stage, stamp) for _ in range(3)]
    version = SubmittedVersion.objects.get()

    assert {page["Location"] for page in pages} == {reverse("submitted", args=[version.key])}
    assert review(browser, stage)["Location"] == reverse("submitted", args=[version.key])


@pytest.mark.parametrize("stamp", ["", "nonsense", "0" * 32])
def test_another_stamp_shows_the_review_again(stage: Stage, visitor, stamp: str) -> None:
    stage.fill()
    stage.write("Bens tillägg", number=3, by=stage.world.ben)
    page = press(visitor("ada"), stage, stamp)

    assert page.status_code == 409
    assert "har ändrats sedan du öppnade sidan" in words(page)
    assert "Senast sparade" in words(page)
    assert stage.draft().stamp in words(page)
    assert not SubmittedVersion.objects.exists()


def test_pressing_with_something_missing_says_so(stage: Stage, visitor) -> None:
    page = press(visitor("ada"), stage)

    assert page.status_code == 409
    assert "obligatoriska frågor" in words(page)


def test_pressing_after_the_round_says_so(stage: Stage, visitor) -> None:
    stage.fill()
    stage.world.round.ends_on = stage.world.days(-1)
    stage.world.round.save()

    assert "Omgången pågår inte" in words(press(visitor("ada"), stage))


# --- The receipt and the reading page -----------------------------------------------------------


@pytest.mark.parametrize("who", ["ada", "ben"])
def test_the_receipt(stage: Stage, visitor, who: str) -> None:
    stage.attach("Plan.pdf")
    version = stage.hand_in()
    mark_all_files(StoredFile.State.CLEAN)
    text = words(receipt(visitor(who), version))

    assert "Ni har lämnat in" in text
    assert "av Ada Lind." in text
    assert f" {stage.world.today.year} kl. " in text
    assert version.fingerprint in text
    assert version.fingerprint[:12] in text
    assert canary("VR") in text
    assert "Plan.pdf" in text
    assert "PDF:en skapas" in text
    assert "Uppdatera</a>" in text


def test_others_of_the_group_read_without_internals(stage: Stage, visitor) -> None:
    version = stage.send_back(stage.hand_in(), "Skriv mer.")
    text = words(receipt(visitor("dan"), version))

    assert "<h1>Vetenskapsrådet</h1>" in text
    assert canary("VR") in text
    assert version.fingerprint not in text
    assert "Skriv mer." not in text
    assert "omplettera" not in text


def test_the_own_institution_reads_why_it_came_back(stage: Stage, visitor) -> None:
    text = words(receipt(visitor("ben"), stage.send_back(stage.hand_in(), "Skriv mer.")))

    assert "Skriv mer." in text
    assert "Fortsätt med kompletteringen" in text


def test_an_older_version_leads_to_the_newer(stage: Stage, visitor) -> None:
    first = stage.send_back(stage.hand_in())
    second = stage.hand_in(now=stage.now + LATER)

    for who in ("ada", "dan"):
        text = words(receipt(visitor(who), first))
        assert reverse("submitted", args=[second.key]) in text


def test_a_replaced_version_says_what_was_asked_but_asks_no_more(stage: Stage, visitor) -> None:
    first = stage.send_back(stage.hand_in(), "Skriv mer.")
    stage.hand_in(now=stage.now + LATER)
    text = words(receipt(visitor("ada"), first))

    assert "<h1>Version 1, ersatt av version 2</h1>" in text
    assert "Skriv mer." in text
    assert "Behöver kompletteras" not in text
    assert "Fortsätt med kompletteringen" not in text


def test_a_newer_version_that_is_not_shared_is_not_told_of(stage: Stage, visitor) -> None:
    first = stage.send_back(stage.hand_in())
    actions.change_assignment(stage.assignment, sharing=Sharing.OWN, by=None, now=stage.now)
    stage.assignment.refresh_from_db()
    second = stage.hand_in(now=stage.now + LATER)
    browser = visitor("dan")

    assert str(second.key) not in words(receipt(browser, first))
    assert receipt(browser, second).status_code == 404


@pytest.mark.parametrize("route", ["submitted", "submitted_pdf", "submitted_pdf_state"])
@pytest.mark.parametrize("who", ["eve", "nils", "lena", "paul"])
def test_strangers_get_the_page_of_a_missing_one(
    stage: Stage, visitor, route: str, who: str
) -> None:
    version, browser = stage.hand_in(), visitor(who)
    foreign = browser.get(reverse(route, args=[version.key]))
    missing = browser.get(reverse(route, args=["5d1e5d1e-0000-4000-8000-000000000000"]))

    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert foreign.content == missing.content


def test_a_handed_in_file_is_opened_by_those_who_read(stage: Stage, visitor) -> None:
    stage.attach("Plan.pdf")
    file = stage.hand_in().files.get()
    mark_all_files(StoredFile.State.CLEAN)
    address = reverse("submitted_file", args=[file.key])

    assert b"".join(visitor("dan").get(address).streaming_content) == PDF_BYTES
    assert visitor("cleo").get(address).status_code == 200
    assert visitor("eve").get(address).status_code == 404


# --- The PDF --------------------------------------------------------------------------------------


def test_the_pdf_is_waited_for_made_and_opened(stage: Stage, visitor) -> None:
    version, browser = stage.hand_in(), visitor("dan")
    state = reverse("submitted_pdf_state", args=[version.key])
    pdf = reverse("submitted_pdf", args=[version.key])
    assert "hx-get" in words(browser.get(state))
    assert browser.get(pdf)["Location"] == reverse("submitted", args=[version.key])

    documents.make_submission_pdf({"version": version.pk}, stage.now)

    assert pdf in words(browser.get(state))
    assert b"".join(browser.get(pdf).streaming_content).startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"error": "Pango saknas"}, "kan inte skapas just nu"),
        ({"state": Job.State.FAILED, "error": "x"}, "kunde inte skapas"),
    ],
)
def test_a_pdf_that_does_not_come_says_so(stage: Stage, visitor, change: dict, word: str) -> None:
    version = stage.hand_in()
    Job.objects.filter(once=documents.once(version)).update(**change)

    assert word in words(receipt(visitor("ada"), version))


def test_as_many_queries_whatever_there_is(
    stage: Stage, visitor, django_assert_max_num_queries
) -> None:
    def count(version: SubmittedVersion) -> int:
        with django_assert_max_num_queries(10) as counted:
            assert receipt(browser, version).status_code == 200
        return len(counted)

    browser = visitor("ada")
    few = count(stage.hand_in())
    stage.send_back(SubmittedVersion.objects.get())
    for number in (1, 2, 3):
        stage.attach(content=b"%PDF-1.4 " + bytes([64 + number]) + b"\n%%EOF\n")

    assert count(stage.hand_in()) == few
