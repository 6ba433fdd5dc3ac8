"""What a group has shared at a meeting, put together: the page, and the PDF that one asks for."""

import re
from html import unescape
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from exchange_portal.files.models import StoredFile
from exchange_portal.outbox.models import Job
from meetings import actions, documents
from meetings.models import MeetingSummary, Sharing
from tests.meetings.conftest import Stage, ask
from tests.personas import canary, login


def address(stage: Stage, route: str = "meeting_summary") -> str:
    return reverse(route, args=[stage.meetings["Grupp 2"].key])


def read(stage: Stage, who: str) -> str:
    response = login(Client(), stage.world.people[who]).get(address(stage))
    assert response.status_code == 200
    return unescape(response.content.decode())


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def share(stage: Stage) -> None:
    stage.hand_in()
    stage.hand_in(stage.forte, by=stage.world.dan)


def test_before_anyone_has_shared_it_says_what_will_come(stage: Stage) -> None:
    html = read(stage, "ada")

    assert "Ingen har delat något än" in html
    assert "Skapa PDF" not in html


def test_question_by_question_everybodys_answers(stage: Stage) -> None:
    share(stage)
    text = words(read(stage, "ben"))

    questions = [text.index(one.prompt_sv) for one in stage.questions]
    assert questions == sorted(questions)
    between = text[questions[0] : questions[1]]
    assert between.index("Forte") < between.index("Vetenskapsrådet")
    assert f"Svar 1: {canary('Forte')}" in between
    assert f"Svar 1: {canary('VR')}" in between
    assert "2 institutioner har delat sina svar." in text


def test_the_newest_version_counts(stage: Stage) -> None:
    stage.send_back(stage.hand_in())
    stage.write("Nytt svar", version=1)
    actions.submit(
        stage.assignment,
        participation=stage.vr,
        stamp=stage.draft().stamp,
        by=stage.world.ada,
        now=stage.now,
    )
    text = words(read(stage, "dan"))

    assert "Nytt svar" in text
    assert f"Svar 1: {canary('VR')}" not in text


def test_what_is_not_shared_is_not_there(stage: Stage) -> None:
    own = ask(stage, stage.world.group2, title_sv="Bara vårt", sharing=Sharing.OWN)
    stage.assignments["Grupp 2"] = own
    stage.hand_in()

    for who in ("ada", "dan", "cleo"):
        html = read(stage, who)
        assert canary("VR") not in html
        assert "Bara vårt" not in html.partition("<h1>")[2]


@pytest.mark.parametrize("name", ["eve", "paul", "nils", "lena", "nora"])
def test_for_others_it_is_not_there(stage: Stage, name: str) -> None:
    share(stage)
    browser = login(Client(), stage.world.people[name])

    assert browser.get(address(stage)).status_code == 404
    assert browser.post(address(stage, "meeting_summary_pdf")).status_code == 404
    assert not MeetingSummary.objects.exists()


def test_the_pdf_is_asked_for_made_and_fetched(stage: Stage) -> None:
    share(stage)
    browser = login(Client(), stage.world.dan)
    asked = browser.post(address(stage, "meeting_summary_pdf"), follow=True)
    assert "PDF:en skapas" in asked.text
    assert browser.get(address(stage, "meeting_summary_pdf")).status_code == 302

    summary = MeetingSummary.objects.get()
    documents.make_summary_pdf({"summary": summary.pk}, stage.now)
    documents.make_summary_pdf({"summary": summary.pk}, stage.now)
    assert StoredFile.objects.filter(content_type="application/pdf").count() == 1
    assert "Hämta PDF:en" in browser.get(address(stage, "meeting_summary_pdf_state")).text
    fetched = browser.get(address(stage, "meeting_summary_pdf"))
    pages = PdfReader(BytesIO(b"".join(fetched.streaming_content))).pages
    text = " ".join(" ".join(page.extract_text().split()) for page in pages)

    assert "Träff 1: Inriktning" in text
    assert canary("Forte") in text.replace(" ", "")
    assert canary("VR") in text.replace(" ", "")
    assert "Läses av Jämställdhetsmyndigheten och alla i grupp 2" in text


def test_asked_twice_it_is_one_and_when_more_is_shared_another(stage: Stage) -> None:
    stage.hand_in()
    browser = login(Client(), stage.world.ada)
    for _ in range(2):
        browser.post(address(stage, "meeting_summary_pdf"))
    assert MeetingSummary.objects.count() == Job.objects.filter(kind__contains="summary").count()
    assert MeetingSummary.objects.count() == 1

    stage.hand_in(stage.forte, by=stage.world.dan)
    assert "Skapa PDF" in browser.get(address(stage)).text
    browser.post(address(stage, "meeting_summary_pdf"))
    assert MeetingSummary.objects.count() == 2


def test_of_nothing_no_pdf_is_made(stage: Stage) -> None:
    browser = login(Client(), stage.world.ada)
    answered = browser.post(address(stage, "meeting_summary_pdf"), follow=True)

    assert "Ingen i gruppen har delat något till den här träffen än." in answered.text
    assert not MeetingSummary.objects.exists()


def test_a_failed_pdf_says_so(stage: Stage) -> None:
    share(stage)
    browser = login(Client(), stage.world.ada)
    browser.post(address(stage, "meeting_summary_pdf"))
    Job.objects.filter(kind__contains="summary").update(state=Job.State.FAILED)

    assert "PDF:en kunde inte skapas" in browser.get(address(stage)).text


def test_a_failed_pdf_is_tried_again(stage: Stage) -> None:
    share(stage)
    browser = login(Client(), stage.world.dan)
    browser.post(address(stage, "meeting_summary_pdf"))
    job = Job.objects.filter(kind__contains="summary")
    job.update(state=Job.State.FAILED, tries=5)

    assert "Försök igen" in browser.get(address(stage)).text
    for _ in range(2):
        browser.post(address(stage, "meeting_summary_pdf"))
    assert job.values_list("state", "tries").get() == (Job.State.WAITING, 0)
    assert MeetingSummary.objects.count() == 1
    page = browser.get(address(stage)).text
    assert "PDF:en skapas" in page
    assert "Försök igen" not in page


@pytest.mark.parametrize("shared", [1, 3])
def test_queries_do_not_grow(stage: Stage, django_assert_num_queries, shared: int) -> None:
    for place in ("VR", "Forte", "Formas")[:shared]:
        stage.hand_in(stage.world.participations[place])
    browser = login(Client(), stage.world.ada)

    with django_assert_num_queries(7):
        browser.get(address(stage))
