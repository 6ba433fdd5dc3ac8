"""Many at once, on a database that really locks: no saved word is lost, nothing happens twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from exchange_portal.files.models import StoredFile
from exchange_portal.outbox.models import Job, Notice
from meetings import actions, documents, events
from meetings.models import Attendance, DraftAnswer, DraftFile, Submission, SubmittedVersion
from tests.meetings.conftest import Stage

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """Start all at the same moment; what each gives, or the refusal it met."""
    start = Barrier(len(works))

    def run(work: Callable[[], Any]) -> Any:
        start.wait()
        try:
            return work()
        except actions.Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def test_of_many_first_saves_one_stands_and_the_others_meet_it(stage: Stage) -> None:
    people = (stage.world.ada, stage.world.ben, stage.world.hedda)

    def save(number: int) -> Callable[[], Any]:
        return lambda: stage.write(f"Text {number}", by=people[number % 3])

    results = at_once(*(save(number) for number in range(8)))
    saved = [one for one in results if isinstance(one, DraftAnswer)]
    met = [one for one in results if isinstance(one, actions.Conflict)]

    assert (len(saved), len(met)) == (1, 7)
    assert {conflict.answer.text for conflict in met} == {saved[0].text}
    assert Submission.objects.count() == DraftAnswer.objects.count() == 1


def test_every_acknowledged_save_was_there(stage: Stage) -> None:
    """Each writer adds a word of its own to what stands, and tries again after a conflict."""
    stage.write("start")

    def add(word: str) -> Callable[[], Any]:
        def work() -> None:
            text, version, kept = "start", 1, False
            while not kept:
                try:
                    stage.write(f"{text} {word}", version=version)
                    kept = True
                except actions.Conflict as conflict:
                    text, version = conflict.answer.text, conflict.answer.version

        return work

    words = [f"ord{number}" for number in range(6)]
    at_once(*(add(word) for word in words))
    answer = DraftAnswer.objects.get()

    assert sorted(answer.text.split()) == sorted(["start", *words])
    assert answer.version == 7


def test_two_coordinators_at_once_give_one_version(stage: Stage) -> None:
    stage.fill()
    stamp = stage.draft().stamp

    def submit() -> SubmittedVersion:
        return actions.submit(
            stage.assignment,
            participation=stage.vr,
            stamp=stamp,
            by=stage.world.ada,
            now=stage.now,
        )

    results = at_once(*[submit] * 6)

    assert len({one.pk for one in results}) == 1
    assert SubmittedVersion.objects.count() == 1
    assert Notice.objects.filter(kind=events.RECEIPT).count() == 1
    assert Job.objects.filter(kind=events.SUBMISSION_PDF).count() == 1


def test_a_save_beside_a_submit_is_in_the_copy_or_refused(stage: Stage) -> None:
    stage.fill()
    stamp = stage.draft().stamp

    def submit() -> SubmittedVersion:
        return actions.submit(
            stage.assignment,
            participation=stage.vr,
            stamp=stamp,
            by=stage.world.ada,
            now=stage.now,
        )

    submitted, saved = at_once(submit, lambda: stage.write("Sent", number=3, by=stage.world.ben))

    if isinstance(submitted, actions.ChangedMeanwhile):
        assert saved.text == "Sent"
        assert not SubmittedVersion.objects.exists()
    else:
        assert isinstance(saved, actions.HandedIn)
        assert stage.draft().answers[2].text == ""


def test_returned_by_two_at_once_is_returned_once(stage: Stage) -> None:
    version = stage.hand_in()
    results = at_once(
        *(lambda words=words: stage.send_back(version, words) for words in ("Ett.", "Två.", "Ett."))
    )
    version.refresh_from_db()

    refused = [one for one in results if isinstance(one, actions.AlreadyReturned)]
    assert len(refused) == (1 if version.return_comment == "Ett." else 2)
    assert Notice.objects.filter(kind=events.COMPLETION).count() == 1


def test_one_file_sent_at_once_lies_there_once(stage: Stage) -> None:
    at_once(*[stage.attach] * 4)

    assert DraftFile.objects.count() == 1


def test_of_many_answers_at_once_one_stands(stage: Stage) -> None:
    """A double click is one answer; a yes and a no at once are one answer and one refusal."""
    meeting, ada = stage.meetings["Grupp 2"], stage.world.ada
    session, holding = meeting.sessions.get(), ada.holdings.get()

    def answer(is_coming: bool) -> Callable[[], Any]:
        return lambda: actions.answer_invitation(
            session,
            holding=holding,
            is_coming=is_coming,
            answered_for=meeting.held_on,
            version=0,
            by=ada,
            now=stage.now,
        )

    results = at_once(*(answer(is_coming) for is_coming in (True, True, True, False)))
    standing = Attendance.objects.get()
    refused = [one for one in results if isinstance(one, actions.AnsweredMeanwhile)]

    assert standing.version == 1
    assert len(refused) == (1 if standing.is_coming else 3)


def test_two_workers_make_one_pdf_of_a_summary(stage: Stage) -> None:
    """Both have looked whether it is there before either has made it."""
    stage.hand_in()
    meeting = stage.assignment.meeting
    summary = actions.ask_for_summary(meeting, by=stage.world.ada, now=stage.now)

    at_once(*[lambda: documents.make_summary_pdf({"summary": summary.pk}, stage.now)] * 2)

    assert StoredFile.objects.filter(content_type="application/pdf").count() == 1
