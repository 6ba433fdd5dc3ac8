"""Handing in and returning: frozen, once, and both versions stay."""

import json
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import get_default_timezone

from cohorts import actions as cohorts
from exchange_portal.audit.models import TrailEntry
from exchange_portal.files.models import StoredFile
from exchange_portal.outbox.models import Job, Notice
from meetings import actions, events
from meetings.frozen import Frozen, fingerprint
from meetings.models import Assignment, Sharing, SubmittedVersion
from tests.meetings.conftest import LATER, Stage, ask, mark_all_files


def notices(kind: str) -> list[str]:
    return sorted(one.recipient.name for one in Notice.objects.filter(kind=kind))


def hand_in(stage: Stage, stamp: str, **who) -> SubmittedVersion:
    return actions.submit(
        stage.assignment,
        participation=stage.vr,
        stamp=stamp,
        **{"by": stage.world.ada, "now": stage.now} | who,
    )


def test_what_is_handed_in_is_a_copy_that_stays(stage: Stage) -> None:
    stage.attach("Plan.pdf")
    version = stage.hand_in()
    copy = Frozen.from_content(version.content)

    stage.send_back(version)
    stage.write("Ändrat", number=1, version=1)
    actions.change_question(stage.questions[0], prompt_sv="Annat?", by=None, now=stage.now)
    actions.change_assignment(
        stage.assignment, title_sv="Nytt", sharing=Sharing.OWN, by=None, now=stage.now
    )
    version.refresh_from_db()

    assert Frozen.from_content(version.content) == copy
    assert (copy.institution, copy.cohort, copy.round) == (
        "Vetenskapsrådet",
        "Grupp 2",
        "JiM+ 2021–2022",
    )
    assert (copy.title_sv, copy.sharing, copy.number) == ("Beskriv ert utgångsläge", "cohort", 1)
    assert (copy.submitted_by, copy.function_sv) == (
        "Ada Lind",
        "Samordnare för jämställdhetsintegrering",
    )
    assert copy.answers[0].prompt_sv == "Vilka ojämställdhetsproblem ser ni?"
    assert copy.answers[0].text.startswith("Svar 1")
    assert [file.name for file in copy.files] == ["Plan.pdf"]


def test_the_fingerprint_can_be_computed_again_from_the_stored_copy(stage: Stage) -> None:
    version = stage.hand_in()
    version.refresh_from_db()

    assert version.fingerprint == fingerprint(version.content)
    changed = json.loads(json.dumps(version.content))
    changed["answers"][0]["text"] += "."
    assert fingerprint(changed) != version.fingerprint


@pytest.mark.parametrize(
    "change",
    [
        {"content": {}},
        {"fingerprint": "0" * 64},
        {"number": 7},
        {"sharing": "own"},
        {"submitted_at": datetime(2020, 1, 1, tzinfo=get_default_timezone())},
    ],
)
def test_the_database_refuses_to_change_a_copy(stage: Stage, change: dict) -> None:
    version = stage.hand_in()

    with pytest.raises(IntegrityError, match="not changed"), transaction.atomic():
        SubmittedVersion.objects.filter(pk=version.pk).update(**change)


def test_the_database_refuses_to_take_a_return_back(stage: Stage) -> None:
    version = stage.send_back(stage.hand_in())

    with pytest.raises(IntegrityError, match="not changed"), transaction.atomic():
        SubmittedVersion.objects.filter(pk=version.pk).update(
            returned_at=None, returned_by=None, return_comment=""
        )


def test_handing_in_writes_the_trail_the_notices_and_the_job(stage: Stage) -> None:
    version = stage.hand_in()

    entry = TrailEntry.objects.get(event=events.SUBMITTED)
    assert (entry.actor_id, entry.about_id, entry.fields) == (stage.world.ada.pk, version.pk, [])
    assert notices(events.RECEIPT) == ["Ada Lind"]
    assert notices(events.RECEIVED) == ["Cleo Berg"]
    assert Job.objects.get(kind=events.SUBMISSION_PDF).data == {"version": version.pk}


def test_every_coordinator_of_the_institution_gets_the_receipt(stage: Stage) -> None:
    by = {"by": None, "now": stage.now}
    seat = cohorts.add_seat(stage.vr, function=stage.world.seat("VR", "coordinator").function, **by)
    cohorts.fill_seat(seat, user=stage.world.nils, from_on=stage.world.days(-1), **by)
    stage.hand_in()

    assert notices(events.RECEIPT) == ["Ada Lind", "Nils Holm"]


def test_twice_is_once(stage: Stage) -> None:
    stage.fill()
    stamp = stage.draft().stamp
    first = hand_in(stage, stamp)
    second = hand_in(stage, stamp, now=stage.now + LATER)

    assert first == second
    assert SubmittedVersion.objects.count() == 1
    assert Notice.objects.filter(kind=events.RECEIPT).count() == 1
    assert Job.objects.filter(kind=events.SUBMISSION_PDF).count() == 1


def test_an_old_stamp_does_not_hand_in_again_after_a_return(stage: Stage) -> None:
    stage.fill()
    stamp = stage.draft().stamp
    stage.send_back(hand_in(stage, stamp))

    with pytest.raises(actions.ChangedMeanwhile):
        hand_in(stage, stamp)
    assert SubmittedVersion.objects.count() == 1


@pytest.mark.parametrize("change", ["text", "file", "removed", "question", "sharing", "wording"])
def test_what_has_changed_since_it_was_shown_is_shown_again(stage: Stage, change: str) -> None:
    stage.fill()
    lying = stage.attach()
    stamp = stage.draft().stamp
    by = {"by": stage.world.ben, "now": stage.now}
    match change:
        case "text":
            stage.write("Bens", number=3, by=stage.world.ben)
        case "file":
            stage.attach(content=b"%PDF-1.4 other\n%%EOF\n")
        case "removed":
            actions.remove_file(lying, **by)
        case "question":
            text = actions.QuestionText(prompt_sv="En till?", is_required=False)
            actions.add_question(stage.assignment, text=text, **by)
        case "sharing":
            actions.change_assignment(stage.assignment, sharing=Sharing.OWN, **by)
        case "wording":
            actions.change_question(stage.questions[0], prompt_sv="Annat?", **by)

    with pytest.raises(actions.ChangedMeanwhile):
        hand_in(stage, stamp)
    assert not SubmittedVersion.objects.exists()


def test_required_questions_need_an_answer(stage: Stage) -> None:
    stage.write("Svar", number=1)
    stage.write("  \n ", number=2)

    with pytest.raises(actions.Incomplete) as refusal:
        hand_in(stage, stage.draft().stamp)
    assert [question.number for question in refusal.value.questions] == [2]


def test_an_empty_draft_is_not_handed_in(stage: Stage) -> None:
    stage.assignments["Grupp 2"] = ask(stage, stage.world.group2, questions=[])

    with pytest.raises(actions.NothingToHandIn):
        hand_in(stage, stage.draft().stamp)
    stage.attach()
    assert hand_in(stage, stage.draft().stamp).number == 1


def test_a_stopped_file_is_not_handed_in_but_a_waiting_one_is(stage: Stage) -> None:
    stage.fill()
    stage.attach("virus.pdf")
    mark_all_files(StoredFile.State.REFUSED)
    with pytest.raises(actions.StoppedFiles, match=r"virus\.pdf"):
        hand_in(stage, stage.draft().stamp)

    mark_all_files(StoredFile.State.WAITING)
    assert hand_in(stage, stage.draft().stamp).number == 1


def test_late_is_welcome(stage: Stage) -> None:
    version = stage.hand_in(now=stage.now + timedelta(days=40))

    assert version.number == 1


def test_after_the_round_nothing_is_handed_in(stage: Stage) -> None:
    stage.fill()
    with pytest.raises(actions.RoundOver):
        hand_in(stage, stage.draft().stamp, now=stage.now + timedelta(days=401))


def test_returned_and_handed_in_again_both_versions_stay(stage: Stage) -> None:
    first = stage.hand_in()
    returned = stage.send_back(first, " Skriv mer.\r\n")
    stage.write("Mer", number=3)
    second = hand_in(stage, stage.draft().stamp, now=stage.now + LATER)

    assert (returned.return_comment, returned.returned_by) == ("Skriv mer.", stage.world.cleo)
    assert (first.number, second.number) == (1, 2)
    assert notices(events.COMPLETION) == ["Ada Lind"]
    assert Notice.objects.filter(kind=events.RECEIPT).count() == 2
    assert Frozen.from_content(first.content).answers[2].text == ""
    assert Frozen.from_content(second.content).answers[2].text == "Mer"


def test_returned_twice_is_returned_once(stage: Stage) -> None:
    version = stage.hand_in()
    first = stage.send_back(version, "Mer.")
    again = stage.send_back(version, "Mer.")

    assert again.returned_at == first.returned_at
    assert Notice.objects.filter(kind=events.COMPLETION).count() == 1
    with pytest.raises(actions.AlreadyReturned):
        stage.send_back(version, "Något annat.")


def test_only_the_latest_is_returned(stage: Stage) -> None:
    first = stage.send_back(stage.hand_in())
    stage.hand_in()

    with pytest.raises(actions.AlreadyReturned):
        stage.send_back(first, "Igen.")


@pytest.mark.parametrize("comment", ["", "  \n\0"])
def test_a_return_says_why(stage: Stage, comment: str) -> None:
    with pytest.raises(actions.CommentMissing):
        stage.send_back(stage.hand_in(), comment)


def test_a_return_has_a_reasonable_length(stage: Stage) -> None:
    with pytest.raises(actions.TooLong):
        stage.send_back(stage.hand_in(), "x" * 20_001)


def test_after_the_round_nothing_is_returned(stage: Stage) -> None:
    version = stage.hand_in()
    with pytest.raises(actions.RoundOver):
        actions.return_for_completion(
            version, comment="Mer.", by=stage.world.cleo, now=stage.now + timedelta(days=401)
        )


@pytest.mark.parametrize(
    ("due_on", "last_moment"),
    [
        ("2026-03-29", "2026-03-29T21:59:59+00:00"),  # the clock goes forward that night
        ("2026-10-25", "2026-10-25T22:59:59+00:00"),  # and back
        ("2026-12-01", "2026-12-01T22:59:59+00:00"),
    ],
)
def test_a_due_date_ends_at_midnight_in_stockholm(due_on: str, last_moment: str) -> None:
    assignment = Assignment(due_on=datetime.fromisoformat(due_on).date())
    last = datetime.fromisoformat(last_moment)

    assert not assignment.is_late(last)
    assert assignment.is_late(last + timedelta(seconds=1))
