"""Comments on what was handed in, files with them, and the history of versions."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from exchange_portal.audit.models import TrailEntry
from exchange_portal.files.models import StoredFile
from exchange_portal.outbox.kinds import notice_kind
from exchange_portal.outbox.models import Notice
from meetings import actions, events
from meetings.models import Comment, FeedbackFile, SubmittedVersion
from tests.meetings.conftest import LATER, PDF_BYTES, Stage, mark_all_files

KEY = re.compile(r'name="form_key" value="([^"]+)"')
CLEAN, REFUSED = StoredFile.State.CLEAN, StoredFile.State.REFUSED
TEXT = "Läs om måtten en gång till."


def staff_page(browser: Client, version: SubmittedVersion) -> str:
    return browser.get(reverse("staff_submitted", args=[version.key])).text


def receipt(browser: Client, version: SubmittedVersion) -> str:
    return browser.get(reverse("submitted", args=[version.key])).text


def document(name: str = "Läst.pdf", content: bytes = PDF_BYTES) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def send(browser: Client, version: SubmittedVersion, **changes):
    fields = {"text": TEXT, "form_key": str(uuid4()), **changes}
    return browser.post(reverse("staff_comment", args=[version.key]), fields, follow=True)


def say(stage: Stage, version: SubmittedVersion, text: str = TEXT, *uploads) -> Comment:
    cleo, now = stage.world.cleo, stage.now
    return actions.comment_on(
        version, text=text, uploads=uploads, form_key=uuid4(), by=cleo, now=now
    )


def fetch(browser: Client, one: FeedbackFile) -> int:
    response = browser.get(reverse("feedback_file", args=[one.key]))
    b"".join(response)  # read to its end, so that the file is closed
    return response.status_code


def withdraw(browser: Client, comment: Comment):
    return browser.post(reverse("withdraw_comment", args=[comment.key]), follow=True)


def test_a_comment_with_a_file_reaches_the_institution(stage: Stage, visitor) -> None:
    version = stage.hand_in()
    said = send(visitor("cleo"), version, uploads=[document()]).text
    mark_all_files(CLEAN)

    assert "Kommentaren är skickad. Samordnaren får ett mejl." in said
    version.refresh_from_db()
    assert version.returned_at is None
    for who in ("ada", "ben"):
        text = receipt(visitor(who), version)
        assert TEXT in text
        assert "Cleo Berg, " in text
        assert "Läst.pdf" in text
    one = FeedbackFile.objects.get()
    assert {fetch(visitor(who), one) for who in ("ada", "ben", "cleo")} == {200}
    assert TrailEntry.objects.filter(event="files.downloaded").count() == 3


def test_the_others_of_the_group_see_nothing_of_it(stage: Stage, visitor) -> None:
    version = stage.hand_in()
    comment = say(stage, version, TEXT, document())
    stage.send_back(version)
    mark_all_files(CLEAN)
    dan = visitor("dan")
    text = receipt(dan, version)

    assert "Ni har" not in text
    for words in (TEXT, "Läst.pdf", "Kommentarer", "Alla versioner", "Cleo Berg, "):
        assert words not in text
    assert fetch(dan, FeedbackFile.objects.get()) == 404
    assert withdraw(dan, comment).status_code == 404
    assert not Comment.objects.visible_to(stage.world.dan, stage.now).exists()


def test_the_coordinator_gets_a_mail_that_leads_there(stage: Stage) -> None:
    version = stage.hand_in()
    say(stage, version)
    notice = Notice.objects.get(kind=events.COMMENT, recipient=stage.world.ada)
    mail = notice_kind(events.COMMENT).write(notice)

    assert mail.subject.startswith("Kommentar till det ni lämnade in: Beskriv ert utgångsläge")
    for text in (mail.text, mail.html):
        assert settings.PORTAL_URL + reverse("submitted", args=[version.key]) in text
        assert TEXT not in text
        assert "Ni behöver inte lämna in på nytt." in text
    stage.send_back(version)
    assert "Ni behöver inte" not in notice_kind(events.COMMENT).write(notice).text
    notice.recipient.language = "en"
    assert "has read" in notice_kind(events.COMMENT).write(notice).text


def test_the_mail_is_not_wanted_once_it_is_withdrawn(stage: Stage) -> None:
    comment = say(stage, stage.hand_in())
    notice = Notice.objects.get(kind=events.COMMENT)
    wanted = notice_kind(events.COMMENT).still_wanted
    assert wanted(notice, stage.now)
    actions.withdraw_comment(comment, by=stage.world.cleo, now=stage.now)
    assert not wanted(notice, stage.now)


def test_two_clicks_are_one_comment(stage: Stage, visitor) -> None:
    version, browser = stage.hand_in(), visitor("cleo")
    (key,) = KEY.findall(staff_page(browser, version))
    for _ in range(2):
        assert send(browser, version, form_key=key, uploads=[document()]).status_code == 200
    assert (Comment.objects.count(), FeedbackFile.objects.count()) == (1, 1)
    assert Notice.objects.filter(kind=events.COMMENT).count() == 1


def test_another_text_with_the_same_form_is_kept_and_asked_about(stage: Stage, visitor) -> None:
    version, browser, key = stage.hand_in(), visitor("cleo"), str(uuid4())
    send(browser, version, form_key=key)
    page = send(browser, version, form_key=key, text="En sak till.")
    assert page.status_code == 422
    assert "Du har redan skickat en kommentar" in page.text
    assert ">\nEn sak till.</textarea>" in page.text

    (fresh,) = KEY.findall(page.text)
    send(browser, version, form_key=fresh, text="En sak till.")
    assert set(Comment.objects.values_list("text", flat=True)) == {TEXT, "En sak till."}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"text": "  "}, "Skriv en kommentar."),
        ({"text": "x" * 20_001}, "högst 20"),
        ({"uploads": [document("virus.exe", b"MZ")]}, "«virus.exe» togs inte emot"),
        ({"uploads": [document(), document("tom.pdf", b"")]}, "Filen är tom."),
        ({"uploads": [document(f"{n}.pdf") for n in range(11)]}, "Högst 10 filer kan följa med"),
        ({"form_key": "x"}, "Sidan var gammal."),
    ],
)
def test_what_is_refused_keeps_the_text(stage: Stage, visitor, changes: dict, words: str) -> None:
    version = stage.hand_in()
    page = send(visitor("cleo"), version, **changes)

    assert page.status_code == 422
    assert words in page.text
    assert f"{changes.get('text', TEXT).strip()}</textarea>" in page.text
    assert not Comment.objects.exists()
    assert not FeedbackFile.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"), [("ada", 403), ("dan", 403), ("eve", 404), ("paul", 404)]
)
def test_commenting_is_for_those_who_run_the_group(
    stage: Stage, visitor, who: str, status: int
) -> None:
    version = stage.hand_in()
    comment = say(stage, version)
    browser = visitor(who)

    assert send(browser, version).status_code == status
    assert withdraw(browser, comment).status_code in {403, 404}
    assert Comment.objects.get().withdrawn_at is None


def test_withdrawn_there_is_a_trace_and_no_more(stage: Stage, visitor) -> None:
    version = stage.hand_in()
    comment, browser = say(stage, version, TEXT, document()), visitor("cleo")
    mark_all_files(CLEAN)
    asked = browser.get(reverse("withdraw_comment", args=[comment.key])).text
    said = withdraw(browser, comment).text
    one = FeedbackFile.objects.get()

    assert TEXT in asked
    assert "Kommentaren är tillbakatagen." in said
    text = receipt(visitor("ada"), version)
    assert "Kommentaren togs tillbaka " in text
    assert TEXT not in text
    assert "Läst.pdf" not in text
    assert fetch(visitor("ada"), one) == 404
    assert withdraw(visitor("ada"), comment).status_code == 404
    assert TEXT in staff_page(browser, version)
    assert "Cleo Berg tog tillbaka den" in staff_page(browser, version)
    assert fetch(browser, one) == 200


def test_a_stopped_file_is_told_of_to_staff_alone(stage: Stage, visitor) -> None:
    version = stage.hand_in()
    say(stage, version, TEXT, document())
    mark_all_files(REFUSED)

    assert "Institutionen ser den inte." in staff_page(visitor("cleo"), version)
    assert "Läst.pdf" not in receipt(visitor("ada"), version)
    assert fetch(visitor("ada"), FeedbackFile.objects.get()) == 404


def test_a_return_brings_its_files_to_where_one_writes(stage: Stage, visitor) -> None:
    version, browser = stage.hand_in(), visitor("cleo")
    fields = {"comment": "Skriv mer.", "uploads": [document("Markerat.pdf")]}
    browser.post(reverse("staff_return", args=[version.key]), fields)
    mark_all_files(CLEAN)
    draft = visitor("ada").get(reverse("assignment", args=[stage.assignment.key])).text
    (notice,) = Notice.objects.filter(kind=events.COMPLETION).select_related("recipient")
    mail = notice_kind(events.COMPLETION).write(notice)

    for text in (draft, receipt(visitor("ada"), version), staff_page(browser, version)):
        assert "Markerat.pdf" in text
    assert "Markerat.pdf" not in receipt(visitor("dan"), version)
    for words in (mail.text, mail.html):
        assert "Det följer med filer. De finns i portalen." in words

    stage.hand_in(now=stage.now + LATER)
    again = stage.send_back(SubmittedVersion.objects.get(number=2))
    draft = visitor("ada").get(reverse("assignment", args=[stage.assignment.key])).text
    assert "Markerat.pdf" not in draft
    assert again.number == 2


def test_the_history_holds_every_version_and_what_was_said(stage: Stage, visitor) -> None:
    first = stage.hand_in()
    say(stage, first, "Bra början.")
    stage.send_back(first, "Skriv mer.")
    second = stage.hand_in(by=stage.world.ada, now=stage.now + LATER)
    say(stage, second, "Nu är det klart.")

    for text in (receipt(visitor("ben"), second), staff_page(visitor("cleo"), second)):
        history = text[text.index('id="historik"') :]
        assert history.index("Version 2") < history.index("Version 1")
        assert "av Ada Lind." in history
        assert "Cleo Berg bad om komplettering" in history
        assert "Skriv mer." in history
        assert "Bra början." in history
        assert "Nu är det klart." in text[: text.index('id="historik"')]


def test_one_version_has_no_history(stage: Stage, visitor) -> None:
    version = stage.hand_in()
    assert "Alla versioner" not in receipt(visitor("ada"), version)
    assert "Alla versioner" not in staff_page(visitor("cleo"), version)


def test_also_after_the_round(stage: Stage, visitor) -> None:
    """The last thing that was handed in is read after the last day as well."""
    version = stage.hand_in()
    stage.world.round.ends_on = stage.world.days(-1)
    stage.world.round.save()
    send(visitor("cleo"), version)

    assert TEXT in receipt(visitor("ada"), version)


@pytest.mark.parametrize("who", ["ada", "cleo"])
def test_as_many_queries_whatever_there_is(
    stage: Stage, visitor, django_assert_max_num_queries, who: str
) -> None:
    version = stage.hand_in()
    route = "submitted" if who == "ada" else "staff_submitted"
    browser, most = visitor(who), 10 if who == "ada" else 15

    def count(version: SubmittedVersion) -> int:
        address = reverse(route, args=[version.key])
        with django_assert_max_num_queries(most) as counted:
            assert browser.get(address).status_code == 200
        return len(counted)

    say(stage, version, TEXT, document())
    receipt(browser, version)
    few = count(version)
    for number in range(3):
        say(stage, version, f"Nummer {number}", document(f"{number}.pdf"))
    stage.send_back(version)

    assert count(stage.hand_in(now=stage.now + timedelta(hours=1))) == few
