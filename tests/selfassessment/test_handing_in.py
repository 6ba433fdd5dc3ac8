"""Handing in: the frozen copy, and that nothing changes after it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from exchange_portal.audit.models import TrailEntry
from exchange_portal.outbox.models import Job, Notice
from selfassessment import actions, events
from selfassessment.frozen import Frozen, fingerprint
from selfassessment.models import SubmittedAssessment
from selfassessment.queries.agreed import draft
from tests.personas import canary
from tests.selfassessment.conftest import Stage


def test_the_copy_holds_everything(stage: Stage) -> None:
    submitted = stage.hand_in()
    copy = Frozen.from_content(submitted.content)

    assert (copy.institution, copy.cohort, copy.title_sv, copy.submitted_by) == (
        "Vetenskapsrådet",
        "Grupp 2",
        "Förutsättningar",
        "Ada Lind",
    )
    assert (copy.instrument_version, copy.number, copy.submitted_at) == (1, 1, stage.now)
    answers = [one for area in copy.areas for one in area.answers]
    assert [one.number for one in answers] == list(range(1, 12))
    assert {(one.present, one.wanted) for one in answers} == {(2, None)}
    assert all(canary("VR") in one.comment for one in answers)
    assert submitted.fingerprint == fingerprint(submitted.content)
    assert copy.as_content() == submitted.content


def test_both_levels_of_management_are_handed_in(stage: Stage) -> None:
    stage.rate(stage.world.hedda, 1)
    stage.close()
    copy = Frozen.from_content(stage.hand_in(stage.vr).content)
    answers = [one for area in copy.areas for one in area.answers]

    assert {(one.present, one.wanted) for one in answers} == {(2, 3)}
    assert "Hedda" not in str(copy)


def test_handed_in_once(stage: Stage) -> None:
    submitted = stage.hand_in()
    again = actions.submit(stage.own, stamp="annan", by=stage.world.ada, now=stage.now)

    assert again == submitted
    assert SubmittedAssessment.objects.count() == 1
    assert TrailEntry.objects.filter(event=events.SUBMITTED).count() == 1


def test_not_incomplete(stage: Stage) -> None:
    stage.agree(stage.own)
    with pytest.raises(actions.Incomplete) as refusal:
        actions.submit(stage.own, stamp=draft(stage.own).stamp, by=stage.world.ada, now=stage.now)

    assert [one.number for one in refusal.value.statements] == list(range(2, 12))
    assert not SubmittedAssessment.objects.exists()


def test_not_what_has_changed_meanwhile(stage: Stage) -> None:
    stamp = stage.fill(stage.own).stamp
    stage.agree(stage.own, comment="Nytt.", version=1, by=stage.world.ben)
    with pytest.raises(actions.ChangedMeanwhile):
        actions.submit(stage.own, stamp=stamp, by=stage.world.ada, now=stage.now)

    assert not SubmittedAssessment.objects.exists()


def test_not_while_leaders_answer(stage: Stage) -> None:
    with pytest.raises(actions.StillAnswering):
        actions.submit(stage.vr, stamp=draft(stage.vr).stamp, by=stage.world.ada, now=stage.now)


def test_not_when_the_round_is_over(stage: Stage) -> None:
    stamp = stage.fill(stage.own).stamp
    late = stage.now + timedelta(days=401)
    with pytest.raises(actions.RoundOver):
        actions.submit(stage.own, stamp=stamp, by=stage.world.ada, now=late)


def test_after_it_nothing_changes(stage: Stage) -> None:
    stage.hand_in()
    with pytest.raises(actions.HandedIn):
        stage.agree(stage.own, present=3, version=1)

    stage.rate(stage.world.hedda, 2)
    stage.close()
    stage.hand_in(stage.vr)
    with pytest.raises(actions.HandedIn):
        stage.rate(stage.world.hedda, 3, version=1)
    with pytest.raises(actions.HandedIn):
        actions.close_answering(stage.vr, by=stage.world.ada, now=stage.now)


@pytest.mark.parametrize("field", ["content", "number", "fingerprint", "submitted_at"])
def test_the_database_refuses_to_change_the_copy(stage: Stage, field: str) -> None:
    submitted = stage.hand_in()
    other = {
        "content": {},
        "number": 2,
        "fingerprint": "0" * 64,
        "submitted_at": stage.now + timedelta(days=1),
    }
    with (
        pytest.raises(IntegrityError, match="what was handed in is not changed"),
        transaction.atomic(),
    ):
        SubmittedAssessment.objects.filter(pk=submitted.pk).update(**{field: other[field]})


def test_receipts_go_to_the_sender_and_the_coordinators(stage: Stage) -> None:
    submitted = stage.hand_in()
    told = Notice.objects.filter(kind=events.RECEIPT).values_list("recipient__name", "data")

    assert list(told) == [("Ada Lind", {"submitted": submitted.pk})]
    assert Job.objects.filter(kind=events.SUMMARY_PDF).count() == 1


def test_the_trail_has_no_text(stage: Stage) -> None:
    stage.rate(stage.world.hedda, 1)
    stage.close()
    stage.hand_in(stage.vr)
    entries = TrailEntry.objects.filter(event__startswith="selfassessment.")

    assert {(one.event, tuple(one.fields)) for one in entries} == {
        (events.OPENED, ()),
        (events.SUBMITTED, ()),
    }
